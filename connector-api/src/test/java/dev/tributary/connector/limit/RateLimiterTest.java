package dev.tributary.connector.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
  private static final long MILLI = 1_000_000L;

  private final VirtualTicker time = new VirtualTicker();

  private record Sent(long sent, long answered) {}

  @Test
  void letsABurstThroughAndThenWaitsForTheWindow() throws InterruptedException {
    RateLimiter limiter = RateLimiter.of(RateLimits.none().perSecond(3), time);
    for (int i = 0; i < 3; i++) {
      limiter.acquire().close();
    }
    assertThat(time.elapsed()).isZero();
    assertThat(limiter.tryAcquire()).isEmpty();
    limiter.acquire().close();
    assertThat(time.elapsed()).isEqualTo(1001 * MILLI);
  }

  @Test
  void countsAWindowFromTheAnswerAndNotFromTheRequest() throws InterruptedException {
    RateLimiter limiter = RateLimiter.of(RateLimits.none().perSecond(1), time);
    Permit slow = limiter.acquire();
    time.after(5_000 * MILLI, slow::answered);
    limiter.acquire();
    assertThat(time.elapsed()).isEqualTo(6001 * MILLI);
  }

  @Test
  void freesThePlaceAmongThoseAtOnceWhenTheBodyIsRead() throws InterruptedException {
    RateLimiter limiter = RateLimiter.of(RateLimits.none().concurrent(1), time);
    Permit permit = limiter.acquire();
    permit.answered();
    permit.answered();
    assertThat(limiter.tryAcquire()).isEmpty();
    time.after(10, permit::close);
    limiter.acquire().close();
    assertThat(time.elapsed()).isEqualTo(10);
    permit.close();
    assertThat(limiter.tryAcquire()).isPresent();
    assertThat(limiter.tryAcquire()).isEmpty();
  }

  @Test
  @DisplayName("B1.2: a wait beyond the patience ends at once, and says when to come back")
  void refusesAtOnceWhatWouldTakeTooLong() throws InterruptedException {
    RateLimiter limiter = RateLimiter.of(RateLimits.none().perHour(1), time);
    limiter.acquire().close();
    assertThatThrownBy(() -> limiter.acquire(Duration.ofSeconds(30)))
        .isInstanceOfSatisfying(
            ConnectorException.class,
            refused -> {
              assertThat(refused.kind()).isEqualTo(ErrorKind.RATE_LIMITED);
              assertThat(refused.retryAt()).hasValue(time.now().plusMillis(3_600_001));
              assertThat(refused).hasMessageContaining("1 per 60 min").hasMessageContaining("30 s");
            });
    assertThat(time.elapsed()).isZero();
    limiter.acquire(Duration.ofHours(2)).close();
  }

  @Test
  void refusesWhenOthersDoNotFinishInTime() throws InterruptedException {
    RateLimiter limiter = RateLimiter.of(RateLimits.none().concurrent(1), time);
    limiter.acquire();
    time.after(1_000_000 * MILLI, () -> {});
    assertThatThrownBy(() -> limiter.acquire(Duration.ofSeconds(2)))
        .hasMessageContaining("within 2 s: 1 at once");
    assertThat(time.elapsed()).isEqualTo(2_000 * MILLI);
  }

  @Test
  void tellsTheListenerHowLongAndWhy() throws InterruptedException {
    List<String> told = new ArrayList<>();
    RateLimiter limiter =
        RateLimiter.of(RateLimits.none().perSecond(2).perMinute(3), time)
            .notifying(wait -> told.add(wait.reason() + " " + wait));
    for (int i = 0; i < 4; i++) {
      limiter.acquire().close();
    }
    limiter.pause(Duration.ofMinutes(5));
    limiter.acquire().close();
    assertThat(told)
        .containsExactly(
            "WINDOW waiting 1 s: 2 per 1 s",
            "WINDOW waiting 59 s: 3 per 60 s",
            "PAUSE waiting 5 min: the source asked for a pause");
  }

  @Test
  void keepsItsPlaceWhenTheListenerFails() throws InterruptedException {
    RateLimiter limiter = RateLimiter.of(RateLimits.none().perSecond(1), time);
    limiter.acquire().close();
    RateLimiter failing =
        limiter.notifying(
            wait -> {
              throw new IllegalStateException("listener");
            });
    assertThatThrownBy(failing::acquire).hasMessage("listener");
    limiter.acquire().close();
    assertThat(limiter.tryAcquire()).isEmpty();
  }

  @Test
  void pausesForEverybodyAndTakesTheLaterEnd() throws InterruptedException {
    RateLimiter limiter = RateLimiter.of(RateLimits.none(), time);
    limiter.pauseUntil(time.now().plusSeconds(10));
    limiter.pauseUntil(time.now().plusSeconds(5));
    limiter.pauseUntil(time.now().minusSeconds(5));
    limiter.acquire().close();
    assertThat(time.elapsed()).isEqualTo(10_000 * MILLI);
    limiter.acquire().close();
    assertThat(time.elapsed()).isEqualTo(10_000 * MILLI);
  }

  @Test
  void doesNotExceedWhatTheSourceSaysIsLeft() throws InterruptedException {
    RateLimiter limiter = RateLimiter.of(RateLimits.none(), time);
    Permit first = limiter.acquire();
    Permit unanswered = limiter.acquire();
    first.answered();
    first.observe(LearnedLimit.remaining(3).limit(100).resetIn(Duration.ofSeconds(20)));
    first.close();
    // One of the three may belong to the request that is still under way.
    limiter.acquire().close();
    limiter.acquire().close();
    assertThat(limiter.tryAcquire()).isEmpty();
    unanswered.close();
    limiter.acquire().close();
    assertThat(time.elapsed()).isEqualTo(20_000 * MILLI);
  }

  @Test
  void trustsAnAnswerOnlyAsFarAsItCanHaveCounted() throws InterruptedException {
    RateLimiter limiter = RateLimiter.of(RateLimits.none(), time);
    Permit slow = limiter.acquire();
    for (int i = 0; i < 8; i++) {
      limiter.acquire().close();
    }
    slow.answered();
    slow.observe(LearnedLimit.remaining(9).resetIn(Duration.ofSeconds(5)));
    assertThat(limiter.tryAcquire()).isPresent();
    assertThat(limiter.tryAcquire()).isEmpty();
  }

  @Test
  void leavesOthersTheirShareOfTheSourcesQuota() {
    RateLimiter limiter = RateLimiter.of(RateLimits.none().shareOfQuota(0.8), time);
    limiter.observe(LearnedLimit.remaining(22).limit(100).resetAt(time.now().plusSeconds(60)));
    assertThat(limiter.tryAcquire()).isPresent();
    assertThat(limiter.tryAcquire()).isPresent();
    assertThat(limiter.tryAcquire()).isEmpty();
  }

  @Test
  void keepsSeveralQuotasOfASourceApart() {
    RateLimiter limiter = RateLimiter.of(RateLimits.none(), time);
    limiter.observe(LearnedLimit.remaining(1).resetIn(Duration.ofSeconds(1)).named("burst"));
    limiter.observe(LearnedLimit.remaining(2).resetIn(Duration.ofSeconds(60)).named("steady"));
    limiter.tryAcquire().orElseThrow().close();
    assertThat(limiter.tryAcquire()).isEmpty();
    time.pass(Duration.ofSeconds(1));
    limiter.tryAcquire().orElseThrow().close();
    assertThat(limiter.tryAcquire()).isEmpty();
    limiter.observe(LearnedLimit.remaining(50).resetIn(Duration.ofSeconds(60)).named("steady"));
    assertThat(limiter.tryAcquire()).as("the smaller of two words").isEmpty();
    time.pass(Duration.ofSeconds(61));
    assertThat(limiter.tryAcquire()).isPresent();
  }

  @Test
  void survivesAQuotaWhoseResetIsPastOrUnsaid() {
    RateLimiter limiter = RateLimiter.of(RateLimits.none(), time);
    limiter.observe(LearnedLimit.remaining(0).resetAt(time.now().minusSeconds(9)));
    limiter.tryAcquire().orElseThrow().close();
    limiter.observe(LearnedLimit.remaining(-7));
    assertThat(limiter.tryAcquire()).isEmpty();
    time.pass(Duration.ofSeconds(1));
    assertThat(limiter.tryAcquire()).isPresent();
  }

  @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
  void exceedsNoSlidingWindowWhereverTheSourceCountsBetweenSendingAndAnswering(
      @ForAll @IntRange(min = 1, max = 40) int perSecond,
      @ForAll @IntRange(min = 1, max = 300) int perTenSeconds,
      @ForAll @IntRange(min = 1, max = 12) int concurrent,
      @ForAll @IntRange(min = 1, max = 900) int slowestMillis,
      @ForAll long seed)
      throws InterruptedException {
    RateLimits limits =
        RateLimits.none()
            .perSecond(perSecond)
            .window(perTenSeconds, Duration.ofSeconds(10))
            .concurrent(concurrent);
    List<Sent> log = run(limits, slowestMillis, seed, Duration.ofSeconds(60));
    assertNeverExceeded(log, perSecond, Duration.ofSeconds(1));
    assertNeverExceeded(log, perTenSeconds, Duration.ofSeconds(10));
  }

  @Test
  void exceedsNothingBeyondTenThousandInAWindow() throws InterruptedException {
    RateLimits limits = RateLimits.none().perMinute(12_000);
    List<Sent> log = run(limits, 3, 7, Duration.ofMinutes(4));
    assertNeverExceeded(log, 12_000, Duration.ofMinutes(1));
    assertThat(log.size()).isGreaterThan((int) (4 * 12_000 * 0.98));
  }

  @Property(tries = 10)
  void usesNearlyAllOfTheAllowance(@ForAll long seed) throws InterruptedException {
    RateLimits limits = RateLimits.none().perSecond(12).perMinute(600).concurrent(4);
    List<Sent> log = run(limits, 60, seed, Duration.ofMinutes(3));
    assertNeverExceeded(log, 12, Duration.ofSeconds(1));
    assertNeverExceeded(log, 600, Duration.ofMinutes(1));
    assertThat(log.size()).isGreaterThanOrEqualTo((int) (1800 * 0.98));
  }

  /** Asks as fast as it may; every request is answered and read after random times. */
  private List<Sent> run(RateLimits limits, int slowestMillis, long seed, Duration length)
      throws InterruptedException {
    VirtualTicker clock = new VirtualTicker(seed);
    Random random = new Random(seed);
    RateLimiter limiter = RateLimiter.of(limits, clock);
    List<Sent> log = new ArrayList<>();
    while (true) {
      Permit permit = limiter.acquire();
      long sent = clock.elapsed();
      if (sent >= length.toNanos()) {
        return log;
      }
      long answer = 1 + (long) (random.nextDouble() * random.nextDouble() * slowestMillis * MILLI);
      clock.after(answer, permit::answered);
      clock.after(answer + random.nextLong(5 * MILLI), permit::close);
      log.add(new Sent(sent, sent + answer));
    }
  }

  /**
   * The source may count a request at any moment from sending to answering. So for every request,
   * those that were answered less than a window's length before it was sent can stand in one window
   * with it. Both ends are included, and a source that counts in whole milliseconds is allowed for.
   */
  private static void assertNeverExceeded(List<Sent> log, int requests, Duration window) {
    long length = window.toNanos() + MILLI - 1;
    long[] answered = log.stream().mapToLong(Sent::answered).sorted().toArray();
    int answeredBefore = 0;
    for (int i = 0; i < log.size(); i++) {
      while (answered[answeredBefore] < log.get(i).sent() - length) {
        answeredBefore++;
      }
      int sentLater = log.size() - 1 - i;
      assertThat(log.size() - answeredBefore - sentLater)
          .as("request %s and those in one window with it", i)
          .isLessThanOrEqualTo(requests);
    }
  }
}
