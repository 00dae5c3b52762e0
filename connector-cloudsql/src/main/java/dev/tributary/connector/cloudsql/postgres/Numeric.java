package dev.tributary.connector.cloudsql.postgres;

import dev.tributary.connector.batch.BatchBuilder;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * The server's decimal numbers: how many groups of four digits, the first group's power of 10,000,
 * the sign, how many digits are shown after the point, and the groups.
 */
final class Numeric {
  private static final int NEGATIVE = 0x4000;
  private static final int NAN = 0xC000;
  private static final int INFINITY = 0xD000;
  private static final int NEGATIVE_INFINITY = 0xF000;

  /** Where the groups begin. */
  private static final int GROUPS = 8;

  /** Any four groups fit a long, and a fifth before them if it is below this. */
  private static final int FIFTH = 922;

  private static final long[] TENS = new long[19];

  static {
    TENS[0] = 1;
    for (int i = 1; i < TENS.length; i++) {
      TENS[i] = TENS[i - 1] * 10;
    }
  }

  private Numeric() {}

  static void put(BatchBuilder rows, int column, byte[] from, int at) {
    int groups = Bytes.uint2(from, at);
    int weight = Bytes.int2(from, at + 2);
    int sign = Bytes.uint2(from, at + 4);
    int scale = Bytes.uint2(from, at + 6);
    if ((sign & ~NEGATIVE) == 0
        && (groups < 5 || (groups == 5 && Bytes.uint2(from, at + GROUPS) < FIFTH))) {
      int power = 4 * (weight - groups + 1) + scale;
      if (groups == 0) {
        rows.setDecimal(column, 0, scale);
        return;
      } else if (power > -4 && power < TENS.length) {
        // of the last group only so many digits are shown: cheaper cut off it than off the whole
        int shown = Math.min(4, 4 + power);
        int rest = Bytes.uint2(from, at + GROUPS + 2 * groups - 2);
        long digits = 0;
        for (int i = 0; i < groups - 1; i++) {
          digits = digits * 10_000 + Bytes.uint2(from, at + GROUPS + 2 * i);
        }
        digits = digits * (int) TENS[shown] + rest / (int) TENS[4 - shown];
        long unit = power > 0 ? TENS[power] : 1;
        if ((unit == 1 || digits <= Long.MAX_VALUE / unit) && rest % (int) TENS[4 - shown] == 0) {
          rows.setDecimal(column, sign == 0 ? digits * unit : -digits * unit, scale);
          return;
        }
      }
    }
    BigDecimal value = value(from, at);
    if (value != null) {
      rows.set(column, value);
    } else {
      rows.set(column, special(sign));
    }
  }

  private static double special(int sign) {
    return sign == INFINITY
        ? Double.POSITIVE_INFINITY
        : sign == NEGATIVE_INFINITY ? Double.NEGATIVE_INFINITY : Double.NaN;
  }

  /** Returns the value, or null if it is no number or infinite. */
  private static @Nullable BigDecimal value(byte[] from, int at) {
    int groups = Bytes.uint2(from, at);
    int weight = Bytes.int2(from, at + 2);
    int sign = Bytes.uint2(from, at + 4);
    int scale = Bytes.uint2(from, at + 6);
    if (sign == NAN || sign == INFINITY || sign == NEGATIVE_INFINITY) {
      return null;
    }
    StringBuilder digits = new StringBuilder(4 * groups + 2);
    digits.append(sign == NEGATIVE ? "-0" : "0");
    for (int i = 0; i < groups; i++) {
      int group = Bytes.uint2(from, at + GROUPS + 2 * i);
      digits.append((char) ('0' + group / 1000)).append((char) ('0' + group / 100 % 10));
      digits.append((char) ('0' + group / 10 % 10)).append((char) ('0' + group % 10));
    }
    int shown = 4 * (groups - 1 - weight);
    // the server keeps no digit that it does not show: what setScale leaves out are zeros
    return new BigDecimal(new BigInteger(digits.toString()), shown).setScale(scale);
  }

  /** Returns the text that the server shows. */
  static String text(byte[] from, int at) {
    BigDecimal value = value(from, at);
    if (value != null) {
      return value.toPlainString();
    }
    double special = special(Bytes.uint2(from, at + 4));
    return Double.toString(special);
  }
}
