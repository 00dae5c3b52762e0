package dev.tributary.connector.host;

import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.state.Commit;
import java.time.Duration;
import java.util.Set;

/**
 * Is told what happens: progress, retries, throttling, schema changes, commits. Progress bars,
 * metrics and audit logs are listeners.
 *
 * <p>Called by the threads of the engine, several at a time, and never while a lock is held; it
 * should return quickly. What it throws is logged and ignored. No text that it gets holds a secret.
 *
 * @since 0.1.0
 */
public interface ConnectorListener {
  /** Returns the listener that does nothing. */
  static ConnectorListener none() {
    return new ConnectorListener() {};
  }

  /** An extraction began or went on; the metadata holds its id, its source and its streams. */
  default void started(ExtractionMetadata metadata) {}

  /** A batch of the stream was delivered to the host. */
  default void progressed(String sourceId, StreamOutcome soFar) {}

  /**
   * Something is tried again.
   *
   * @param sourceId the source
   * @param what what failed, for people
   * @param attempt how many attempts failed so far, from 1
   * @param after how long the next one waits
   */
  default void retried(String sourceId, String what, int attempt, Duration after) {}

  /** The source, or a limit set for it, makes the reader wait so long. */
  default void throttled(String sourceId, Duration wait) {}

  /** The schema of a stream grew. */
  default void schemaChanged(
      String sourceId, String stream, StreamSchema before, StreamSchema after) {}

  /**
   * A plan was lost and these streams are read again from their start.
   *
   * @param sourceId the source
   * @param streams the streams whose generation rose
   * @param why what was lost, for people
   */
  default void restarted(String sourceId, Set<String> streams, String why) {}

  /** The source was told of something that the host has stored. */
  default void committed(String sourceId, Commit commit) {}

  /** A secret was used; only its reference is told. */
  default void secretUsed(String reference) {}

  /** Something that the host should know and that does not stop the read. */
  default void warned(String sourceId, String message) {}

  /** A stream ended, well or not. */
  default void streamEnded(String sourceId, StreamOutcome outcome) {}

  /** All reading of an extraction ended, or it was closed. */
  default void ended(ExtractionMetadata metadata) {}
}
