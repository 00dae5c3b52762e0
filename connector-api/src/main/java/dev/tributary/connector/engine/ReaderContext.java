package dev.tributary.connector.engine;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchLimits;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.limit.RateLimiter;
import dev.tributary.connector.limit.RateLimits;
import dev.tributary.connector.read.CancelHook;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.split.Position;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** What one reader is lent while it reads one split. */
final class ReaderContext implements ReadContext, AutoCloseable {
  private final ReadTask task;
  private final ConnectorContext host;
  private final BatchLimits limits;
  private final Duration patience;
  private final Schemas schemas;
  private final Cancellation cancellation;
  private final Tell tell;
  private final Forks forks;
  private final AtomicLong held = new AtomicLong();

  ReaderContext(
      ReadTask task,
      ConnectorContext host,
      BatchLimits limits,
      Duration patience,
      Schemas schemas,
      Cancellation cancellation,
      Tell tell) {
    this.task = task;
    this.host = host;
    this.limits = limits;
    this.patience = patience;
    this.schemas = schemas;
    this.cancellation = cancellation;
    this.tell = tell;
    this.forks = new Forks(host.threads());
  }

  @Override
  public BatchBuilder batch() {
    if (task.split().streams().size() > 1) {
      throw new IllegalStateException(
          "split " + task.split().id() + " carries " + task.split().streams() + ": say which");
    }
    return batch(task.split().stream());
  }

  @Override
  public BatchBuilder batch(String stream) {
    return BatchBuilder.of(new Target(stream, task.generation(stream)));
  }

  @Override
  public boolean isFull() {
    return held.get() >= limits.bytes();
  }

  @Override
  public RecordBatch empty() {
    return batch(task.split().stream()).build();
  }

  @Override
  public RecordBatch empty(Position through) {
    return batch(task.split().stream()).build(through);
  }

  @Override
  public Duration patience() {
    return patience;
  }

  @Override
  public CancelHook onCancel(AutoCloseable blocking) {
    return cancellation.onCancel(blocking);
  }

  @Override
  public boolean isCancelled() {
    return cancellation.isCancelled();
  }

  @Override
  public <T> Future<T> fork(Callable<T> work) {
    return forks.fork(work);
  }

  @Override
  public RateLimiter limiter(String key, RateLimits limits) {
    return host.limiters().limiter(key, limits.share(task.shares()));
  }

  @Override
  public void count(String metric, long more) {
    tell.count(metric, more);
  }

  @Override
  public void retried(String what, int attempt, Duration after) {
    tell.retried(what, attempt, after);
  }

  @Override
  public void throttled(Duration wait) {
    tell.throttled(wait);
  }

  @Override
  public void warn(String message) {
    tell.warn(message);
  }

  @Override
  public Clock clock() {
    return host.clock();
  }

  @Override
  public void close() {
    forks.close();
  }

  /** One stream of this reader; all of them draw on the reader's one budget of bytes. */
  private final class Target implements BatchTarget {
    private final String stream;
    private final long generation;

    Target(String stream, long generation) {
      this.stream = stream;
      this.generation = generation;
    }

    @Override
    public String stream() {
      return stream;
    }

    @Override
    public StreamSchema schema() {
      return schemas.get(stream);
    }

    @Override
    public StreamSchema agree(StreamSchema proposed) {
      return schemas.agree(stream, proposed);
    }

    @Override
    public BatchLimits limits() {
      return limits;
    }

    @Override
    public long generation() {
      return generation;
    }

    @Override
    public String split() {
      return task.split().id();
    }

    @Override
    public void grew(long bytes) {
      held.addAndGet(bytes);
    }

    @Override
    public boolean isOver() {
      return isFull();
    }
  }
}
