package dev.tributary.connector.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("B1.1: Retry-After in every form")
class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.250Z");
  private static final Duration MOST = Duration.ofHours(1);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | PT0S",
        "120 | PT2M",
        " 7  | PT7S",
        "+7 | PT7S",
        "30s | PT30S",
        "1.5 | PT1.5S",
        "0.0000000001 | PT0.000000001S",
        ".5 | PT0.5S",
        "5. | PT5S",
        "-1 | PT0S",
        "-99999999999999999999 | PT0S",
        "3600.001 | PT1H",
        "99999999999999999999999999 | PT1H",
        "1000000000 | PT1H",
        // Points in time, in seconds and in milliseconds.
        "1795262430 | PT29.75S",
        "1795262430.5 | PT30.25S",
        "1795262430500 | PT30.25S",
        "1795262000 | PT0S",
        "1790000000 | PT0S",
        "1895262400 | PT1H",
        // The three forms of RFC 9110, and what is close to them.
        "Sat, 21 Nov 2026 12:00:30 GMT | PT29.75S",
        "Saturday, 21-Nov-26 12:00:30 GMT | PT29.75S",
        "Sat Nov 21 12:00:30 2026 | PT29.75S",
        "Sun Nov  6 08:49:37 1994 | PT0S",
        "Sunday, 06-Nov-94 08:49:37 GMT | PT0S",
        "sat, 21 nov 2026 12:00:30 gmt | PT29.75S",
        "Mon, 21 Nov 2026 12:00:30 GMT | PT29.75S",
        "21 Nov 2026 12:00:30 UTC | PT29.75S",
        "Sat, 21 Nov 2026 12:59:60 GMT | PT59M58.75S",
        "Sat, 21 Nov 2026 13:00:30 +0100 | PT29.75S",
        "Sat, 21 Nov 2099 12:00:30 GMT | PT1H",
        "2026-11-21T12:00:30Z | PT29.75S",
        "2026-11-21T13:00:30.5+01:00 | PT30.25S",
      })
  void isUnderstood(String text, Duration expected) {
    assertThat(RetryAfter.parse(text, NOW, MOST)).hasValue(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "soon",
        "1e9",
        "NaN",
        "Infinity",
        "0x10",
        "1,5",
        "--1",
        "5 minutes",
        "Sat, 32 Nov 2026 12:00:30 GMT",
        "Sat, 21 Foo 2026 12:00:30 GMT",
        "Sat, 21 anf 2026 12:00:30",
        "Sat, 21 Nov 2026 25:00:30 GMT",
        "Sat, 21 Nov 2026 12:00:30 +9999",
        "2026-11-21"
      })
  void isLeftToTheCallersBackoffWhenItMakesNoSense(String text) {
    assertThat(RetryAfter.parse(text, NOW, MOST)).isEmpty();
  }

  @Test
  void isEmptyWhenAbsentAndWhenItIsEndless() {
    assertThat(RetryAfter.parse(null, NOW, MOST)).isEmpty();
    assertThat(RetryAfter.parse("9".repeat(1_000_000), NOW, MOST)).isEmpty();
  }
}
