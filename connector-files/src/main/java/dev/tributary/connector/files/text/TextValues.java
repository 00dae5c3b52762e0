package dev.tributary.connector.files.text;

import dev.tributary.connector.schema.DataType;

/**
 * Reads numbers, dates and times from ASCII bytes. What was read stands in the fields; used by one
 * thread.
 */
public final class TextValues {
  private static final long DAY_MICROS = 86_400_000_000L;
  private static final int MOST_DIGITS = 18;

  /** The days of each month of a common year, and of those before it; that of January is at 1. */
  private static final int[] LENGTHS = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private static final int[] BEFORE = {0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};

  /** How many days 1970-01-01 comes after the last day of the year -400. */
  private static final int TO_1970 = 719_163 + 146_097;

  /** The whole number, or a decimal's digits as one number. */
  long number;

  /** How many of the digits stand after the point. */
  int scale;

  /** Whether a decimal has a point, an exponent, or more digits than fit {@link #number}. */
  boolean whole;

  /** Whether the decimal's value is in {@link #number}; otherwise its text is a number too long. */
  boolean fits;

  /** Days since 1970. */
  int days;

  /** Microseconds since 1970, or since midnight. */
  long micros;

  /** Nanoseconds below the microsecond. */
  int nanos;

  /** Whether a timestamp has an offset from UTC, which {@link #micros} takes into account. */
  boolean zoned;

  private int at;

  /** Makes a reader of values. */
  public TextValues() {}

  /**
   * Returns the narrowest type that shows this text again as it is: a number with leading zeros or
   * a plus is a text.
   */
  public DataType guess(byte[] b, int from, int to) {
    if (to == from) {
      return DataType.STRING;
    }
    byte first = b[from];
    if (isDigit(first) || first == '-') {
      if (decimal(b, from, to, true)) {
        return whole && fits ? DataType.INT64 : DataType.DECIMAL;
      }
      if (timestamp(b, from, to)) {
        return zoned ? DataType.TIMESTAMP_TZ : DataType.TIMESTAMP;
      }
      return date(b, from, to) ? DataType.DATE : DataType.STRING;
    }
    return DataType.STRING;
  }

  /**
   * Reads a decimal number, with an exponent or without.
   *
   * @param exact whether it must be in the form in which it would be written again
   */
  boolean decimal(byte[] b, int from, int to, boolean exact) {
    int i = from;
    boolean negative = false;
    if (i < to && (b[i] == '-' || (!exact && b[i] == '+'))) {
      negative = b[i++] == '-';
    }
    int firstDigit = i;
    long value = 0;
    int digits = 0;
    int point = -1;
    for (; i < to; i++) {
      int digit = b[i] - '0';
      if (digit >= 0 && digit <= 9) {
        if (digits > 0 || digit > 0) {
          digits++;
        }
        if (digits <= MOST_DIGITS) {
          value = value * 10 + digit;
        }
      } else if (b[i] == '.' && point < 0) {
        point = i;
      } else {
        break;
      }
    }
    int end = i;
    int wholeDigits = (point < 0 ? end : point) - firstDigit;
    int fraction = point < 0 ? 0 : end - point - 1;
    if (wholeDigits + fraction == 0) {
      return false;
    }
    if (exact
        && (wholeDigits == 0
            || (point >= 0 && fraction == 0)
            || (wholeDigits > 1 && b[firstDigit] == '0')
            || (negative && value == 0 && digits == 0))) {
      return false;
    }
    int exponent = 0;
    if (end < to) {
      if (exact || !isExponent(b, end, to)) {
        return false;
      }
      exponent = to;
    }
    number = negative ? -value : value;
    scale = fraction;
    fits = digits <= MOST_DIGITS && exponent == 0;
    whole = point < 0 && exponent == 0;
    if (whole && !fits && digits == MOST_DIGITS + 1) {
      fits = long19(b, firstDigit, end, negative);
    }
    return true;
  }

  private static boolean isExponent(byte[] b, int at, int to) {
    if (b[at] != 'e' && b[at] != 'E') {
      return false;
    }
    int i = at + 1;
    if (i < to && (b[i] == '-' || b[i] == '+')) {
      i++;
    }
    if (i == to || to - i > 4) {
      return false;
    }
    for (; i < to; i++) {
      if (!isDigit(b[i])) {
        return false;
      }
    }
    return true;
  }

