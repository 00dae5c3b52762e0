package dev.tributary.connector.engine;

import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.read.Completion;
import dev.tributary.connector.read.ReadTask;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Reads one task on a thread of its own, for an engine that brings its own parallelism. Opened
 * once: what to do after a failure is that engine's decision. Thread-safe.
 */
public final class TaskRunner implements AutoCloseable {
  private static final long CLOSE_MILLIS = 10_000;

  private final Job job;
  private final ReadTask task;
  private final Tell tell;
  private final Schemas schemas;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Handover handover = new Handover(lock, changed);
  private final Handover.Slot slot = new Handover.Slot();
  private final Cancellation cancellation = new Cancellation();
  private final SplitBook book;
  private final Thread thread;

  private long numbers;
  private boolean over;
  private boolean closed;
  private @Nullable Completion completion;
  private @Nullable ConnectorException failure;

  private TaskRunner(Job job, ReadTask task) {
    this.job = job;
    this.task = task;
    this.book = new SplitBook(task.split());
    this.tell = new Tell(job.source().id(), job.host().listener(), job.host().redactor());
    this.schemas =
        new Schemas(
            (stream, before, after) ->
                tell.listener(one -> one.schemaChanged(job.source().id(), stream, before, after)));
    task.split().streams().forEach(stream -> schemas.begin(stream, task.schema(stream)));
    this.thread = job.host().threads().newThread(this::read);
  }

  /** Begins to read a task whose options are bound. */
  public static TaskRunner start(Job job, ReadTask task) {
    TaskRunner runner = new TaskRunner(job, task);
    runner.thread.start();
    return runner;
  }

  /** Returns the next batch, or null if none came in time or none will come. */
  public @Nullable RecordBatch poll(long nanos) throws InterruptedException {
    lock.lock();
    try {
      return handover.take(nanos);
    } finally {
      lock.unlock();
    }
  }

  /** Returns whether no batch will come any more. */
  public boolean isFinished() {
    lock.lock();
    try {
      return closed || (over && handover.isEmpty());
    } finally {
      lock.unlock();
    }
  }

  /** Returns why the task was not read to its end, or null. */
  public @Nullable ConnectorException failure() {
    lock.lock();
    try {
      if (failure == null && closed && !over) {
        return cancelled();
      }
      return failure;
    } finally {
      lock.unlock();
    }
  }

  /** Returns how the reader ended, once it did. */
  public @Nullable Completion completion() {
    lock.lock();
    try {
      return completion;
    } finally {
      lock.unlock();
    }
  }

  /** Returns what completes when there is a batch to take or none will come. */
  public CompletionStage<Void> whenReady() {
    return handover.whenReady();
  }

  /** Stops reading, without waiting for it to end. */
  public void cancel() {
    lock.lock();
    try {
      closed = true;
      handover.end(true);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    handover.announce();
    cancellation.cancel();
  }

  /** Stops reading and ends the thread. */
  @Override
  public void close() {
    cancel();
    if (!Threads.join(List.of(thread), CLOSE_MILLIS)) {
      tell.warn("a reader did not stop in time; its thread is left behind");
    }
  }

  private void read() {
    // Made beforehand, for when nothing can be made any more; whoever polls must hear of that too.
    ConnectorException failed = job.failures().died(null);
    Completion ended = null;
    cancellation.enter();
    try {
      ended = new SplitLoop(job, tell, schemas).read(task, cancellation, this::handOver);
      failed = judge(ended);
    } catch (Throwable thrown) {
      failed =
          cancellation.isCancelled()
              ? cancelled()
              : job.failures().of(thrown, task.split().stream(), "split " + task.split().id());
    } finally {
      cancellation.leave();
      end(ended, failed);
    }
  }

  private void end(@Nullable Completion ended, @Nullable ConnectorException failed) {
    lock.lock();
    try {
      over = true;
      completion = ended;
      failure = failed;
      handover.end(false);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    handover.announce();
  }

  private ConnectorException cancelled() {
    return ConnectorException.of(ErrorKind.CANCELLED, "the task was closed")
        .source(job.source().id())
        .stream(task.split().stream())
        .build();
  }

  private void handOver(RecordBatch batch, Handover.Idle idle) throws Exception {
    handover.awaitRoom(slot, idle);
    lock.lock();
    try {
      book.hand(batch);
      handover.put(slot, book, batch.withNumber(++numbers));
    } finally {
      lock.unlock();
    }
    handover.announce();
  }

  private @Nullable ConnectorException judge(Completion ended) {
    long records = task.recordsBefore() + book.records();
    String missing =
        ended
            .stopped()
            .or(() -> Reconciliation.shortfall(task.split(), ended, records))
            .orElse(null);
    return missing == null
        ? null
        : ConnectorException.of(ErrorKind.DATA, "the split is not complete: " + missing)
            .source(job.source().id())
            .stream(task.split().stream())
            .build();
  }
}
