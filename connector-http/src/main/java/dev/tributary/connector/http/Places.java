package dev.tributary.connector.http;

import dev.tributary.connector.limit.Permit;
import dev.tributary.connector.limit.RateLimiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The places among the requests at once that one reader holds.
 *
 * <p>A reader that asks for several pages at once reads them in order. If the later ones held all
 * places with bodies that nobody reads yet, the first could wait for its own place for ever.
 * Therefore an answer that nobody has begun to read gives its place up as soon as another request
 * of the same reader waits for one. Thread-safe.
 */
final class Places {
  private final Set<Exchange> unread = new HashSet<>();
  private int waiting;

  /** Waits for a permit as {@link RateLimiter#acquire(Duration)} does. */
  Permit acquire(RateLimiter limiter, Duration patience) throws InterruptedException {
    Permit free = limiter.tryAcquire().orElse(null);
    if (free != null) {
      return free;
    }
    List<Exchange> yielding;
    synchronized (this) {
      waiting++;
      yielding = new ArrayList<>(unread);
      unread.clear();
    }
    try {
      yielding.forEach(Exchange::yieldPlace);
      return limiter.acquire(patience);
    } finally {
      synchronized (this) {
        waiting--;
      }
    }
  }

  /** An answer has come, and nobody reads it yet. */
  void answered(Exchange exchange) {
    synchronized (this) {
      if (waiting == 0) {
        unread.add(exchange);
        return;
      }
    }
    exchange.yieldPlace();
  }

  /** Somebody reads the answer, or closes it. */
  synchronized void taken(Exchange exchange) {
    unread.remove(exchange);
  }
}
