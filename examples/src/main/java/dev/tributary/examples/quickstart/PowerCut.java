package dev.tributary.examples.quickstart;

import dev.tributary.connector.pipeline.run.RunListener;
import dev.tributary.connector.pipeline.run.RunResult;
import dev.tributary.connector.pipeline.run.StreamProgress;
import dev.tributary.connector.pipeline.run.StreamResult;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Halts the process once each of some streams has staged a file: no finally, no close, no hook
 * runs, as with {@code kill -9} or a plug that is pulled. Thread-safe.
 */
final class PowerCut implements RunListener {
  /** How the halted process ends. */
  static final int STATUS = 137;

  private final RunListener next;
  private final Set<String> waiting;

  /**
   * Makes it.
   *
   * @param next is told everything
   * @param streams the streams to wait for; none to halt never
   */
  PowerCut(RunListener next, Set<String> streams) {
    this.next = next;
    this.waiting = new HashSet<>(streams);
  }

  @Override
  public void started(String pipelineId, String runId, boolean resumed, List<String> streams) {
    next.started(pipelineId, runId, resumed, streams);
  }

  @Override
  public void progressed(StreamProgress progress) {
    next.progressed(progress);
    if (progress.files() > 0) {
      came(progress.stream());
    }
  }

  @Override
  public void streamEnded(StreamResult result) {
    next.streamEnded(result);
    came(result.stream());
  }

  private synchronized void came(String stream) {
    if (waiting.remove(stream) && waiting.isEmpty()) {
      Runtime.getRuntime().halt(STATUS);
    }
  }

  @Override
  public void ended(RunResult result) {
    next.ended(result);
  }
}
