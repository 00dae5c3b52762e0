package dev.tributary.connector.http;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.limit.RateLimiter;
import dev.tributary.connector.limit.RateLimits;
import dev.tributary.connector.read.CancelHook;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.split.Position;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;

/** What a reader is lent, as far as HTTP needs it. */
class FakeContext implements ReadContext {
  final ConnectorContext host;
  final List<AutoCloseable> hooks = new CopyOnWriteArrayList<>();
  final List<String> retries = new CopyOnWriteArrayList<>();
  final List<Duration> waits = new CopyOnWriteArrayList<>();
  final List<String> warnings = new CopyOnWriteArrayList<>();
  final Map<String, Long> counters = new ConcurrentHashMap<>();

  FakeContext(ConnectorContext host) {
    this.host = host;
  }

  static void closeQuietly(AutoCloseable hook) {
    try {
      hook.close();
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  void cancel() throws Exception {
    for (AutoCloseable hook : hooks) {
      hook.close();
    }
  }

  @Override
  public BatchBuilder batch() {
    throw new UnsupportedOperationException();
  }

  @Override
  public BatchBuilder batch(String stream) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isFull() {
    return false;
  }

  @Override
  public RecordBatch empty() {
    throw new UnsupportedOperationException();
  }

  @Override
  public RecordBatch empty(Position through) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Duration patience() {
    return Duration.ofSeconds(1);
  }

  @Override
  public CancelHook onCancel(AutoCloseable blocking) {
    hooks.add(blocking);
    return () -> hooks.remove(blocking);
  }

  @Override
  public boolean isCancelled() {
    return false;
  }

  @Override
  public <T> Future<T> fork(Callable<T> work) {
    throw new UnsupportedOperationException();
  }

  @Override
  public RateLimiter limiter(String key, RateLimits limits) {
    return host.limiters().limiter(key, limits);
  }

  @Override
  public void count(String metric, long more) {
    counters.merge(metric, more, Long::sum);
  }

  @Override
  public void retried(String what, int attempt, Duration after) {
    retries.add(what);
  }

  @Override
  public void throttled(Duration wait) {
    waits.add(wait);
  }

  @Override
  public void warn(String message) {
    warnings.add(message);
  }

  @Override
  public Clock clock() {
    return host.clock();
  }
}
