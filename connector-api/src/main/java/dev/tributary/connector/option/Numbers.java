package dev.tributary.connector.option;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Reads numbers exactly, in time that no input can stretch. */
final class Numbers {
  private static final int MOST_CHARS = 400; // a double has at most 326 significant places
  private static final int MOST_EXPONENT = 10_000;

  private Numbers() {}

  /** Returns the exact value of a number or of a text that is one, or null. */
  static @Nullable BigDecimal exact(Object raw) {
    if (raw instanceof Integer || raw instanceof Long) {
      return BigDecimal.valueOf(((Number) raw).longValue());
    }
    if (raw instanceof Double number) {
      return Double.isFinite(number) ? sane(BigDecimal.valueOf(number)) : null;
    }
    if (raw instanceof BigDecimal number) {
      return sane(number);
    }
    if (raw instanceof BigInteger number) {
      return number.bitLength() > 4 * MOST_CHARS ? null : new BigDecimal(number);
    }
    if (!(raw instanceof String text) || text.length() > MOST_CHARS || text.isEmpty()) {
      return null;
    }
    try {
      return sane(new BigDecimal(text.strip()));
    } catch (NumberFormatException noNumber) {
      return null;
    }
  }

  /** Returns the value if it is whole and fits 64 bits, or null. */
  static @Nullable Long whole(Object raw) {
    BigDecimal exact = exact(raw);
    if (exact == null) {
      return null;
    }
    try {
      return exact.longValueExact();
    } catch (ArithmeticException notWhole) {
      return null;
    }
  }

  /** Refuses 1e999999999, on which plain arithmetic would spend hours. */
  private static @Nullable BigDecimal sane(BigDecimal number) {
    return Math.abs((long) number.scale()) > MOST_EXPONENT || number.precision() > MOST_CHARS
        ? null
        : number;
  }
}
