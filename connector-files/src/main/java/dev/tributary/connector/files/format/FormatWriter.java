package dev.tributary.connector.files.format;

import dev.tributary.connector.batch.RecordBatch;
import java.io.IOException;

/**
 * Writes batches as one file. Used by one thread.
 *
 * @since 0.1.0
 */
public interface FormatWriter extends AutoCloseable {
  /**
   * Appends the records of a batch.
   *
   * @param batch records that conform to the writer's schema, or to an older version of it
   * @throws IOException if they could not be written
   * @throws dev.tributary.connector.error.ConnectorException of kind DATA if the format cannot hold
   *     a value
   */
  void write(RecordBatch batch) throws IOException;

  /** Returns about how many bytes the file has so far, those that are still buffered included. */
  long bytes();

  /**
   * Writes what is buffered and what ends the file. Nothing can be written after it.
   *
   * @throws IOException if it could not be written
   */
  void finish() throws IOException;

  /** Ends what the writer holds; a file that was not finished stays a fragment. */
  @Override
  default void close() throws IOException {}
}
