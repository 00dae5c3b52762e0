package dev.tributary.connector.pipeline.expression;

import dev.tributary.connector.incremental.DatePattern;
import java.time.DateTimeException;
import java.time.LocalDateTime;

/** A date format that takes a text only if it is that date, written so: no 31 February. */
final class TimeFormat {
  private static final String LETTERS = "YmdHMSf";

  private final String pattern;
  private final DatePattern dates;

  private TimeFormat(String pattern) {
    this.pattern = pattern;
    this.dates = DatePattern.of(pattern);
  }

  static TimeFormat of(String pattern) {
    for (int at = pattern.indexOf('%'); at >= 0; at = pattern.indexOf('%', at + 1)) {
      boolean known =
          at + 1 < pattern.length()
              && (LETTERS.indexOf(pattern.charAt(at + 1)) >= 0 || pattern.startsWith("%3f", at));
      if (!known) {
        throw new Mismatch(
            "has the date format '"
                + pattern
                + "', whose % at "
                + (at + 1)
                + " is not followed by one of Y, m, d, H, M, S, f, 3f");
      }
    }
    try {
      return new TimeFormat(pattern);
    } catch (IllegalArgumentException unusable) {
      throw new Mismatch("cannot use " + unusable.getMessage());
    }
  }

  LocalDateTime parse(String text) {
    try {
      LocalDateTime time = dates.parse(text);
      if (dates.format(time).equals(text.strip())) {
        return time;
      }
    } catch (DateTimeException notSo) {
      // said below
    }
    throw new Each.Failed(Casts.shown(text) + " is no date in the format " + pattern);
  }

  String format(LocalDateTime time) {
    return dates.format(time);
  }
}
