package dev.tributary.connector.pipeline.transform;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes values of a configuration as expressions do. */
final class Literals {
  private Literals() {}

  static String of(@Nullable Object value) {
    if (value instanceof Boolean truth) {
      return truth.toString();
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (value instanceof BigInteger || value instanceof Long || value instanceof Integer) {
      return value.toString();
    }
    if (value instanceof Double number && Double.isFinite(number)) {
      return new BigDecimal(number.toString()).toPlainString();
    }
    return text(value);
  }

  static String text(@Nullable Object value) {
    if (value instanceof String text) {
      return "'" + text.replace("'", "''") + "'";
    }
    throw new IllegalArgumentException("cannot compare with a " + kind(value));
  }

  private static String kind(@Nullable Object value) {
    return value instanceof List
        ? "list"
        : value instanceof Number ? "number" : "value of this kind";
  }
}
