package dev.tributary.connector.limit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Condition;

/**
 * Where limits and retries take their time from, and how they wait.
 *
 * <p>The system's by default; a test brings one whose time passes only when somebody waits.
 * Implementations are thread-safe.
 *
 * @since 0.1.0
 */
public interface Ticker {
  /** Returns a time in nanoseconds that never goes back; only differences have a meaning. */
  long nanoTime();

  /** Returns the time of day, which sources refer to. */
  Instant now();

  /**
   * Waits until signalled, or until the time is over, or without a reason.
   *
   * @param condition a condition whose lock the caller holds
   * @param nanos how long at most; {@link Long#MAX_VALUE} for no end
   * @throws InterruptedException if the thread is interrupted
   */
  void await(Condition condition, long nanos) throws InterruptedException;

  /**
   * Sleeps.
   *
   * @param duration how long; zero and less return at once
   * @throws InterruptedException if the thread is interrupted
   */
  void sleep(Duration duration) throws InterruptedException;

  /** Returns the system's time. */
  static Ticker system() {
    return system(Clock.systemUTC());
  }

  /**
   * Returns the system's time, with another clock for the time of day.
   *
   * @param clock tells the time of day, as the host lends it
   */
  static Ticker system(Clock clock) {
    return new SystemTicker(clock);
  }
}
