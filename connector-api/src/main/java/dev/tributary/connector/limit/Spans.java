package dev.tributary.connector.limit;

import java.time.Duration;
import java.util.Locale;

/** Durations as nanoseconds that do not overflow, and as text for people. */
final class Spans {
  /** About 146 years: two of them still add up to a long. */
  static final long LONGEST = Long.MAX_VALUE / 2;

  private static final Duration LONGEST_DURATION = Duration.ofNanos(LONGEST);

  private Spans() {}

  /** Returns the nanoseconds of a duration, at most {@link #LONGEST} and at least 0. */
  static long nanos(Duration duration) {
    if (duration.isNegative()) {
      return 0;
    }
    return duration.compareTo(LONGEST_DURATION) >= 0 ? LONGEST : duration.toNanos();
  }

  static Duration atMost(Duration duration, Duration most) {
    return duration.compareTo(most) > 0 ? most : duration;
  }

  /** Returns a duration as people write it: {@code 250 ms}, {@code 1.5 s}, {@code 10 min}. */
  static String text(Duration duration) {
    long millis = nanos(duration) / 1_000_000;
    if (millis < 1_000) {
      return millis + " ms";
    }
    if (millis < 120_000) {
      String seconds = String.format(Locale.ROOT, "%.1f", millis / 1_000.0);
      return (seconds.endsWith(".0") ? seconds.substring(0, seconds.length() - 2) : seconds) + " s";
    }
    return millis < 7_200_000 ? millis / 60_000 + " min" : millis / 3_600_000 + " h";
  }
}
