package dev.tributary.connector.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
  private static final RateLimits LIMITS = RateLimits.none().perSecond(12).perMinute(600);

  @Test
  void namesItsWindowsFromTheShortest() {
    assertThat(LIMITS.perDay(1).perHour(2).concurrent(4))
        .hasToString("12 per 1 s, 600 per 60 s, 2 per 60 min, 1 per 24 h, 4 at once");
    assertThat(RateLimits.none()).hasToString("no limits");
  }

  @Test
  void appliesTheShareWhereverItIsSet() {
    RateLimits first = RateLimits.none().shareOfQuota(0.8).perSecond(10).concurrent(4);
    RateLimits last = RateLimits.none().perSecond(10).concurrent(4).shareOfQuota(0.8);
    assertThat(first).isEqualTo(last).hasSameHashCodeAs(last);
    assertThat(first.windows()).containsExactly(new RateLimits.Window(8, Duration.ofSeconds(1)));
    assertThat(first.concurrent()).hasValue(4);
  }

  @Test
  void sharesAmongExecutorsAndNeverDownToNothing() {
    assertThat(LIMITS.concurrent(4).share(8).windows())
        .containsExactly(
            new RateLimits.Window(1, Duration.ofSeconds(1)),
            new RateLimits.Window(75, Duration.ofMinutes(1)));
    assertThat(LIMITS.concurrent(4).share(8).concurrent()).hasValue(1);
    assertThat(RateLimits.none().perSecond(2).share(8).windows())
        .containsExactly(new RateLimits.Window(1, Duration.ofSeconds(4)));
  }

  @Property
  void allSharesTogetherStayWithinTheWhole(
      @ForAll @IntRange(min = 1, max = 100_000) int requests,
      @ForAll @IntRange(min = 1, max = 5_000) int parts) {
    RateLimits.Window part = RateLimits.none().perMinute(requests).share(parts).windows().get(0);
    assertThat(part.requests()).isPositive();
    double rate = part.requests() / (part.length().toNanos() / 60e9);
    assertThat(rate * parts).isLessThanOrEqualTo(requests * (1 + 1e-9));
  }

  @Test
  void takesTheStrictestOfTwo() {
    RateLimits both = LIMITS.strictest(RateLimits.none().perSecond(20).perHour(100).concurrent(3));
    assertThat(both).isEqualTo(LIMITS.perHour(100).concurrent(3));
    assertThat(both.strictest(RateLimits.none())).isEqualTo(both);
  }

  @Test
  void refusesWhatIsNoLimit() {
    assertThatThrownBy(() -> LIMITS.perSecond(0)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> LIMITS.concurrent(0)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> LIMITS.window(1, Duration.ZERO)).hasMessageContaining("1 ms");
    assertThatThrownBy(() -> LIMITS.shareOfQuota(0)).hasMessageContaining("share_of_quota");
    assertThatThrownBy(() -> LIMITS.shareOfQuota(Double.NaN)).hasMessageContaining("share");
    assertThatThrownBy(() -> LIMITS.scaled(2)).hasMessageContaining("scaled");
  }
}
