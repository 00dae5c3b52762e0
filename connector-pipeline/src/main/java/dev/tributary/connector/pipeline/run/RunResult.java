package dev.tributary.connector.pipeline.run;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.pipeline.staging.Manifest;
import dev.tributary.connector.pipeline.state.RunRecord;
import java.time.Instant;
import java.util.List;

/**
 * How a run ended.
 *
 * @param runId its id
 * @param pipelineId the pipeline
 * @param startedAt when it began, or was gone on with
 * @param endedAt when it ended
 * @param resumed whether it went on with a run that was killed
 * @param streams how each stream ended
 * @since 0.1.0
 */
public record RunResult(
    String runId,
    String pipelineId,
    Instant startedAt,
    Instant endedAt,
    boolean resumed,
    List<StreamResult> streams) {

  private static final int MOST = 2_000;

  /** Copies the list. */
  public RunResult {
    streams = List.copyOf(streams);
  }

  /** Returns whether every stream was committed. */
  public boolean isComplete() {
    return streams.stream().allMatch(StreamResult::isCommitted);
  }

  /** Returns how many records were committed. */
  public long rows() {
    return streams.stream()
        .flatMap(stream -> stream.manifest().stream())
        .mapToLong(manifest -> manifest.rows())
        .sum();
  }

  /**
   * Throws the failure of the first stream that failed, with those of the others attached.
   *
   * @throws ConnectorException if a stream failed
   */
  public void throwIfFailed() {
    List<ConnectorException> failures =
        streams.stream().flatMap(stream -> stream.failure().stream()).toList();
    if (!failures.isEmpty()) {
      ConnectorException first = failures.get(0).copy().cause(failures.get(0)).build();
      failures.stream().skip(1).forEach(first::addSuppressed);
      throw first;
    }
  }

  RunRecord record() {
    return new RunRecord(
        runId,
        pipelineId,
        startedAt,
        endedAt,
        resumed,
        streams.stream().map(RunResult::record).toList());
  }

  private static RunRecord.Stream record(StreamResult stream) {
    return new RunRecord.Stream(
        stream.stream(),
        stream.isCommitted(),
        stream.manifest().map(Manifest::rows).orElse(0L),
        stream.manifest().map(Manifest::bytes).orElse(0L),
        stream.manifest().map(manifest -> manifest.files().size()).orElse(0),
        stream.rejects(),
        stream.duplicates(),
        stream.duration(),
        stream
            .failure()
            .map(failure -> failure.kind() + ": " + head(failure.what()))
            .or(stream::waiting)
            .orElse(""));
  }

  private static String head(String text) {
    return text.length() <= MOST ? text : text.substring(0, MOST) + "…";
  }
}
