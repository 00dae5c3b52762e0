package dev.tributary.connector.batch;

import java.math.BigDecimal;

/** Writes decimal numbers of any size, cheaply while they fit a long. */
final class Decimals {
  private static final int LONG_BITS = 63;

  private Decimals() {}

  /** Writes the value if it needs no rescaling, and returns whether it did. */
  static boolean putUnscaled(ColumnWriter to, long unscaled, int scale) {
    if (scale <= Layout.NEGATIVE_INFINITY
        || (to.isFixedScale()
            && (scale != to.scale || unscaled >= to.bound || unscaled <= -to.bound))
        || to.field.type().precision() >= 19) {
      return false;
    }
    to.putUnscaled(to.next, unscaled, scale);
    return true;
  }

  static void put(ColumnWriter to, BigDecimal value) {
    BigDecimal exact = to.isFixedScale() ? rescale(to, value) : value;
    if (exact.unscaledValue().bitLength() <= LONG_BITS
        && exact.scale() > Layout.NEGATIVE_INFINITY) {
      to.putUnscaled(to.next, exact.unscaledValue().longValue(), exact.scale());
    } else {
      to.putWide(to.next, exact);
    }
  }

  static void put(ColumnWriter to, double value) {
    if (Double.isFinite(value)) {
      put(to, new BigDecimal(Double.toString(value)));
    } else {
      special(to, value);
    }
  }

  static void put(ColumnWriter to, float value) {
    if (Float.isFinite(value)) {
      put(to, new BigDecimal(Float.toString(value)));
    } else {
      special(to, value);
    }
  }

  private static void special(ColumnWriter to, double value) {
    if (to.isFixedScale()) {
      throw Mistakes.unfit(to.field, value, "only an unconstrained decimal takes it");
    }
    int mark =
        Double.isNaN(value)
            ? Layout.NAN
            : value > 0 ? Layout.POSITIVE_INFINITY : Layout.NEGATIVE_INFINITY;
    to.mark(to.next, mark);
  }

  /**
   * Returns whether a floating-point number, or the decimal that its text shows, is the decimal.
   */
  static boolean same(BigDecimal value, double number, String text) {
    return Double.isFinite(number)
        && (new BigDecimal(text).compareTo(value) == 0
            || new BigDecimal(number).compareTo(value) == 0);
  }

  /**
   * Gives a decimal the column's scale. Sizes are compared before anything is multiplied out,
   * because an exponent of a billion is a few characters in a source and gigabytes as digits.
   */
  private static BigDecimal rescale(ColumnWriter to, BigDecimal value) {
    int precision = to.field.type().precision();
    int scale = to.scale;
    if (value.signum() == 0) {
      return BigDecimal.ZERO.setScale(scale);
    }
    long whole = (long) value.precision() - value.scale();
    if (whole > (long) precision - scale) {
      throw Mistakes.unfit(to.field, value, "it has too many digits before the point");
    }
    if ((long) value.scale() - scale >= value.precision()) {
      throw tooFine(to, value);
    }
    try {
      BigDecimal exact = value.scale() == scale ? value : value.setScale(scale);
      if (exact.precision() > precision) {
        throw Mistakes.unfit(to.field, value, "it has too many digits");
      }
      return exact;
    } catch (ArithmeticException inexact) {
      throw tooFine(to, value);
    }
  }

  private static RuntimeException tooFine(ColumnWriter to, BigDecimal value) {
    return Mistakes.unfit(to.field, value, "it has too many digits after the point");
  }
}
