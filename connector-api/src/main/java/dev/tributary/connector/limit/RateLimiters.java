package dev.tributary.connector.limit;

import java.util.concurrent.ConcurrentHashMap;

/**
 * The limiters of a host: one for each credential, shared by everything that uses it.
 *
 * <p>A host keeps one instance for its whole life, and lends it to its connectors. Thread-safe.
 *
 * @since 0.1.0
 */
public final class RateLimiters {
  private final ConcurrentHashMap<String, RateLimiter> byKey = new ConcurrentHashMap<>();
  private final Ticker ticker;

  /** Makes an empty registry on the system's time. */
  public RateLimiters() {
    this(Ticker.system());
  }

  /** Makes an empty registry on another time. */
  public RateLimiters(Ticker ticker) {
    this.ticker = ticker;
  }

  /**
   * Returns the limiter of a credential; the first call makes it.
   *
   * <p>If the same key comes with other limits than before, the strictest of them hold together,
   * for everybody and from now on: two sources that state different limits for one credential
   * cannot exceed either.
   *
   * @param key tells credentials apart, such as a fingerprint; not the secret itself
   * @param limits what to keep to
   */
  public RateLimiter limiter(String key, RateLimits limits) {
    RateLimiter limiter = byKey.computeIfAbsent(key, first -> RateLimiter.of(limits, ticker));
    if (!limiter.limits().equals(limits)) {
      limiter.tighten(limits);
    }
    return limiter;
  }
}
