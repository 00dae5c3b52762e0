package dev.tributary.connector.limit;

import dev.tributary.connector.error.ConnectorException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How often something that failed is tried again, and after what delay.
 *
 * <p>Only what can pass by itself is repeated: failures of the kinds TRANSIENT and RATE_LIMITED.
 * Delays grow exponentially with full jitter: each is drawn evenly between nothing and the backoff
 * of that attempt, so that many who failed together do not come back together. Where the source
 * says when to come back, that counts instead, if it is not later than {@link #maxPause}.
 *
 * <p>Attempts are counted on the error, so that they do not multiply where one policy runs inside
 * another: what an inner one has given up is not tried again by an outer one of no more retries.
 *
 * <p>Immutable and thread-safe; equal by value.
 *
 * @since 0.1.0
 */
public final class RetryPolicy {
  private static final RetryPolicy STANDARD =
      new RetryPolicy(
          3,
          Duration.ofMillis(500),
          2.0,
          Duration.ofSeconds(60),
          Duration.ofMinutes(15),
          Duration.ofHours(1));

  private final int maxRetries;
  private final Duration backoff;
  private final double factor;
  private final Duration maxBackoff;
  private final Duration maxPause;
  private final Duration maxElapsed;

  private RetryPolicy(
      int maxRetries,
      Duration backoff,
      double factor,
      Duration maxBackoff,
      Duration maxPause,
      Duration maxElapsed) {
    this.maxRetries = maxRetries;
    this.backoff = backoff;
    this.factor = factor;
    this.maxBackoff = maxBackoff;
    this.maxPause = maxPause;
    this.maxElapsed = maxElapsed;
  }

  /**
   * Returns the usual policy: 3 retries, a backoff of half a second that doubles up to 60 seconds,
   * pauses that the source asks for up to 15 minutes, and an hour in all.
   */
  public static RetryPolicy standard() {
    return STANDARD;
  }

  /** Returns the policy that never tries again. */
  public static RetryPolicy never() {
    return STANDARD.maxRetries(0);
  }

  /**
   * Returns a copy that tries again this often after the first attempt.
   *
   * @param retries at least 0; 3 by default
   */
  public RetryPolicy maxRetries(int retries) {
    if (retries < 0) {
      throw new IllegalArgumentException("max_retries is " + retries + "; at least 0");
    }
    return new RetryPolicy(retries, backoff, factor, maxBackoff, maxPause, maxElapsed);
  }

  /** Returns a copy whose first backoff is this long; half a second by default. */
  public RetryPolicy backoff(Duration first) {
    return new RetryPolicy(
        maxRetries, notNegative("backoff", first), factor, maxBackoff, maxPause, maxElapsed);
  }

  /**
   * Returns a copy whose backoff grows by this factor from attempt to attempt.
   *
   * @param factor at least 1; 2 by default
   */
  public RetryPolicy factor(double factor) {
    if (!(factor >= 1 && factor <= 1000)) {
      throw new IllegalArgumentException("backoff_factor is " + factor + "; from 1 to 1000");
    }
    return new RetryPolicy(maxRetries, backoff, factor, maxBackoff, maxPause, maxElapsed);
  }

  /** Returns a copy whose backoff never grows beyond this; 60 seconds by default. */
  public RetryPolicy maxBackoff(Duration most) {
    return new RetryPolicy(
        maxRetries, backoff, factor, notNegative("max_backoff", most), maxPause, maxElapsed);
  }

  /**
   * Returns a copy that comes back when the source says only if that is at most this far away, and
   * gives up otherwise, so that the read ends with its state kept instead of hanging; 15 minutes by
   * default.
   */
  public RetryPolicy maxPause(Duration most) {
    return new RetryPolicy(
        maxRetries, backoff, factor, maxBackoff, notNegative("max_pause", most), maxElapsed);
  }

  /**
   * Returns a copy that begins no attempt later than this after the first one; an hour by default.
   */
  public RetryPolicy maxElapsed(Duration most) {
    return new RetryPolicy(
        maxRetries, backoff, factor, maxBackoff, maxPause, notNegative("max_elapsed", most));
  }

  /** Returns how often something is tried again after the first attempt. */
  public int maxRetries() {
    return maxRetries;
  }

  /** Returns the longest time from the first attempt to the beginning of the last. */
  public Duration maxElapsed() {
    return maxElapsed;
  }

  /** Returns the farthest that a source may put off the next attempt. */
  public Duration maxPause() {
    return maxPause;
  }

  /**
   * Returns whether to try again after this failure, as far as kind and number of attempts go.
   *
   * @param failure what failed; the attempts counted on it count too
   * @param attempts how many attempts were made, this one included
   */
  public boolean shouldRetry(ConnectorException failure, int attempts) {
    return failure.kind().isRetryable()
        && failure.isRepeatable()
        && Math.max(attempts, failure.attempts()) <= maxRetries;
  }

  /** Returns the longest delay after the attempt of this number, before jitter; the first is 1. */
  public Duration backoffAfter(int attempt) {
    double grown = Spans.nanos(backoff) * Math.pow(factor, Math.max(0, attempt - 1));
    long most = Spans.nanos(maxBackoff);
    return Duration.ofNanos(grown >= most ? most : (long) grown);
  }

  /**
   * Returns the delay after the attempt of this number: drawn evenly from zero to {@link
   * #backoffAfter}.
   */
  public Duration delay(int attempt, RandomGenerator random) {
    long most = backoffAfter(attempt).toNanos();
    return most == 0 ? Duration.ZERO : Duration.ofNanos(random.nextLong(most + 1));
  }

  /**
   * Returns the delay after this failure: until the source's own time if it named one, and a little
   * jitter behind it, otherwise as {@link #delay(int, RandomGenerator)}. It may be longer than
   * {@link #maxPause()}; {@link #run} gives up then.
   */
  public Duration delay(
      ConnectorException failure, int attempt, Instant now, RandomGenerator random) {
    Duration drawn = delay(attempt, random);
    if (failure.retryAt().isEmpty()) {
      return drawn;
    }
    Duration asked = Duration.between(now, failure.retryAt().get());
    // Everybody who was refused is told the same moment; a tenth of the backoff takes them apart.
    return asked.isNegative() ? drawn : asked.plus(drawn.dividedBy(10));
  }

  /**
   * Does the work, and does it again as long as the policy allows.
   *
   * @param work what to do; other failures than a {@link ConnectorException} end it at once
   * @param listener is told before each wait
   * @throws ConnectorException the last failure, with the number of all attempts counted on it
   * @throws InterruptedException if the thread is interrupted while it waits
   * @throws Exception what else the work throws
   */
  public <T extends @Nullable Object> T run(Callable<T> work, RetryListener listener)
      throws Exception {
    return run(work, listener, Ticker.system());
  }

  /** The same on another time. See {@link #run(Callable, RetryListener)}. */
  public <T extends @Nullable Object> T run(Callable<T> work, RetryListener listener, Ticker ticker)
      throws Exception {
    return run(work, listener, ticker, ThreadLocalRandom.current());
  }

  <T extends @Nullable Object> T run(
      Callable<T> work, RetryListener listener, Ticker ticker, RandomGenerator random)
      throws Exception {
    long begun = ticker.nanoTime();
    int attempts = 0;
    while (true) {
      try {
        return work.call();
      } catch (ConnectorException failed) {
        attempts += failed.attempts();
        ConnectorException counted =
            attempts == failed.attempts() ? failed : failed.copy().attempts(attempts).build();
        if (!shouldRetry(counted, attempts)) {
          throw counted;
        }
        Duration delay = delay(counted, attempts, ticker.now(), random);
        Duration elapsed = Duration.ofNanos(ticker.nanoTime() - begun);
        if (isTooFar(counted, ticker.now()) || elapsed.plus(delay).compareTo(maxElapsed) > 0) {
          throw counted;
        }
        listener.retrying(counted, delay);
        ticker.sleep(delay);
      }
    }
  }

  private boolean isTooFar(ConnectorException failure, Instant now) {
    return failure.retryAt().map(time -> time.isAfter(now.plus(maxPause))).orElse(false);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RetryPolicy that
        && maxRetries == that.maxRetries
        && backoff.equals(that.backoff)
        && factor == that.factor
        && maxBackoff.equals(that.maxBackoff)
        && maxPause.equals(that.maxPause)
        && maxElapsed.equals(that.maxElapsed);
  }

  @Override
  public int hashCode() {
    return Objects.hash(maxRetries, backoff, factor, maxBackoff, maxPause, maxElapsed);
  }

  @Override
  public String toString() {
    return maxRetries
        + " retries, backoff "
        + Spans.text(backoff)
        + " to "
        + Spans.text(maxBackoff);
  }

  private static Duration notNegative(String setting, Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException(setting + " is " + value + "; it must not be negative");
    }
    return value;
  }
}
