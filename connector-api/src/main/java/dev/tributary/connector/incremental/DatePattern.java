package dev.tributary.connector.incremental;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * A date format as people write it: {@code YYYY-MM-DD HH:mm:ss} or {@code %Y-%m-%d}. Immutable and
 * thread-safe.
 *
 * @since 0.1.0
 */
public final class DatePattern {
  private record Part(String letters, String percent, ChronoField field, ChronoUnit unit) {}

  private static final Part[] PARTS = {
    new Part("YYYY", "%Y", ChronoField.YEAR, ChronoUnit.YEARS),
    new Part("MM", "%m", ChronoField.MONTH_OF_YEAR, ChronoUnit.MONTHS),
    new Part("DD", "%d", ChronoField.DAY_OF_MONTH, ChronoUnit.DAYS),
    new Part("HH", "%H", ChronoField.HOUR_OF_DAY, ChronoUnit.HOURS),
    new Part("mm", "%M", ChronoField.MINUTE_OF_HOUR, ChronoUnit.MINUTES),
    new Part("ss", "%S", ChronoField.SECOND_OF_MINUTE, ChronoUnit.SECONDS),
    new Part("SSSSSS", "%f", ChronoField.MICRO_OF_SECOND, ChronoUnit.MICROS),
    new Part("SSS", "%3f", ChronoField.MILLI_OF_SECOND, ChronoUnit.MILLIS),
  };

  private final DateTimeFormatter formatter;
  private final ChronoUnit finest;
  private final boolean ordered;

  private DatePattern(DateTimeFormatter formatter, ChronoUnit finest, boolean ordered) {
    this.formatter = formatter;
    this.finest = finest;
    this.ordered = ordered;
  }

  /**
   * Returns the format of a pattern.
   *
   * @param pattern in YYYY, MM, DD, HH, mm, ss, SSS letters, or in % form
   * @throws IllegalArgumentException if it names no year, or a part twice
   */
  public static DatePattern of(String pattern) {
    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder();
    boolean[] present = new boolean[PARTS.length];
    int finest = -1;
    boolean ordered = true;
    for (int at = 0; at < pattern.length(); ) {
      int part = partAt(pattern, at);
      if (part < 0) {
        builder.appendLiteral(pattern.charAt(at++));
        continue;
      }
      if (present[part]) {
        throw new IllegalArgumentException(
            "the date format \"" + pattern + "\" names \"" + PARTS[part].letters() + "\" twice");
      }
      present[part] = true;
      ordered &= part == finest + 1;
      finest = Math.max(finest, part);
      int width = width(PARTS[part]);
      builder.appendValue(PARTS[part].field(), width, width, SignStyle.NOT_NEGATIVE);
      at +=
          pattern.charAt(at) == '%'
              ? PARTS[part].percent().length()
              : PARTS[part].letters().length();
    }
    if (!present[0]) {
      throw new IllegalArgumentException(
          "the date format \"" + pattern + "\" has no year; write it like YYYY-MM-DD HH:mm:ss");
    }
    for (int i = 1; i < PARTS.length; i++) {
      boolean fractionOfAnotherKind = i >= 6 && (present[6] || present[7]);
      if (!present[i] && !fractionOfAnotherKind) {
        builder.parseDefaulting(PARTS[i].field(), i < 3 ? 1 : 0);
        if (i == 6) {
          break;
        }
      }
    }
    return new DatePattern(
        builder.toFormatter(Locale.ROOT).withResolverStyle(ResolverStyle.LENIENT),
        PARTS[finest].unit(),
        ordered);
  }

  private static int width(Part part) {
    return part.percent().equals("%Y") ? 4 : part.letters().length();
  }

  private static int partAt(String pattern, int at) {
    for (int i = 0; i < PARTS.length; i++) {
      if (pattern.startsWith(PARTS[i].letters(), at)
          || pattern.startsWith(PARTS[i].percent(), at)) {
        return i;
      }
    }
    return -1;
  }

  /** Returns the finest unit that the format shows. */
  ChronoUnit finest() {
    return finest;
  }

  /**
   * Returns whether texts in this format are ordered as their times are: the year comes first, and
   * nothing between it and the finest part is left out.
   */
  public boolean isOrdered() {
    return ordered;
  }

  /** Returns the time in this format; what it does not show is cut off. */
  public String format(LocalDateTime time) {
    return formatter.format(time);
  }

  /**
   * Returns the time that a text shows.
   *
   * @throws DateTimeException if the text is not in this format
   */
  public LocalDateTime parse(String text) {
    return LocalDateTime.parse(text.strip(), formatter);
  }
}
