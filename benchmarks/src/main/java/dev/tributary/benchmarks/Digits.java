package dev.tributary.benchmarks;

/** Reads dates, times, decimals and UUIDs from characters, as far as {@link Orders} writes them. */
final class Digits {
  private static final long DAY_MICROS = 86_400_000_000L;

  private Digits() {}

  /** Returns the days since 1970-01-01 of {@code YYYY-MM-DD}. */
  static int days(char[] text, int at) {
    int year = number(text, at, 4);
    int month = number(text, at + 5, 2);
    int day = number(text, at + 8, 2);
    int y = month > 2 ? year : year - 1;
    int m = month > 2 ? month - 3 : month + 9;
    return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719_468;
  }

  /** Returns the microseconds since 1970-01-01 of a day and time, with or without a Z. */
  static long micros(char[] text, int at, int length) {
    long micros = days(text, at) * DAY_MICROS;
    micros += number(text, at + 11, 2) * 3_600_000_000L + number(text, at + 14, 2) * 60_000_000L;
    int end = text[at + length - 1] == 'Z' ? length - 1 : length;
    if (end > 16) {
      micros += number(text, at + 17, 2) * 1_000_000L;
    }
    if (end > 20) {
      int digits = end - 20;
      long fraction = number(text, at + 20, digits);
      for (int i = digits; i < 6; i++) {
        fraction *= 10;
      }
      micros += fraction;
    }
    return micros;
  }

  /** Returns the unscaled value of a decimal with two digits behind its point. */
  static long hundredths(char[] text, int at, int length) {
    long value = 0;
    for (int i = 0; i < length; i++) {
      char c = text[at + i];
      value = c == '.' ? value : value * 10 + c - '0';
    }
    return value;
  }

  /** Returns the upper or lower half of a UUID's bits. */
  static long uuid(char[] text, int from, int to) {
    long bits = 0;
    for (int i = from; i < to; i++) {
      if (text[i] != '-') {
        bits = bits << 4 | Character.digit(text[i], 16);
      }
    }
    return bits;
  }

  private static int number(char[] text, int at, int digits) {
    int value = 0;
    for (int i = at; i < at + digits; i++) {
      value = value * 10 + text[i] - '0';
    }
    return value;
  }
}
