package dev.tributary.connector.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests through as fast as a source allows, and no faster.
 *
 * <p>One limiter belongs to one credential, and everything that uses the credential shares it:
 * {@link RateLimiters} hands it out. It keeps to several sliding windows and to a number of
 * requests at once, to what the source says about its own quota, and to pauses that it asks for.
 * Whoever comes first goes first. Nobody spins: who has to wait sleeps exactly until it is his
 * turn.
 *
 * <p>The windows hold as the <em>source</em> counts, not as we do: see {@link Permit}. Thread-safe.
 *
 * @since 0.1.0
 */
public final class RateLimiter {
  private final Gate gate;
  private final @Nullable ThrottleListener listener;

  private RateLimiter(Gate gate, @Nullable ThrottleListener listener) {
    this.gate = gate;
    this.listener = listener;
  }

  /** Returns a limiter on the system's time, shared with nobody yet. */
  public static RateLimiter of(RateLimits limits) {
    return of(limits, Ticker.system());
  }

  /** Returns a limiter on another time, shared with nobody yet. */
  public static RateLimiter of(RateLimits limits, Ticker ticker) {
    return new RateLimiter(new Gate(limits, ticker), null);
  }

  /**
   * Returns this limiter, sharing everything with it, that tells {@code listener} of the waits of
   * those who acquire through it.
   */
  public RateLimiter notifying(ThrottleListener listener) {
    return new RateLimiter(gate, listener);
  }

  /**
   * Waits, as long as it takes, until a request may be made.
   *
   * @throws InterruptedException if the thread is interrupted; nothing is used up then
   */
  public Permit acquire() throws InterruptedException {
    return gate.acquire(Long.MAX_VALUE, listener);
  }

  /**
   * Waits until a request may be made, but not longer than {@code patience}. Fails at once where it
   * is already clear that the wait would be longer.
   *
   * @throws dev.tributary.connector.error.ConnectorException of kind RATE_LIMITED, with the
   *     earliest time at which trying again makes sense
   * @throws InterruptedException if the thread is interrupted; nothing is used up then
   */
  public Permit acquire(Duration patience) throws InterruptedException {
    return gate.acquire(Spans.nanos(patience), listener);
  }

  /** Returns a permit if a request may be made right now and nobody is waiting; never waits. */
  public Optional<Permit> tryAcquire() {
    return Optional.ofNullable(gate.tryAcquire());
  }

  /**
   * Learns what the source says about its quota, when it is not said in the answer to a request of
   * this limiter ({@link Permit#observe} is for those). No more requests than remain are made
   * before the quota's reset; of two words on the same quota the smaller counts.
   */
  public void observe(LearnedLimit limit) {
    gate.locked(() -> gate.learn(limit));
  }

  /**
   * Lets no request begin before {@code time}, as after the source said that it was asked too
   * often. Requests under way are not touched; a later end that was set before stays.
   */
  public void pauseUntil(Instant time) {
    gate.pauseUntil(time);
  }

  /** Lets no request begin for this long; a later end that was set before stays. */
  public void pause(Duration time) {
    gate.pause(time);
  }

  /** Returns the limits that are kept to, apart from what the source says itself. */
  public RateLimits limits() {
    return gate.limits();
  }

  void tighten(RateLimits more) {
    gate.tighten(more);
  }

  @Override
  public String toString() {
    return "rate limiter: " + limits();
  }
}
