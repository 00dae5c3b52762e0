package dev.tributary.connector.pipeline.config;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a house has agreed on; whoever departs from it gets a warning. Immutable and thread-safe.
 *
 * @param names what ids of sources and pipelines look like; empty for any
 * @since 0.1.0
 */
public record Conventions(Optional<Pattern> names) {
  /** Returns ids of small letters, digits and {@code _} that begin with a letter. */
  public static Conventions defaults() {
    return names("[a-z][a-z0-9_]*");
  }

  /**
   * Returns ids that match this as a whole.
   *
   * @param regex the regular expression
   * @throws java.util.regex.PatternSyntaxException if it is none
   */
  public static Conventions names(String regex) {
    return new Conventions(Optional.of(Pattern.compile(regex)));
  }

  /** Returns that ids may be anything that is allowed. */
  public static Conventions none() {
    return new Conventions(Optional.empty());
  }
}
