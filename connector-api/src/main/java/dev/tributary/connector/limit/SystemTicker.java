package dev.tributary.connector.limit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/** The time that really passes. */
final class SystemTicker implements Ticker {
  private final Clock clock;

  SystemTicker(Clock clock) {
    this.clock = clock;
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  @SuppressWarnings("WaitNotInLoop") // the caller does
  public void await(Condition condition, long nanos) throws InterruptedException {
    if (nanos == Long.MAX_VALUE) {
      condition.await();
    } else {
      // What is left of the time does not matter: whoever waits looks again in any case.
      condition.await(nanos, TimeUnit.NANOSECONDS);
    }
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    if (duration.isNegative() || duration.isZero()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      return;
    }
    TimeUnit.NANOSECONDS.sleep(Spans.nanos(duration));
  }
}
