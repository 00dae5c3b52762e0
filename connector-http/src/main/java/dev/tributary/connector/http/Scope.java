package dev.tributary.connector.http;

import dev.tributary.connector.limit.RateLimiter;
import dev.tributary.connector.limit.RateLimits;
import java.time.Duration;

/** Whom a request is made for: who is told of it, and who limits it. Thread-safe. */
interface Scope {
  /** Returns the limiter of everything that uses the same key. */
  RateLimiter limiter(String key, RateLimits limits);

  /** Adds to a counter. */
  void count(String metric, long more);

  /** Tells of another attempt. */
  void retried(String what, int attempt, Duration after);

  /** Tells of a wait. */
  void throttled(Duration wait);

  /** Tells what should be known. */
  void warn(String message);
}
