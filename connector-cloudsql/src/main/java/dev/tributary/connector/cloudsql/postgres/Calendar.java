package dev.tributary.connector.cloudsql.postgres;

import java.time.LocalDate;

/**
 * Days and moments, which the server counts from the year 2000, and their texts: the server's own,
 * and the ISO form in which they stand in nested values.
 */
final class Calendar {
  /** Days from 1970 to 2000. */
  static final int DAYS = 10_957;

  /** Microseconds from 1970 to 2000. */
  static final long MICROS = DAYS * 86_400_000_000L;

  private static final long DAY = 86_400_000_000L;

  private Calendar() {}

  /**
   * Returns a date's text.
   *
   * @param days since 2000-01-01
   */
  static String date(int days, boolean iso) {
    if (days == Integer.MAX_VALUE) {
      return "infinity";
    }
    if (days == Integer.MIN_VALUE) {
      return "-infinity";
    }
    StringBuilder text = new StringBuilder(16);
    boolean before = day(text, (long) days + DAYS, iso);
    return text.append(before ? " BC" : "").toString();
  }

  /**
   * Returns a moment's text.
   *
   * @param micros since 2000-01-01
   * @param zone what follows the time of day
   */
  static String timestamp(long micros, boolean iso, String zone) {
    if (micros == Long.MAX_VALUE) {
      return "infinity";
    }
    if (micros == Long.MIN_VALUE) {
      return "-infinity";
    }
    StringBuilder text = new StringBuilder(32);
    boolean before = day(text, Math.floorDiv(micros, DAY) + DAYS, iso);
    text.append(iso ? 'T' : ' ');
    time(text, Math.floorMod(micros, DAY), iso);
    return text.append(zone).append(before ? " BC" : "").toString();
  }

  /** Appends a time of day. */
  static StringBuilder time(StringBuilder text, long micros, boolean iso) {
    long seconds = micros / 1_000_000;
    digits(text, seconds / 3600, 2).append(':');
    digits(text, seconds / 60 % 60, 2).append(':');
    digits(text, seconds % 60, 2);
    long fraction = micros % 1_000_000;
    if (fraction == 0) {
      return text;
    }
    text.append('.');
    if (!iso) {
      return stripped(digits(text, fraction, 6));
    }
    return fraction % 1000 == 0 ? digits(text, fraction / 1000, 3) : digits(text, fraction, 6);
  }

  /** Appends a day and returns whether the text must say that it is before the year 1. */
  private static boolean day(StringBuilder text, long epochDay, boolean iso) {
    LocalDate day = LocalDate.ofEpochDay(epochDay);
    if (iso) {
      text.append(day);
      return false;
    }
    int year = day.getYear();
    digits(text, year > 0 ? year : 1L - year, 4).append('-');
    digits(text, day.getMonthValue(), 2).append('-');
    digits(text, day.getDayOfMonth(), 2);
    return year <= 0;
  }

  /** Appends at least so many digits. */
  static StringBuilder digits(StringBuilder text, long value, int width) {
    String digits = Long.toString(value);
    return text.append("0".repeat(Math.max(0, width - digits.length()))).append(digits);
  }

  static StringBuilder stripped(StringBuilder text) {
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    text.setLength(end);
    return text;
  }
}
