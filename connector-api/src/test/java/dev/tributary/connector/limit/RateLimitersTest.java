package dev.tributary.connector.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateLimitersTest {
  private final VirtualTicker time = new VirtualTicker();
  private final RateLimiters limiters = new RateLimiters(time);

  @Test
  void sharesOneLimiterByCredentialAndNotAcrossThem() {
    RateLimits one = RateLimits.none().perSecond(1);
    assertThat(limiters.limiter("a", one).tryAcquire()).isPresent();
    assertThat(limiters.limiter("a", one).tryAcquire()).isEmpty();
    assertThat(limiters.limiter("b", one).tryAcquire()).isPresent();
  }

  @Test
  void keepsToTheStrictestLimitsThatAnybodyStates() {
    RateLimiter first = limiters.limiter("a", RateLimits.none().perMinute(10));
    for (int i = 0; i < 3; i++) {
      first.tryAcquire().orElseThrow().close();
    }
    RateLimiter second = limiters.limiter("a", RateLimits.none().perSecond(4).perMinute(20));
    assertThat(first.limits()).isEqualTo(RateLimits.none().perSecond(4).perMinute(10));
    // What the minute remembers counts in the new second too.
    assertThat(second.tryAcquire()).isPresent();
    assertThat(first.tryAcquire()).isEmpty();
    limiters.limiter("a", RateLimits.none());
    assertThat(first.limits()).isEqualTo(RateLimits.none().perSecond(4).perMinute(10));
  }

  @Test
  void lowersALimitThatIsUsedUpAlready() throws InterruptedException {
    RateLimiter limiter = limiters.limiter("a", RateLimits.none().perSecond(10));
    for (int i = 0; i < 10; i++) {
      limiter.acquire().close();
    }
    limiters.limiter("a", RateLimits.none().perSecond(2));
    limiter.acquire().close();
    limiter.acquire().close();
    assertThat(time.elapsed()).isEqualTo(1_001_000_000L);
    assertThat(limiter.tryAcquire()).isEmpty();
  }
}
