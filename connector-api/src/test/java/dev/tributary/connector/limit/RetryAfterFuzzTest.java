package dev.tributary.connector.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

@Label("B1.1: Retry-After never fails")
class RetryAfterFuzzTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.250Z");
  private static final Duration MOST = Duration.ofHours(1);

  @Property(tries = 3_000)
  void staysWithinItsBoundsOnWhatLooksLikeIt(
      @ForAll
          @StringLength(max = 40)
          @CharRange(from = '0', to = '9')
          @Chars({'.', '-', '+', ' ', ':', ',', 'T', 'Z', 'e', 'G', 'M'})
          String text) {
    assertWithinBounds(text);
  }

  @Property(tries = 1_000)
  void staysWithinItsBoundsOnDates(
      @ForAll @CharRange(from = '0', to = '9') @StringLength(2) String two,
      @ForAll @CharRange(from = '0', to = '9') @StringLength(4) String four) {
    assertWithinBounds("Sat, " + two + " Nov " + four + " " + two + ":" + two + ":" + two + " GMT");
    assertWithinBounds("Saturday, " + two + "-Feb-" + two + " 12:00:00 GMT");
    assertWithinBounds("Sat Nov " + two + " 12:" + two + ":00 " + four);
  }

  @Property(tries = 1_000)
  void staysWithinItsBoundsOnAnyText(@ForAll String text) {
    assertWithinBounds(text);
  }

  private static void assertWithinBounds(String text) {
    RetryAfter.parse(text, NOW, MOST)
        .ifPresent(delay -> assertThat(delay).isBetween(Duration.ZERO, MOST));
  }
}
