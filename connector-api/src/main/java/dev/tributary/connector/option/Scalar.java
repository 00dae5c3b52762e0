package dev.tributary.connector.option;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A type whose values are written as one text, number or boolean. */
final class Scalar<T> extends Type<T> {
  private final String label;
  private final String expected;
  private final Function<Object, @Nullable T> parse;
  private final Function<T, Object> write;
  private final Map<String, Object> schema;

  /**
   * Makes a type.
   *
   * @param parse gives the value of a scalar whose references are resolved, or null if it is none
   */
  Scalar(
      String label,
      String expected,
      Function<Object, @Nullable T> parse,
      Function<T, Object> write,
      Map<String, Object> schema) {
    this.label = label;
    this.expected = expected;
    this.parse = parse;
    this.write = write;
    this.schema = schema;
  }

  @Override
  String label() {
    return label;
  }

  @Override
  String expected() {
    return expected;
  }

  @Override
  @Nullable T read(Object raw, Node node) {
    Object resolved = raw instanceof String text ? node.resolve(text) : raw;
    if (resolved == null) {
      return null; // reported by the node
    }
    T value = parse.apply(resolved);
    if (value == null) {
      node.unfit(expected, raw);
    }
    return value;
  }

  @Override
  Object write(T value, String path) {
    Object raw = write.apply(value);
    return raw instanceof String text ? Template.escape(text) : raw;
  }

  @Override
  Map<String, Object> schema() {
    return new LinkedHashMap<>(schema);
  }
}
