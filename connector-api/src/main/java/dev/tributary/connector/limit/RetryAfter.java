package dev.tributary.connector.limit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads when a source wants to be asked again, as sources write it in {@code Retry-After} and in
 * the headers of their quotas.
 *
 * <p>Understood are seconds with or without a fraction; dates in the three forms of HTTP (RFC 9110)
 * and in ISO 8601; and seconds or milliseconds since 1970, told from a number of seconds by lying
 * within ten years of now. What lies in the past is no delay; what is too far off is cut to the
 * caller's maximum; what is not understood is empty, so that the caller's own backoff counts.
 *
 * @since 0.1.0
 */
public final class RetryAfter {
  private static final int LONGEST_TEXT = 100;
  private static final BigDecimal TEN_YEARS = BigDecimal.valueOf(10L * 366 * 86_400);
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

  private static final Pattern NUMBER =
      Pattern.compile("([+-]?)([0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)s?");

  /** {@code Sun, 06 Nov 1994 08:49:37 GMT} and {@code Sunday, 06-Nov-94 08:49:37 GMT}. */
  private static final Pattern DATE =
      Pattern.compile(
          "(?:[a-z]+,? +)?([0-9]{1,2})[ -]+([a-z]{3})[a-z]*[ -]+([0-9]{4}|[0-9]{2}) +"
              + "([0-9]{1,2}):([0-9]{2}):([0-9]{2}) *(gmt|utc|z|[+-][0-9]{4})?");

  /** {@code Sun Nov 6 08:49:37 1994}. */
  private static final Pattern ASCTIME =
      Pattern.compile(
          "[a-z]+,? +([a-z]{3})[a-z]* +([0-9]{1,2}) +"
              + "([0-9]{1,2}):([0-9]{2}):([0-9]{2}) +([0-9]{4})(?: gmt| utc)?");

  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

  private RetryAfter() {}

  /**
   * Returns how long to wait.
   *
   * @param text what the source wrote; null is empty
   * @param now the time of day
   * @param most the longest delay to return
   * @return from zero to {@code most}; empty if the text is not understood
   */
  public static Optional<Duration> parse(@Nullable String text, Instant now, Duration most) {
    if (text == null) {
      return Optional.empty();
    }
    String plain = text.strip().toLowerCase(Locale.ROOT);
    if (plain.isEmpty() || plain.length() > LONGEST_TEXT) {
      return Optional.empty();
    }
    Matcher number = NUMBER.matcher(plain);
    if (number.matches()) {
      boolean negative = number.group(1).equals("-");
      BigDecimal value = new BigDecimal(number.group(2));
      return Optional.of(negative ? Duration.ZERO : seconds(delay(value, now), most));
    }
    try {
      return date(plain, now).map(time -> cut(Duration.between(now, time), most));
    } catch (DateTimeException | ArithmeticException noDate) {
      return Optional.empty();
    }
  }

  /** Takes a number near the present for a point in time, and any other for a number of seconds. */
  private static BigDecimal delay(BigDecimal value, Instant now) {
    BigDecimal present =
        BigDecimal.valueOf(now.getEpochSecond()).add(BigDecimal.valueOf(now.getNano(), 9));
    BigDecimal since = value.subtract(present);
    if (since.abs().compareTo(TEN_YEARS) < 0 && present.compareTo(TEN_YEARS) > 0) {
      return since;
    }
    BigDecimal sinceMillis = value.divide(THOUSAND).subtract(present);
    return sinceMillis.abs().compareTo(TEN_YEARS) < 0 && present.compareTo(TEN_YEARS) > 0
        ? sinceMillis
        : value;
  }

  private static Duration seconds(BigDecimal seconds, Duration most) {
    BigDecimal cap =
        BigDecimal.valueOf(most.getSeconds()).add(BigDecimal.valueOf(most.getNano(), 9));
    if (seconds.compareTo(cap) >= 0) {
      return most;
    }
    // Up to the next nanosecond: never earlier than the source said.
    BigDecimal nanos = seconds.movePointRight(9).setScale(0, RoundingMode.CEILING);
    return seconds.signum() <= 0
        ? Duration.ZERO
        : cut(Duration.ofNanos(1).multipliedBy(nanos.longValue()), most);
  }

  private static Duration cut(Duration delay, Duration most) {
    return delay.isNegative() ? Duration.ZERO : Spans.atMost(delay, most);
  }

  private static Optional<Instant> date(String text, Instant now) {
    Matcher http = DATE.matcher(text);
    if (http.matches()) {
      int year = Integer.parseInt(http.group(3));
      if (http.group(3).length() == 2) {
        year = century(year, now);
      }
      LocalDateTime time =
          time(year, http.group(2), http.group(1), http.group(4), http.group(5), http.group(6));
      String zone = http.group(7);
      boolean hasOffset = zone != null && (zone.startsWith("+") || zone.startsWith("-"));
      return Optional.of(time.toInstant(hasOffset ? ZoneOffset.of(zone) : ZoneOffset.UTC));
    }
    Matcher c = ASCTIME.matcher(text);
    if (c.matches()) {
      int year = Integer.parseInt(c.group(6));
      return Optional.of(
          time(year, c.group(1), c.group(2), c.group(3), c.group(4), c.group(5))
              .toInstant(ZoneOffset.UTC));
    }
    return Optional.of(OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).toInstant());
  }

  private static LocalDateTime time(
      int year, String month, String day, String hour, String minute, String second) {
    int at = MONTHS.indexOf(month);
    if (at < 0 || at % 3 != 0) {
      throw new DateTimeException("no month: " + month);
    }
    int seconds = Math.min(59, Integer.parseInt(second)); // a leap second is 60
    return LocalDateTime.of(
        year,
        at / 3 + 1,
        Integer.parseInt(day),
        Integer.parseInt(hour),
        Integer.parseInt(minute),
        seconds);
  }

  /** RFC 9110, 5.6.7: a year of two digits more than 50 years ahead means the last such year. */
  private static int century(int year, Instant now) {
    int present = now.atOffset(ZoneOffset.UTC).getYear();
    int full = present - present % 100 + year;
    return full > present + 50 ? full - 100 : full;
  }
}
