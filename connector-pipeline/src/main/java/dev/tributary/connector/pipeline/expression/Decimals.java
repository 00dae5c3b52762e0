package dev.tributary.connector.pipeline.expression;

import dev.tributary.connector.schema.DataType;
import java.math.BigDecimal;

/** Powers of ten and digits. */
final class Decimals {
  /** How many digits a decimal without bounds of its own may have in a calculation. */
  private static final int FREE_LIMIT = 1_000;

  private static final int LARGEST = 18;

  private Decimals() {}

  /** Returns a power of ten, or raises an ArithmeticException if it fits no long. */
  static long ten(int power) {
    if (power > LARGEST) {
      throw new ArithmeticException("10^" + power);
    }
    long result = 1;
    for (int i = 0; i < power; i++) {
      result *= 10;
    }
    return result;
  }

  /** Returns how many digits a decimal takes when it is written out. */
  static long digits(BigDecimal value) {
    return Math.max(
        Math.max(value.precision(), (long) value.scale()),
        (long) value.precision() - value.scale());
  }

  static int limit(DataType type) {
    return DecimalTypes.isFree(type) ? FREE_LIMIT : type.precision();
  }

  /** Divides, rounding half away from zero. */
  static long quotient(long x, long y) {
    if (y == -1) {
      return Math.negateExact(x);
    }
    long quotient = x / y;
    long rest = x % y;
    // twice the rest, without overflow
    long half = Math.abs(y) - Math.abs(rest);
    return Math.abs(rest) >= half ? quotient + ((x < 0) == (y < 0) ? 1 : -1) : quotient;
  }
}
