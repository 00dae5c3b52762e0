package dev.tributary.examples.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Moments and durations for people. */
final class Times {
  private Times() {}

  static String at(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS).toString().replace("T", " ").replace("Z", " UTC");
  }

  static String took(Duration time) {
    long seconds = time.toSeconds();
    return seconds < 60
        ? String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}
