package dev.tributary.connector.pipeline.state;

import dev.tributary.connector.json.JsonTree;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a run.
 *
 * @param runId its id
 * @param pipelineId the pipeline
 * @param startedAt when it began, or was gone on with
 * @param endedAt when it ended
 * @param resumed whether it went on with a run that was killed
 * @param streams how each stream ended
 * @since 0.1.0
 */
public record RunRecord(
    String runId,
    String pipelineId,
    Instant startedAt,
    Instant endedAt,
    boolean resumed,
    List<Stream> streams) {

  /** Copies the list. */
  public RunRecord {
    streams = List.copyOf(streams);
  }

  /**
   * How a stream ended.
   *
   * @param stream its name
   * @param committed whether its records are visible now
   * @param rows how many records were committed
   * @param bytes how many bytes their files hold
   * @param files in how many files
   * @param rejects how many records were set aside
   * @param duplicates how many records were dropped because their keys came before
   * @param duration how long it took
   * @param message why it is not committed, or what was odd; empty otherwise
   */
  public record Stream(
      String stream,
      boolean committed,
      long rows,
      long bytes,
      int files,
      long rejects,
      long duplicates,
      Duration duration,
      String message) {}

  /** Returns whether every stream was committed. */
  public boolean isComplete() {
    return streams.stream().allMatch(Stream::committed);
  }

  /** Returns its JSON form, on one line. */
  public String toJson() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("run", runId);
    tree.put("pipeline", pipelineId);
    tree.put("started_at", startedAt.toString());
    tree.put("ended_at", endedAt.toString());
    tree.put("resumed", resumed);
    tree.put("streams", streams.stream().map(RunRecord::tree).toList());
    return JsonTree.write(tree);
  }

  /**
   * Reads what {@link #toJson} wrote, in this release or an earlier one.
   *
   * @throws dev.tributary.connector.error.ConnectorException of kind DATA if it is something else
   */
  public static RunRecord fromJson(String line) {
    Map<String, @Nullable Object> tree = JsonTree.parseObject(line);
    return new RunRecord(
        JsonTree.text(tree.get("run")),
        JsonTree.text(tree.get("pipeline")),
        Instant.parse(JsonTree.text(tree.get("started_at"))),
        Instant.parse(JsonTree.text(tree.get("ended_at"))),
        JsonTree.truth(tree.get("resumed")),
        JsonTree.list(tree.get("streams")).stream().map(RunRecord::stream).toList());
  }

  private static Map<String, Object> tree(Stream stream) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("stream", stream.stream());
    tree.put("committed", stream.committed());
    tree.put("rows", stream.rows());
    tree.put("bytes", stream.bytes());
    tree.put("files", stream.files());
    tree.put("rejects", stream.rejects());
    tree.put("duplicates", stream.duplicates());
    tree.put("seconds", BigDecimal.valueOf(stream.duration().toMillis(), 3));
    tree.put("message", stream.message());
    return tree;
  }

  private static Stream stream(@Nullable Object form) {
    Map<String, @Nullable Object> tree = JsonTree.map(form);
    return new Stream(
        JsonTree.text(tree.get("stream")),
        JsonTree.truth(tree.get("committed")),
        JsonTree.whole(tree.get("rows")),
        orZero(tree.get("bytes")),
        Math.toIntExact(JsonTree.whole(tree.get("files"))),
        orZero(tree.get("rejects")),
        orZero(tree.get("duplicates")),
        seconds(tree.get("seconds")),
        JsonTree.text(tree.get("message")));
  }

  /** Runs of early releases say less. */
  private static long orZero(@Nullable Object number) {
    return number == null ? 0 : JsonTree.whole(number);
  }

  private static Duration seconds(@Nullable Object number) {
    return number instanceof Number seconds
        ? Duration.ofMillis(new BigDecimal(seconds.toString()).movePointRight(3).longValue())
        : Duration.ZERO;
  }
}
