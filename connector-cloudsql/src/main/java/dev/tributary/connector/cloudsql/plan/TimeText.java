package dev.tributary.connector.cloudsql.plan;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as servers and people write them, to the microsecond. */
final class TimeText {
  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{4,6}-\\d\\d-\\d\\d)(?:[T ](\\d\\d:\\d\\d)(?::(\\d\\d)(?:\\.(\\d{1,9}))?)?)?"
              + "\\s*(Z|[+-]\\d\\d(?::?\\d\\d)?(?::\\d\\d)?)?");

  private static final DateTimeFormatter WRITTEN =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.MICRO_OF_SECOND, 6, 6, true)
          .toFormatter(Locale.ROOT);

  private TimeText() {}

  /**
   * Returns the instant that a text means.
   *
   * @param zone what is meant without an offset
   * @throws DateTimeException if it is no time
   */
  static Instant parse(String text, ZoneId zone) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new DateTimeException("\"" + text + "\" is no time");
    }
    String clock = form.group(2) == null ? "00:00" : form.group(2);
    String second = form.group(3) == null ? "00" : form.group(3);
    String fraction = form.group(4) == null ? "0" : form.group(4);
    String day = form.group(1).indexOf('-') > 4 ? "+" + form.group(1) : form.group(1);
    LocalDateTime local = LocalDateTime.parse(day + "T" + clock + ":" + second + "." + fraction);
    String offset = form.group(5);
    return offset == null
        ? local.atZone(zone).toInstant()
        : local.toInstant(ZoneOffset.of(offset.equals("Z") ? "Z" : offset));
  }

  /** Returns the time on the wall in a zone, to the microsecond, rounded down. */
  static String write(Instant instant, ZoneId zone) {
    return WRITTEN.format(instant.atZone(zone).toLocalDateTime());
  }

  /** Returns the day in a zone. */
  static String day(Instant instant, ZoneId zone) {
    return instant.atZone(zone).toLocalDate().toString();
  }
}
