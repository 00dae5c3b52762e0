package dev.tributary.connector.pipeline.state;

import dev.tributary.connector.error.ConnectorException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What is remembered of pipelines between runs: states, who runs what, and how runs ended. All who
 * run the same pipelines share it. Thread-safe.
 *
 * @since 0.1.0
 */
public interface PipelineStore {
  /**
   * Returns a directory of this machine, or of a file system that several share and that knows hard
   * links and locks; made with its first use.
   */
  static PipelineStore local(Path directory) {
    return new LocalPipelineStore(directory);
  }

  /** Returns a new store that is forgotten with the process, for tests and for what runs once. */
  static PipelineStore memory() {
    return new MemoryPipelineStore();
  }

  /**
   * Returns the versions of states. {@link States} is the face for people and programs.
   *
   * @throws IOException if they cannot be used
   */
  StateVersions states() throws IOException;

  /**
   * Returns how runs ended.
   *
   * @throws IOException if that cannot be used
   */
  RunHistory history() throws IOException;

  /**
   * Takes the lock of a pipeline.
   *
   * @throws ConnectorException of kind TRANSIENT, saying who has it, if another run does
   * @throws IOException if it cannot be asked for
   */
  RunLock lock(String pipelineId) throws IOException;

  /** Returns where it is, for messages to people. */
  String place();
}
