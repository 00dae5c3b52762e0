package dev.tributary.connector;

import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.engine.ExtractionRun;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ExtractionMetadata;
import dev.tributary.connector.host.StreamOutcome;
import dev.tributary.connector.state.ExtractionState;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A read that is under way: batches to take, and the state of what was done with them.
 *
 * <p>Three words for three events. A batch is <em>delivered</em> when the host has it,
 * <em>completed</em> when the host is done with it, and <em>acknowledged</em> when the state that
 * covers it is durable. {@link #state} covers what was completed; only {@link #acknowledge} reaches
 * the source, where it moves a replication slot or archives a file.
 *
 * <p>Iterate or poll, not both. Iterating completes each batch when the next one is asked for, and
 * the last one when there is none. All other methods are safe for use by any thread. When
 * everything was delivered and a stream had failed or fallen short, iteration ends with the
 * failure; what the other streams yielded is delivered before, and the state is intact.
 *
 * <pre>{@code
 * try (Extraction orders = connector.extractData(ExtractionRequest.of("orders").from(saved))) {
 *   for (RecordBatch batch : orders) {
 *     store(batch);
 *     orders.complete(batch);
 *     save(orders.state()); // best in one step with the batch
 *     orders.acknowledge(orders.state());
 *   }
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public final class Extraction implements Iterable<RecordBatch>, AutoCloseable {
  private static final long FOR_EVER = TimeUnit.DAYS.toNanos(365);

  private final ExtractionRun run;
  private final Runnable onClose;
  private boolean iterating;
  private boolean failureTold;

  Extraction(ExtractionRun run, Runnable onClose) {
    this.run = run;
    this.onClose = onClose;
  }

  /**
   * Returns the next batch, waiting for it at most so long.
   *
   * @param patience zero to take only what is there
   * @return the batch, or null if there is none yet or none any more, see {@link #isFinished}
   * @throws ConnectorException once everything was delivered, if a stream failed or fell short; of
   *     kind CANCELLED if this was cancelled or closed, or if the thread was interrupted, whose
   *     flag stays set
   */
  public @Nullable RecordBatch poll(Duration patience) {
    return take(nanos(patience));
  }

  /** Returns whether everything was delivered and every failure was thrown. */
  public boolean isFinished() {
    return run.isFinished() && (tellsFailure() || run.failure() == null);
  }

  /**
   * Returns what completes once {@link #poll} has a batch, or nothing more to wait for. Dependent
   * actions run on an engine's thread and must not block it.
   */
  public CompletionStage<Void> whenReady() {
    return run.whenReady();
  }

  /**
   * Returns the only iterator over the batches.
   *
   * @throws IllegalStateException if it was asked for before
   */
  @Override
  public Iterator<RecordBatch> iterator() {
    synchronized (this) {
      if (iterating) {
        throw new IllegalStateException("an extraction is iterated once");
      }
      iterating = true;
    }
    return new Batches();
  }

  /**
   * Says that the host is done with a batch, in any order and by any thread. Again is harmless.
   *
   * @param batch a batch of this extraction, or one that was made from it by {@code conform}
   * @throws IllegalArgumentException if the batch is of another extraction
   */
  public void complete(RecordBatch batch) {
    run.complete(batch);
  }

  /**
   * Returns the state of what was completed. Takes no time, however large it is; changes nothing.
   */
  public ExtractionState state() {
    return run.state();
  }

  /**
   * Says that the host has stored a state durably, so that the source may be told.
   *
   * <p>Tells it on the calling thread. If that fails, the listener is warned, the state keeps what
   * is left to tell, and it is told again with the next call or by the next process.
   *
   * @param durable a state of this extraction
   * @throws IllegalArgumentException if the state is of another extraction
   */
  public void acknowledge(ExtractionState durable) {
    run.acknowledge(durable);
  }

  /** Returns how far each stream came, by name, in the order in which they were asked for. */
  public Map<String, StreamOutcome> outcomes() {
    return run.outcomes();
  }

  /** Returns the account of this extraction so far. */
  public ExtractionMetadata metadata() {
    return run.metadata();
  }

  /** Stops all reading, without waiting for it to end. */
  public void cancel() {
    run.cancel();
  }

  /**
   * Stops all reading and ends every thread. The state can still be asked for. Again is harmless.
   */
  @Override
  public void close() {
    run.close();
    onClose.run();
  }

  private @Nullable RecordBatch take(long nanos) {
    RecordBatch batch;
    try {
      batch = run.poll(nanos);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw cancelled("the thread was interrupted", interrupted);
    }
    if (batch != null) {
      return batch;
    }
    if (run.isCancelled()) {
      throw cancelled("the extraction was cancelled", null);
    }
    if (run.isFinished()) {
      ConnectorException failure = run.failure();
      synchronized (this) {
        failureTold = true;
      }
      if (failure != null) {
        throw failure;
      }
    }
    return null;
  }

  private synchronized boolean tellsFailure() {
    return failureTold;
  }

  private ConnectorException cancelled(String what, @Nullable Exception cause) {
    return ConnectorException.of(ErrorKind.CANCELLED, what)
        .source(run.metadata().sourceId())
        .remedy("Go on from the state that was stored last")
        .cause(cause)
        .build();
  }

  private static long nanos(Duration patience) {
    return patience.compareTo(Duration.ofNanos(FOR_EVER)) > 0 ? FOR_EVER : patience.toNanos();
  }

  private final class Batches implements Iterator<RecordBatch> {
    private @Nullable RecordBatch current;
    private @Nullable RecordBatch next;

    @Override
    public boolean hasNext() {
      if (next != null) {
        return true;
      }
      if (current != null) {
        complete(current);
        current = null;
      }
      do {
        next = take(FOR_EVER);
      } while (next == null && !isFinished());
      return next != null;
    }

    @Override
    public RecordBatch next() {
      if (!hasNext() || next == null) {
        throw new NoSuchElementException("everything was delivered");
      }
      RecordBatch batch = next;
      current = batch;
      next = null;
      return batch;
    }
  }
}
