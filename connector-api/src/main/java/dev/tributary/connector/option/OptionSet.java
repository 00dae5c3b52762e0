package dev.tributary.connector.option;

import java.util.List;

/** Options that belong together, with the rules between them. */
public final class OptionSet {
  private OptionSet() {}

  public static OptionSet of(Option<?>... options) {
    throw new UnsupportedOperationException();
  }

  public OptionSet plus(OptionSet other) {
    throw new UnsupportedOperationException();
  }

  public OptionSet plus(Option<?>... options) {
    throw new UnsupportedOperationException();
  }

  public OptionSet exclusive(Option<?>... options) {
    throw new UnsupportedOperationException();
  }

  public OptionSet together(Option<?>... options) {
    throw new UnsupportedOperationException();
  }

  public OptionSet oneOf(Option<?>... options) {
    throw new UnsupportedOperationException();
  }

  @SafeVarargs
  public final <D> OptionSet requiredIf(Option<?> option, Option<D> discriminator, D... values) {
    throw new UnsupportedOperationException();
  }

  public <D> OptionSet when(
      Option<D> discriminator, D value, Option<Options> nested, OptionSet options) {
    throw new UnsupportedOperationException();
  }

  public OptionSet allowUnknown() {
    throw new UnsupportedOperationException();
  }

  public List<Option<?>> options() {
    throw new UnsupportedOperationException();
  }

  public Options bind(Configuration configuration, Problems problems, Resolver resolver) {
    throw new UnsupportedOperationException();
  }

  public Options bind(Configuration configuration) {
    throw new UnsupportedOperationException();
  }

  public String toMarkdown() {
    throw new UnsupportedOperationException();
  }

  public String toJsonSchema() {
    throw new UnsupportedOperationException();
  }
}
