package dev.tributary.connector.http;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them in messages. */
final class Texts {
  private Texts() {}

  /** Returns a time such as {@code 250 ms}, {@code 1.5 s} or {@code 30 s}. */
  static String time(Duration time) {
    long millis = time.toMillis();
    if (millis < 1_000) {
      return millis + " ms";
    }
    return millis % 1_000 == 0
        ? millis / 1_000 + " s"
        : String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
  }

  /** Returns a number with its thousands apart. */
  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
