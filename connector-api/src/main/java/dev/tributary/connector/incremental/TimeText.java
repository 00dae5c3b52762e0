package dev.tributary.connector.incremental;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A point in time as a source wrote it, exact to the last digit of its fraction.
 *
 * @param second seconds since 1970: of the instant, or of the clock on the wall if it is local
 * @param fraction the digits behind the point, without zeros at the end
 * @param local whether it was written without zone or offset
 */
record TimeText(long second, String fraction, boolean local) implements Comparable<TimeText> {
  private static final Pattern FORM =
      Pattern.compile(
          "([+-]?[0-9]{4,9})-([0-9]{1,2})-([0-9]{1,2})"
              + "(?:[Tt ]+([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,40}))?)?)?"
              + " *(?:([Zz]|UTC|GMT)|([+-])([0-9]{2})(?::?([0-9]{2})(?::?([0-9]{2}))?)?)?( BC)?");

  private static final TimeText EARLIEST = new TimeText(Long.MIN_VALUE, "", false);
  private static final TimeText LATEST = new TimeText(Long.MAX_VALUE, "", false);

  /**
   * @throws DateTimeException if it is no date and time
   */
  static TimeText parse(String text) {
    String plain = text.strip();
    String lower = plain.toLowerCase(Locale.ROOT);
    if (lower.equals("infinity") || lower.equals("+infinity")) {
      return LATEST;
    }
    if (lower.equals("-infinity")) {
      return EARLIEST;
    }
    Matcher form = plain.length() > 120 ? FORM.matcher("") : FORM.matcher(plain);
    if (!form.matches()) {
      throw new DateTimeException("no date and time");
    }
    int year = Integer.parseInt(form.group(1));
    if (form.group(13) != null) {
      year = 1 - year;
    }
    long day = LocalDate.of(year, number(form, 2), number(form, 3)).toEpochDay();
    int hour = number(form, 4);
    int minute = number(form, 5);
    int second = number(form, 6);
    if (hour > 24 || minute > 59 || second > 60) {
      throw new DateTimeException("no time of day");
    }
    long seconds = day * 86_400 + hour * 3600L + minute * 60L + second;
    boolean local = form.group(8) == null && form.group(9) == null;
    if (form.group(9) != null) {
      long offset = number(form, 10) * 3600L + number(form, 11) * 60L + number(form, 12);
      seconds -= form.group(9).equals("-") ? -offset : offset;
    }
    return new TimeText(seconds, digits(form.group(7)), local);
  }

  static TimeText of(Instant instant) {
    return new TimeText(instant.getEpochSecond(), fraction(instant.getNano()), false);
  }

  boolean isFinite() {
    return second != Long.MIN_VALUE && second != Long.MAX_VALUE;
  }

  /** Returns the same as an instant; in the hour that a clock repeats, the first. */
  TimeText in(ZoneId zone) {
    if (!local) {
      return this;
    }
    long there =
        LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC).atZone(zone).toEpochSecond();
    return new TimeText(there, fraction, false);
  }

  /** Returns the instant, rounded down to the nanosecond. */
  Instant floor() {
    String nanos = (fraction + "000000000").substring(0, 9);
    return Instant.ofEpochSecond(second, Integer.parseInt(nanos));
  }

  @Override
  public int compareTo(TimeText other) {
    int bySecond = Long.compare(second, other.second);
    // Digits behind the point, without zeros at the end, are in order as texts.
    return bySecond != 0 ? bySecond : fraction.compareTo(other.fraction);
  }

  private static int number(Matcher form, int group) {
    return form.group(group) == null ? 0 : Integer.parseInt(form.group(group));
  }

  private static String digits(@Nullable String fraction) {
    if (fraction == null) {
      return "";
    }
    int end = fraction.length();
    while (end > 0 && fraction.charAt(end - 1) == '0') {
      end--;
    }
    return fraction.substring(0, end);
  }

  private static String fraction(int nanos) {
    return digits(String.format(Locale.ROOT, "%09d", nanos));
  }
}
