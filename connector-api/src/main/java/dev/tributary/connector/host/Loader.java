package dev.tributary.connector.host;

import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.schema.StreamSchema;
import java.util.Iterator;

/**
 * Puts what a host staged into a target.
 *
 * <p>The commit of a host is its staging manifest: files and state, made visible in one step. Loads
 * are repeated from it until they succeed, so a loader must be idempotent: what was loaded under an
 * extraction's id and a sequence is not loaded again, whatever crashed in between. Used by one
 * thread at a time.
 *
 * @since 0.1.0
 */
public interface Loader extends AutoCloseable {
  /**
   * Loads the batches of one commit into the target of a stream, all of them or none.
   *
   * @param extractionId the id of the extraction, see {@code ExtractionState.extractionId}
   * @param sequence the sequence of the state that was committed with the batches
   * @param schema the newest schema of the stream; batches of older versions are to be conformed
   * @param stream the stream
   * @param batches what was staged, in order; read once
   * @return how many records the target gained; 0 if this commit was loaded before
   * @throws Exception if nothing was loaded; the host tries again
   */
  long load(
      String extractionId,
      long sequence,
      String stream,
      StreamSchema schema,
      Iterator<RecordBatch> batches)
      throws Exception;

  /** Ends the connection to the target. */
  @Override
  default void close() throws Exception {}
}
