package dev.tributary.connector.pipeline.state;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps two runs of one pipeline apart. A process that is killed leaves no lock behind, only its
 * run's id: that run is to be {@linkplain #interrupted() gone on with}. Used by one thread.
 *
 * @since 0.1.0
 */
public interface RunLock extends AutoCloseable {
  /** Returns the id of the run that had the lock and was killed; nothing if the last one ended. */
  Optional<String> interrupted();

  /**
   * Says durably which run has the lock, for others to read and for the run after a kill.
   *
   * @param runId the run
   * @param since when it began
   * @throws IOException if it cannot be written
   */
  void hold(String runId, Instant since) throws IOException;

  /**
   * Says that the run has ended, and lets the lock go; also where the thread is interrupted.
   *
   * @throws IOException if that cannot be written; the lock is let go all the same
   */
  void release() throws IOException;

  /**
   * Lets the lock go; unless it was {@linkplain #release released}, a run that held it was killed.
   */
  @Override
  void close() throws IOException;
}
