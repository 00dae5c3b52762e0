package dev.tributary.connector.engine;

import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.read.Completion;
import dev.tributary.connector.read.ExtractionOptions;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.read.SplitReader;
import dev.tributary.connector.split.Position;
import org.jspecify.annotations.Nullable;

/**
 * Opens a split once and reads it to its end, on the calling thread, handing over what it yields.
 *
 * <p>What several callers share: the workers of an extraction and the runs of single tasks.
 */
final class SplitLoop {
  /** Takes the batches. */
  interface Sink {
    /** Hands a batch over, idling about once a second while nobody takes it. */
    void handOver(RecordBatch batch, Handover.Idle whileSlow) throws Exception;
  }

  private final Job job;
  private final Tell tell;
  private final Schemas schemas;

  SplitLoop(Job job, Tell tell, Schemas schemas) {
    this.job = job;
    this.tell = tell;
    this.schemas = schemas;
  }

  /**
   * Reads the task.
   *
   * @return how the reader ended
   * @throws Throwable whatever the connector threw
   */
  Completion read(ReadTask task, Cancellation cancellation, Sink sink) throws Throwable {
    Throwable failure = null;
    try (ReaderContext context =
        new ReaderContext(
            task,
            job.host(),
            job.limits(),
            job.options().get(ExtractionOptions.PATIENCE),
            schemas,
            cancellation,
            tell)) {
      SplitReader reader = job.source().open(task, context);
      try {
        pump(reader, sink, cancellation);
        return reader.completion();
      } catch (Throwable failed) {
        failure = failed;
        throw failed;
      } finally {
        close(reader, cancellation, failure);
      }
    } finally {
      cancellation.forgetHooks();
    }
  }

  private void pump(SplitReader reader, Sink sink, Cancellation cancellation) throws Exception {
    while (true) {
      RecordBatch batch = reader.readBatch();
      // Before anything else: a reader whose line was closed may take that for its end.
      if (cancellation.isCancelled()) {
        throw new InterruptedException("the read was cancelled");
      }
      if (batch == null) {
        return;
      }
      batch.checkpoint().ifPresent(this::refuseSecrets);
      if (batch.size() > 0 || !batch.rejects().isEmpty() || batch.checkpoint().isPresent()) {
        sink.handOver(batch, reader::idle);
      }
    }
  }

  private void refuseSecrets(Position position) {
    Secrets.refuse(position, job.host().redactor());
  }

  /** Closes on the reader's own thread, undisturbed by the interruption that ended the read. */
  private void close(SplitReader reader, Cancellation cancellation, @Nullable Throwable failure) {
    if (cancellation.isCancelled()) {
      Thread.interrupted();
    }
    try {
      reader.close();
    } catch (Exception failed) {
      if (failure != null) {
        failure.addSuppressed(failed);
      } else {
        tell.warn("closing a reader failed: " + failed);
      }
    }
  }
}
