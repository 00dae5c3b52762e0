package dev.tributary.connector.files.format;

import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.read.Completion;
import org.jspecify.annotations.Nullable;

/**
 * Reads one range of one file. Used by one thread.
 *
 * @since 0.1.0
 */
public interface FormatReader extends AutoCloseable {
  /**
   * Returns the next batch, built by {@link FileRows#build} when {@link FileRows#isFull}, or null
   * when the range is read. Its position covers every record through the batch and none after it.
   *
   * @throws Exception if reading failed
   */
  @Nullable RecordBatch readBatch() throws Exception;

  /**
   * Returns how the range ended; asked after {@link #readBatch} returned null. A format whose files
   * say how many records they hold returns {@link Completion#counted}.
   */
  default Completion completion() {
    return Completion.exhausted();
  }

  /** Ends what the reader itself holds; what was opened through the file is closed elsewhere. */
  @Override
  default void close() throws Exception {}
}
