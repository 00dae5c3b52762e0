package dev.tributary.connector.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The limiter on real threads and in real time. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RateLimiterThreadsTest {

  @Test
  void servesWhoComesFirstFirst() throws InterruptedException {
    RateLimiter limiter = RateLimiter.of(RateLimits.none().concurrent(1));
    Permit held = limiter.acquire();
    List<Integer> served = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      int number = i;
      Thread thread =
          new Thread(
              () -> {
                try (Permit permit = limiter.acquire()) {
                  served.add(number);
                } catch (InterruptedException stopped) {
                  served.add(-1);
                }
              });
      thread.start();
      threads.add(thread);
      while (thread.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
    }
    held.close();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(served).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
  }

  @Test
  void endsAWaitWhenInterruptedAndLosesNoPlace() throws InterruptedException {
    RateLimiter limiter = RateLimiter.of(RateLimits.none().concurrent(1));
    Permit held = limiter.acquire();
    AtomicReference<Throwable> ended = new AtomicReference<>();
    CountDownLatch done = new CountDownLatch(1);
    Thread waiting =
        new Thread(
            () -> {
              try {
                limiter.acquire();
              } catch (Throwable failure) {
                ended.set(failure);
              }
              done.countDown();
            });
    waiting.start();
    waiting.interrupt();
    assertThat(done.await(1, TimeUnit.SECONDS)).isTrue();
    assertThat(ended.get()).isInstanceOf(InterruptedException.class);
    held.close();
    assertThat(limiter.tryAcquire()).isPresent();
  }

  @Test
  void refusesAnInterruptedThreadWithoutUsingAnythingUp() {
    RateLimiter limiter = RateLimiter.of(RateLimits.none().perHour(1));
    Thread.currentThread().interrupt();
    assertThatThrownBy(limiter::acquire).isInstanceOf(InterruptedException.class);
    assertThat(limiter.tryAcquire()).isPresent();
  }

  @Test
  void keepsTheWindowsOfASharedLimiterInRealTime() throws InterruptedException {
    List<Long> arrivals =
        hammer(RateLimits.none().window(20, Duration.ofMillis(200)).concurrent(4), 1_500, 8);
    assertNeverExceeded(arrivals, 20, Duration.ofMillis(200));
    assertThat(arrivals.size()).isGreaterThan(100);
  }

  /** The bar of the issue: two that share one limiter, three minutes. Takes these three minutes. */
  @Test
  @EnabledIfSystemProperty(named = "tributary.bars", matches = "true")
  void keepsAndUsesTwelveASecondSixHundredAMinuteAndFourAtOnce() throws InterruptedException {
    RateLimits limits = RateLimits.none().perSecond(12).perMinute(600).concurrent(4);
    List<Long> arrivals = hammer(limits, 180_000, 8);
    assertNeverExceeded(arrivals, 12, Duration.ofSeconds(1));
    assertNeverExceeded(arrivals, 600, Duration.ofMinutes(1));
    assertThat(arrivals.size()).isGreaterThanOrEqualTo((int) (1800 * 0.98));
  }

  /**
   * Two extractions with half of the threads each; returns when the source counted the requests.
   */
  private static List<Long> hammer(RateLimits limits, long millis, int threads)
      throws InterruptedException {
    RateLimiters limiters = new RateLimiters();
    List<Long> arrivals = Collections.synchronizedList(new ArrayList<>());
    long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
    List<Thread> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Thread thread =
          new Thread(
              () -> {
                RateLimiter limiter = limiters.limiter("credential", limits);
                try {
                  while (true) {
                    try (Permit permit =
                        limiter.acquire(Duration.ofNanos(end - System.nanoTime()))) {
                      Thread.sleep(ThreadLocalRandom.current().nextInt(4));
                      arrivals.add(System.nanoTime());
                      Thread.sleep(ThreadLocalRandom.current().nextInt(4));
                      permit.answered();
                    }
                  }
                } catch (InterruptedException | RuntimeException over) {
                  // the time is over
                }
              });
      thread.start();
      running.add(thread);
    }
    for (Thread thread : running) {
      thread.join();
    }
    Collections.sort(arrivals);
    return arrivals;
  }

  private static void assertNeverExceeded(List<Long> arrivals, int requests, Duration window) {
    for (int i = requests; i < arrivals.size(); i++) {
      assertThat(arrivals.get(i) - arrivals.get(i - requests)).isGreaterThan(window.toNanos());
    }
  }
}
