package dev.tributary.connector.http;

import dev.tributary.connector.limit.RateLimiter;
import dev.tributary.connector.limit.RateLimits;
import dev.tributary.connector.read.ReadContext;
import java.time.Duration;

/** Requests of a reader. */
record ReaderScope(ReadContext context) implements Scope {
  @Override
  public RateLimiter limiter(String key, RateLimits limits) {
    return context.limiter(key, limits);
  }

  @Override
  public void count(String metric, long more) {
    context.count(metric, more);
  }

  @Override
  public void retried(String what, int attempt, Duration after) {
    context.retried(what, attempt, after);
  }

  @Override
  public void throttled(Duration wait) {
    context.throttled(wait);
  }

  @Override
  public void warn(String message) {
    context.warn(message);
  }
}
