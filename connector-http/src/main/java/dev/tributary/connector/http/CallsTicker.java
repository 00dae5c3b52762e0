package dev.tributary.connector.http;

import dev.tributary.connector.limit.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Condition;

/** The time as the host tells it; sleeping ends when the calls are cancelled. */
record CallsTicker(Calls calls, Ticker time) implements Ticker {
  CallsTicker(Calls calls, Clock clock) {
    this(calls, Ticker.system(clock));
  }

  @Override
  public long nanoTime() {
    return time.nanoTime();
  }

  @Override
  public Instant now() {
    return time.now();
  }

  @Override
  public void await(Condition condition, long nanos) throws InterruptedException {
    time.await(condition, nanos);
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    calls.sleep(duration);
  }
}
