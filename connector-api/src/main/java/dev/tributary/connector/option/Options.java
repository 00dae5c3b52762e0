package dev.tributary.connector.option;

import dev.tributary.connector.error.ConnectorException;
import java.util.Map;
import java.util.Optional;

/**
 * The values of a set of options, read by the constants that declare them.
 *
 * <p>Implementations are immutable and thread-safe. They show no secret in {@code toString()}.
 *
 * @since 0.1.0
 */
public interface Options {

  /**
   * Returns the value of an option, or its default.
   *
   * <p>A nested option that was not given returns the defaults of the options in it, as long as
   * none of them is required.
   *
   * @throws ConnectorException of kind CONFIG, naming the option and its place, if there is neither
   * @throws IllegalArgumentException if the option is not one of this set
   */
  <T> T get(Option<T> option);

  /**
   * Returns the value of an option, or its default, or nothing.
   *
   * @throws IllegalArgumentException if the option is not one of this set
   */
  <T> Optional<T> find(Option<T> option);

  /**
   * Returns whether the option was given, whatever its default.
   *
   * @throws IllegalArgumentException if the option is not one of this set
   */
  boolean isSet(Option<?> option);

  /**
   * Returns a configuration that binds to these same options in another process: only what was
   * given, with references in place of secrets.
   *
   * @throws ConnectorException of kind CONFIG if a secret stands there as plain text
   */
  Configuration portable();

  /**
   * Returns the keys that no option claims, where the set {@linkplain OptionSet#allowUnknown
   * allows} them: texts, numbers, booleans, lists, maps, and a {@link Secret} where a reference
   * stood.
   */
  default Map<String, Object> extras() {
    return Map.of();
  }

  /**
   * Returns where an option stands, for messages: its path, with file and line where they are
   * known.
   *
   * @throws IllegalArgumentException if the option is not one of this set
   */
  default String where(Option<?> option) {
    return option.name();
  }

  /** Returns the options of the empty set. */
  static Options empty() {
    return OptionSet.of().bind(Configuration.empty());
  }
}
