package dev.tributary.connector.option;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes rules of least and greatest values. */
final class Bounds {
  private Bounds() {}

  static <T> Option.Check<T> check(
      String name, @Nullable T least, @Nullable T most, String requirement, Type<T> type) {
    Comparable<T> low = least == null ? null : ordered(name, least);
    Comparable<T> high = most == null ? null : ordered(name, most);
    if (low != null && most != null && low.compareTo(most) > 0) {
      throw new IllegalArgumentException("`" + name + "` cannot be " + requirement);
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    keyword(schema, "minimum", least, type);
    keyword(schema, "maximum", most, type);
    return new Option.Check<>(
        value ->
            (low == null || low.compareTo(value) <= 0)
                && (high == null || high.compareTo(value) >= 0),
        requirement,
        schema);
  }

  private static <T> void keyword(
      Map<String, Object> schema, String keyword, @Nullable T bound, Type<T> type) {
    if (bound != null && type.write(bound, "") instanceof Number number) {
      schema.put(keyword, number);
    }
  }

  @SuppressWarnings("unchecked") // what is comparable is comparable to its like
  private static <T> Comparable<T> ordered(String name, T bound) {
    if (bound instanceof Comparable) {
      return (Comparable<T>) bound;
    }
    throw new IllegalArgumentException("the values of `" + name + "` have no order");
  }
}
