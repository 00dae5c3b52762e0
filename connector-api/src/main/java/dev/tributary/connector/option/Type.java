package dev.tributary.connector.option;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the values of an option are read, written and described.
 *
 * @param <T> the type of the values
 */
abstract class Type<T> {

  /** Returns the type's name on reference pages, such as {@code whole number}. */
  abstract String label();

  /** Returns what is expected, with its article, such as {@code a whole number}. */
  abstract String expected();

  /**
   * Reads a raw value; reports to the node what is wrong with it and then returns null.
   *
   * @param raw the value as it was written
   * @param node where it stands
   */
  abstract @Nullable T read(Object raw, Node node);

  /**
   * Returns the raw value that reads as this value again.
   *
   * @throws dev.tributary.connector.error.ConnectorException of kind CONFIG if it is a plain secret
   */
  abstract Object write(T value, String path);

  /** Returns the type's own keywords of JSON Schema, in a map that may be changed. */
  abstract Map<String, Object> schema();

  /** Returns the value as a person would write it in a file. */
  String show(T value) {
    return String.valueOf(write(value, ""));
  }

  /** Returns whether values are never shown. */
  boolean isSecret() {
    return false;
  }

  /** Returns the options inside, for types that nest some. */
  @Nullable OptionSet nested() {
    return null;
  }

  /** Returns whether values of the other type are values of this one. */
  boolean isLike(Type<?> other) {
    return getClass() == other.getClass() && label().equals(other.label());
  }
}
