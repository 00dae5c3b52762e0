package dev.tributary.connector;

import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.engine.Job;
import dev.tributary.connector.engine.TaskRunner;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.read.Completion;
import dev.tributary.connector.read.ReadTask;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One task of a plan that is being read. Thread-safe.
 *
 * <p>It is opened once; whether to try again after a failure is for the engine that asked for it.
 *
 * @since 0.1.0
 */
public final class TaskRun implements AutoCloseable {
  private final TaskRunner runner;
  private final Consumer<AutoCloseable> onClose;

  private TaskRun(TaskRunner runner, Consumer<AutoCloseable> onClose) {
    this.runner = runner;
    this.onClose = onClose;
  }

  static TaskRun of(Job job, ReadTask task, Consumer<AutoCloseable> onClose) {
    return new TaskRun(TaskRunner.start(job, task), onClose);
  }

  /**
   * Returns the next batch, waiting for it at most so long.
   *
   * @return the batch, or null if there is none yet or none any more, see {@link #isFinished}
   * @throws ConnectorException once everything was returned, if the task failed or fell short; of
   *     kind CANCELLED if it was closed, or if the thread was interrupted, whose flag stays set
   */
  public @Nullable RecordBatch poll(Duration patience) {
    RecordBatch batch;
    try {
      batch = runner.poll(Math.min(patience.toMillis(), TimeUnit.DAYS.toMillis(365)) * 1_000_000L);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw ConnectorException.of(ErrorKind.CANCELLED, "the thread was interrupted")
          .cause(interrupted)
          .build();
    }
    if (batch == null && runner.isFinished()) {
      ConnectorException failure = runner.failure();
      if (failure != null) {
        throw failure;
      }
    }
    return batch;
  }

  /** Returns whether everything was returned and nothing failed. */
  public boolean isFinished() {
    return runner.isFinished() && runner.failure() == null;
  }

  /** Returns how the reader ended, once it did. */
  public Optional<Completion> completion() {
    return Optional.ofNullable(runner.completion());
  }

  /** Returns what completes once {@link #poll} has a batch, or nothing more to wait for. */
  public CompletionStage<Void> whenReady() {
    return runner.whenReady();
  }

  /** Stops reading, without waiting for it to end. */
  public void cancel() {
    runner.cancel();
  }

  /** Stops reading and ends its thread. Again is harmless. */
  @Override
  public void close() {
    runner.close();
    onClose.accept(this);
  }
}
