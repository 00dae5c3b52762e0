package dev.tributary.connector.pipeline.state;

import java.io.IOException;
import java.util.List;

/**
 * How the runs of pipelines ended. Thread-safe for different pipelines; a lock keeps runs apart.
 *
 * @since 0.1.0
 */
public interface RunHistory {
  /**
   * Adds a run, durably.
   *
   * @throws IOException if it cannot be written
   */
  void add(RunRecord run) throws IOException;

  /**
   * Returns the last runs of a pipeline, the newest first.
   *
   * @param pipelineId the pipeline
   * @param most how many at most
   * @throws IOException if they cannot be read
   */
  List<RunRecord> last(String pipelineId, int most) throws IOException;
}
