package dev.tributary.connector.option;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Times as people write them: {@code 30}, {@code 1.5}, {@code "500ms"}, {@code "5m"}, {@code
 * PT30S}.
 */
final class Seconds {
  /** More than any time-out, and little enough for arithmetic in nanoseconds. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private static final Map<String, BigDecimal> UNITS =
      Map.of(
          "", BigDecimal.ONE,
          "ms", new BigDecimal("0.001"),
          "s", BigDecimal.ONE,
          "m", BigDecimal.valueOf(60),
          "min", BigDecimal.valueOf(60),
          "h", BigDecimal.valueOf(3600),
          "d", BigDecimal.valueOf(86_400));

  private Seconds() {}

  static @Nullable Duration parse(Object raw) {
    if (!(raw instanceof String text)) {
      return of(Numbers.exact(raw));
    }
    String trimmed = text.strip();
    if (trimmed.length() > 100) {
      return null;
    }
    return trimmed.startsWith("P") || trimmed.startsWith("p") ? iso(trimmed) : withUnit(trimmed);
  }

  /** Returns the seconds, exact. */
  static BigDecimal write(Duration value) {
    BigDecimal nanos = BigDecimal.valueOf(value.getNano(), 9);
    BigDecimal exact = BigDecimal.valueOf(value.getSeconds()).add(nanos).stripTrailingZeros();
    return exact.scale() < 0 ? exact.setScale(0) : exact;
  }

  private static @Nullable Duration iso(String text) {
    try {
      return inRange(Duration.parse(text));
    } catch (DateTimeException noDuration) {
      return null;
    }
  }

  private static @Nullable Duration withUnit(String text) {
    int end = text.length();
    while (end > 0 && Character.isLetter(text.charAt(end - 1))) {
      end--;
    }
    BigDecimal unit = UNITS.get(text.substring(end).toLowerCase(Locale.ROOT));
    BigDecimal number = Numbers.exact(text.substring(0, end));
    return unit == null || number == null ? null : of(number.multiply(unit));
  }

  private static @Nullable Duration of(@Nullable BigDecimal seconds) {
    if (seconds == null
        || seconds.signum() < 0
        || seconds.compareTo(BigDecimal.valueOf(LONGEST.toSeconds())) > 0) {
      return null;
    }
    long nanos = seconds.movePointRight(9).setScale(0, RoundingMode.CEILING).longValueExact();
    return Duration.ofNanos(nanos);
  }

  private static @Nullable Duration inRange(Duration value) {
    return value.isNegative() || value.compareTo(LONGEST) > 0 ? null : value;
  }
}