  /** Reads a number of nineteen digits, which may or may not fit. */
  private boolean long19(byte[] b, int from, int to, boolean negative) {
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = b[i] - '0';
      if (value < (Long.MIN_VALUE + digit) / 10) {
        return false;
      }
      value = value * 10 - digit;
    }
    if (!negative && value == Long.MIN_VALUE) {
      return false;
    }
    number = negative ? value : -value;
    return true;
  }

  /** Reads {@code 2026-12-31}. */
  boolean date(byte[] b, int from, int to) {
    return to - from == 10 && day(b, from);
  }

  private boolean day(byte[] b, int from) {
    long day = Digits.day(b, from);
    int year = (int) day;
    int inYear = (int) (day >> 32);
    int month = inYear / 100;
    int inMonth = inYear - 100 * month;
    if (day < 0 || month < 1 || month > 12 || inMonth < 1) {
      return false;
    }
    int leap = isLeap(year) ? 1 : 0;
    if (inMonth > LENGTHS[month] + (month == 2 ? leap : 0)) {
      return false;
    }
    // the days of the years before, from 400 years before the year 1 on, so that all is positive
    int before = year + 399;
    int centuries = before / 100;
    days =
        before * 365
            + (before >> 2)
            - centuries
            + (centuries >> 2)
            + BEFORE[month]
            + (month > 2 ? leap : 0)
            + inMonth
            - TO_1970;
    return true;
  }

  private static boolean isLeap(int year) {
    return (year & 3) == 0 && (year % 25 != 0 || (year & 15) == 0);
  }

  /**
   * Reads {@code 2026-12-31T23:59:59.123456789+01:00}, also with a space for the T, and without
   * seconds, fraction or offset.
   */
  boolean timestamp(byte[] b, int from, int to) {
    if (to - from < 16 || (b[from + 10] != 'T' && b[from + 10] != ' ') || !day(b, from)) {
      return false;
    }
    long midnight = days * DAY_MICROS;
    if (!clock(b, from + 11, to)) {
      return false;
    }
    int offset = at < to ? offset(b, at, to) : 0;
    if (offset == Integer.MIN_VALUE) {
      return false;
    }
    zoned = at < to;
    micros = midnight + micros - offset * 60_000_000L;
    return true;
  }

  /** Reads {@code 23:59:59.123456789}, also without seconds or fraction. */
  boolean time(byte[] b, int from, int to) {
    return clock(b, from, to) && at == to;
  }

  /** Reads a time of day, and leaves {@link #at} behind it. */
  private boolean clock(byte[] b, int from, int to) {
    long clock = to - from >= 8 ? Digits.clock(b, from) : -1;
    if (clock >= 0 && (to - from == 8 || !isFraction(b[from + 8]))) {
      int hours = (int) clock;
      int inHour = (int) (clock >> 32);
      int minutes = inHour / 100;
      int seconds = inHour - 100 * minutes;
      at = from + 8;
      micros = (hours * 3600 + minutes * 60 + seconds) * 1_000_000L;
      nanos = 0;
      return hours < 24 && minutes < 60 && seconds < 60;
    }
    if (to - from < 5 || b[from + 2] != ':') {
      return false;
    }
    int hour = two(b, from);
    int minute = two(b, from + 3);
    int second = 0;
    int fraction = 0;
    int i = from + 5;
    if (to - i >= 3 && b[i] == ':') {
      second = two(b, i + 1);
      i += 3;
      if (i < to && isFraction(b[i])) {
        int digits = 0;
        i++;
        while (i < to && isDigit(b[i])) {
          if (++digits > 9) {
            return false;
          }
          fraction = fraction * 10 + b[i++] - '0';
        }
        if (digits == 0) {
          return false;
        }
        for (; digits < 9; digits++) {
          fraction *= 10;
        }
      }
    }
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
      return false;
    }
    at = i;
    micros = (hour * 3600L + minute * 60L + second) * 1_000_000L + fraction / 1000;
    nanos = fraction % 1000;
    return true;
  }

  private static boolean isFraction(byte b) {
    return b == '.' || b == ',';
  }

  /** Returns the minutes of {@code Z}, {@code +01}, {@code +0100} or {@code +01:00}. */
  private static int offset(byte[] b, int from, int to) {
    int length = to - from;
    if (b[from] == 'Z' && length == 1) {
      return 0;
    }
    if ((b[from] != '+' && b[from] != '-') || length < 3) {
      return Integer.MIN_VALUE;
    }
    int hours = two(b, from + 1);
    int minutes = 0;
    if (length == 5) {
      minutes = two(b, from + 3);
    } else if (length == 6 && b[from + 3] == ':') {
      minutes = two(b, from + 4);
    } else if (length != 3) {
      return Integer.MIN_VALUE;
    }
    if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
      return Integer.MIN_VALUE;
    }
    int all = hours * 60 + minutes;
    return b[from] == '-' ? -all : all;
  }

  private static int two(byte[] b, int at) {
    int tens = b[at] - '0';
    int ones = b[at + 1] - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1000 : tens * 10 + ones;
  }

  static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
