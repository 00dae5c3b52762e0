package dev.tributary.connector.http;

import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.limit.RateLimiter;
import dev.tributary.connector.limit.RateLimits;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Requests that belong to no read, such as a probe. */
record HostScope(String sourceId, ConnectorContext host) implements Scope {
  private static final Logger LOG = LoggerFactory.getLogger("dev.tributary.connector.http");

  @Override
  public RateLimiter limiter(String key, RateLimits limits) {
    return host.limiters().limiter(key, limits);
  }

  @Override
  public void count(String metric, long more) {}

  @Override
  public void retried(String what, int attempt, Duration after) {
    String safe = host.redactor().redact(what);
    LOG.debug("{}: attempt {} failed, next in {}: {}", sourceId, attempt, after, safe);
    tell(() -> host.listener().retried(sourceId, safe, attempt, after));
  }

  @Override
  public void throttled(Duration wait) {
    tell(() -> host.listener().throttled(sourceId, wait));
  }

  @Override
  public void warn(String message) {
    String safe = host.redactor().redact(message);
    LOG.warn("{}: {}", sourceId, safe);
    tell(() -> host.listener().warned(sourceId, safe));
  }

  private void tell(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException broken) {
      LOG.warn("{}: the listener failed", sourceId, host.redactor().redact(broken));
    }
  }
}
