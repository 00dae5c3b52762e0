package dev.tributary.connector.cloudsql.mysql;

import java.time.YearMonth;

/**
 * Days, moments and lengths of time in the binary protocol: as many bytes as are not zero at the
 * end, none for the zero date.
 */
final class Times {
  /** What no calendar has: the zero date, a month or a day 0, the 31st of February. */
  static final long NONE = Long.MIN_VALUE;

  private static final long SECOND = 1_000_000;
  private static final long DAY = 86_400 * SECOND;

  private Times() {}

  /** Days since 1970-01-01, or {@link #NONE}. */
  static long day(byte[] value) {
    if (value.length < 4) {
      return NONE;
    }
    int year = (value[0] & 0xff) | (value[1] & 0xff) << 8;
    int month = value[2];
    int day = value[3];
    if (month < 1 || month > 12 || day < 1) {
      return NONE;
    }
    if (day > 28 && day > YearMonth.of(year, month).lengthOfMonth()) {
      return NONE;
    }
    // days of a calendar whose years begin in March, so that the leap day is the last one
    int shifted = month > 2 ? year : year - 1;
    int century = Math.floorDiv(shifted, 100);
    int months = month > 2 ? month - 3 : month + 9;
    return Math.floorDiv(shifted * 1461L, 4)
        - century
        + Math.floorDiv(century, 4)
        + (153 * months + 2) / 5
        + day
        - 719_469;
  }

  /** Microseconds since 1970-01-01T00:00, or {@link #NONE}. */
  static long micros(byte[] value) {
    long day = day(value);
    if (day == NONE) {
      return NONE;
    }
    return day * DAY + clock(value, 4);
  }

  private static long clock(byte[] value, int at) {
    if (value.length < at + 3) {
      return 0;
    }
    long micros = (value[at] * 3600L + value[at + 1] * 60L + value[at + 2]) * SECOND;
    return value.length < at + 7 ? micros : micros + number(value, at + 3);
  }

  private static long number(byte[] value, int at) {
    return (value[at] & 0xff)
        | (value[at + 1] & 0xff) << 8
        | (value[at + 2] & 0xff) << 16
        | (long) (value[at + 3] & 0xff) << 24;
  }

  /** A length of time in microseconds. */
  static long length(byte[] value) {
    if (value.length < 8) {
      return 0;
    }
    long micros = number(value, 1) * DAY + clock(value, 5);
    return value[0] == 1 ? -micros : micros;
  }

  static String dateText(byte[] value) {
    StringBuilder text = new StringBuilder(10);
    int year = value.length < 4 ? 0 : (value[0] & 0xff) | (value[1] & 0xff) << 8;
    digits(text, year, 4).append('-');
    digits(text, value.length < 4 ? 0 : value[2], 2).append('-');
    return digits(text, value.length < 4 ? 0 : value[3], 2).toString();
  }

  /** A moment such as {@code 2026-01-31T10:15:00.000001}, the fraction only if there is one. */
  static String momentText(byte[] value) {
    StringBuilder text = new StringBuilder(26).append(dateText(value)).append('T');
    return clockText(text, clock(value, 4)).toString();
  }

  /** A length of time such as {@code -838:59:59.000001}. */
  static String lengthText(byte[] value) {
    long micros = length(value);
    StringBuilder text = new StringBuilder(17).append(micros < 0 ? "-" : "");
    return clockText(text, Math.abs(micros)).toString();
  }

  private static StringBuilder clockText(StringBuilder text, long micros) {
    long hours = micros / SECOND / 3600;
    digits(text, (int) hours, hours > 99 ? 3 : 2).append(':');
    digits(text, (int) (micros / SECOND / 60 % 60), 2).append(':');
    digits(text, (int) (micros / SECOND % 60), 2);
    return micros % SECOND == 0 ? text : digits(text.append('.'), (int) (micros % SECOND), 6);
  }

  private static StringBuilder digits(StringBuilder text, int number, int width) {
    String digits = Integer.toString(number);
    return text.append("0".repeat(Math.max(0, width - digits.length()))).append(digits);
  }
}
