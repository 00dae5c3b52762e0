package dev.tributary.connector.option;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value that is shown to nobody but who asks for it: a password, a token, a key.
 *
 * <p>The value of a reference is read from the host's {@link SecretStore} when it is first
 * {@linkplain #reveal() revealed}, kept, and read again by {@link #revealAgain()} after a refused
 * login. Every value revealed is made known to the {@link Redactor} of its context, and each access
 * to the host's audit. {@code toString()} shows no value, two secrets are equal only if they are
 * the same object, and a secret cannot be serialized. Thread-safe.
 *
 * @since 0.1.0
 */
public final class Secret {
  private final @Nullable Template template;
  private final @Nullable Resolver resolver;
  private final String label;
  private final boolean open;
  private final Object lock = new Object();
  private volatile @Nullable String value;

  private Secret(
      @Nullable Template template,
      @Nullable String value,
      @Nullable Resolver resolver,
      String label,
      boolean open) {
    this.template = template;
    this.value = value;
    this.resolver = resolver;
    this.label = label;
    this.open = open;
    if (value != null && !open && resolver != null) {
      resolver.redactor().register(value);
    }
  }

  /**
   * Returns a secret of this value. The redactor learns it when an {@link OptionSet} binds it.
   *
   * @param value the value itself
   */
  public static Secret literal(String value) {
    return new Secret(null, Objects.requireNonNull(value, "value"), null, Redactor.MASK, false);
  }

  /**
   * Returns a secret that is read from the host's store when it is used.
   *
   * @param name the name in the store, what stands behind {@code secret://}
   * @param resolver carries the store, the redactor and the audit
   */
  public static Secret reference(String name, Resolver resolver) {
    Template template = Template.secret(name);
    return new Secret(template, null, resolver, template.source(), false);
  }

  /** Returns the secret that a text of a configuration means, or null after reporting why not. */
  static @Nullable Secret parse(String text, Node node) {
    Template template = Template.parse(text, node);
    if (template == null) {
      return null;
    }
    String literal = template.literal();
    if (literal != null) {
      return new Secret(null, literal, node.resolver(), node.path(), false);
    }
    for (Template.Part part : template.parts()) {
      String found = Template.present(part, node);
      if (found == null) {
        return null;
      }
      if (part.kind() == Template.Kind.VARIABLE) {
        node.resolver().redactor().register(found);
      }
    }
    String label = template.isReference() ? template.source() : node.path();
    return new Secret(template, null, node.resolver(), label, false);
  }

  /**
   * Returns what a text means under a name that tells of no secret: itself, or a reference to one.
   */
  static @Nullable Secret parseOpen(String text, Node node) {
    Template template = Template.parse(text, node);
    if (template == null) {
      return null;
    }
    if (template.hasSecret()) {
      return parse(text, node);
    }
    String resolved = template.resolve(node);
    return resolved == null ? null : new Secret(null, resolved, null, node.path(), true);
  }

  /** Returns this secret in the context in which it is bound; one that has a context keeps it. */
  Secret in(Node node) {
    String present = value;
    return resolver != null || open || present == null
        ? this
        : new Secret(null, present, node.resolver(), node.path(), false);
  }

  /**
   * Returns the value; reads it where that was not done yet.
   *
   * @throws ConnectorException of kind CONFIG if there is no such secret; as the store raises it if
   *     the store cannot be asked
   */
  public String reveal() {
    return reveal(false);
  }

  /**
   * Returns the value, read again because the one before was refused.
   *
   * @throws ConnectorException as {@link #reveal()}
   */
  public String revealAgain() {
    return reveal(template != null);
  }

  private String reveal(boolean again) {
    String present = value;
    if (present == null || again) {
      // One thread asks the store; the others wait for what it gets.
      synchronized (lock) {
        present = value;
        if (present == null || again) {
          present = SecretReader.read(Objects.requireNonNull(template), context());
          value = present;
        }
      }
    }
    if (!open && resolver != null) {
      resolver.redactor().register(present);
      resolver.accessed(label);
    }
    return present;
  }

  /**
   * Takes a new value that the source handed back, such as a rotated refresh token: {@link
   * #reveal()} returns it from now on, and the host's store keeps it under this secret's name.
   *
   * @param value the new value
   * @throws ConnectorException of kind CONFIG if it cannot be kept beyond this process, because
   *     this is no {@code secret://} reference or the store does not write; the value is taken all
   *     the same
   */
  public void replace(String value) {
    Objects.requireNonNull(value, "value");
    if (resolver != null) {
      resolver.redactor().register(value);
    }
    synchronized (lock) {
      this.value = value;
    }
    String name = template == null ? null : template.onlySecret();
    if (name == null) {
      throw ConnectorException.of(
              ErrorKind.CONFIG,
              "the source replaced the secret " + label + ", and nothing keeps the new value")
          .remedy("Write secret://name in its place, so that the host's secret store keeps it")
          .build();
    }
    context().secrets().write(name, value);
  }

  /**
   * Returns what may stand in a portable configuration for this secret, such as {@code
   * secret://name} or <code>${NAME}</code>; nothing if the value itself stood there.
   */
  public Optional<String> reference() {
    return template != null && template.isReference()
        ? Optional.of(template.source())
        : Optional.empty();
  }

  /** Returns whether the value is no secret at all, only kept among secrets. */
  boolean isOpen() {
    return open;
  }

  private Resolver context() {
    return Objects.requireNonNull(resolver, "a reference has a context");
  }

  /** Returns the reference, or {@code ***}; never the value. */
  @Override
  public String toString() {
    return reference().orElse(Redactor.MASK);
  }
}
