package dev.tributary.connector.limit;

import java.time.Duration;

/**
 * That a request has to wait, for how long, and why. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Throttle {
  /** Why a request has to wait. */
  public enum Reason {
    /** A window of the configured limits is used up. */
    WINDOW,
    /** The source's own quota, as it told us, is used up. */
    QUOTA,
    /** The source asked for a pause. */
    PAUSE
  }

  private final Reason reason;
  private final Duration expected;
  private final String detail;

  Throttle(Reason reason, Duration expected, String detail) {
    this.reason = reason;
    this.expected = expected;
    this.detail = detail;
  }

  /** Returns why. */
  public Reason reason() {
    return reason;
  }

  /** Returns how long the wait will be, as far as is known when it begins. */
  public Duration expected() {
    return expected;
  }

  /** Returns the limit that is used up, for people, such as {@code 12 per 1 s}. */
  public String detail() {
    return detail;
  }

  @Override
  public String toString() {
    return "waiting " + Spans.text(expected) + ": " + detail;
  }
}
