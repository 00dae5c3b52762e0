package dev.tributary.connector.pipeline.run;

import java.util.List;

/**
 * Is told how a run comes along; progress bars are listeners. Called by several threads at once,
 * one for each stream; it should return quickly. What it throws ends neither stream nor run: the
 * host's {@code ConnectorListener} is warned of it.
 *
 * @since 0.1.0
 */
public interface RunListener {
  /** Returns the listener that does nothing. */
  static RunListener none() {
    return new RunListener() {};
  }

  /**
   * A run began or goes on.
   *
   * @param pipelineId the pipeline
   * @param runId the run
   * @param resumed whether it goes on with a run that was killed
   * @param streams the streams that it reads, in their order
   */
  default void started(String pipelineId, String runId, boolean resumed, List<String> streams) {}

  /** A stream's turn has come. */
  default void streamStarted(String stream) {}

  /** A batch was staged, or files were made durable. */
  default void progressed(StreamProgress progress) {}

  /** A stream was paused: what was read of it is durable. */
  default void streamPaused(String stream) {}

  /** A stream ended, well or not. */
  default void streamEnded(StreamResult result) {}

  /** The run ended; its history is written. */
  default void ended(RunResult result) {}
}
