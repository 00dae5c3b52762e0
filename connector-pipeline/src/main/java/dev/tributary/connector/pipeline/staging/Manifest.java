package dev.tributary.connector.pipeline.staging;

import dev.tributary.connector.json.JsonTree;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.state.ExtractionState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one run staged of one stream: its files, and the state that covers them. It exists or it
 * does not; files that no manifest lists do not count.
 *
 * @param pipelineId the pipeline
 * @param runId the run
 * @param stream the stream
 * @param sourceId the source
 * @param committedAt when it was committed
 * @param format the format of the files
 * @param complete whether everything was read; false if reading stopped early because it was told
 *     to, such as at a number of pages
 * @param schema the newest schema of the stream, if it was described
 * @param files the files, in the order in which they were written
 * @param state the state that covers exactly these files and what runs before staged
 * @param replaces which runs before it takes the place of
 * @param duplicates how many records the run dropped because their keys came before
 * @since 0.1.0
 */
public record Manifest(
    String pipelineId,
    String runId,
    String stream,
    String sourceId,
    Instant committedAt,
    String format,
    boolean complete,
    Optional<StreamSchema> schema,
    List<StagedFile> files,
    ExtractionState state,
    Replaces replaces,
    long duplicates) {

  /** Copies the list. */
  public Manifest {
    files = List.copyOf(files);
  }

  /** Returns how many records it lists. */
  public long rows() {
    return files.stream().mapToLong(StagedFile::rows).sum();
  }

  /** Returns how many bytes its files hold. */
  public long bytes() {
    return files.stream().mapToLong(StagedFile::bytes).sum();
  }

  Map<String, Object> toTree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("pipeline", pipelineId);
    tree.put("run", runId);
    tree.put("stream", stream);
    tree.put("source", sourceId);
    tree.put("committed_at", committedAt.toString());
    tree.put("format", format);
    tree.put("complete", complete);
    if (replaces.isAll()) {
      tree.put("replaces", "all");
    } else if (!replaces.runs().isEmpty()) {
      tree.put("replaces", replaces.runs());
    }
    tree.put("rows", rows());
    tree.put("bytes", bytes());
    if (duplicates > 0) {
      tree.put("duplicates", duplicates);
    }
    schema.ifPresent(known -> tree.put("schema", JsonTree.parseObject(known.toJson())));
    tree.put("files", StagedFiles.write(files));
    tree.put("state", JsonTree.parseObject(state.toJson()));
    return tree;
  }

  static Manifest fromTree(Map<String, @Nullable Object> tree) {
    Object schema = tree.get("schema");
    return new Manifest(
        JsonTree.text(tree.get("pipeline")),
        JsonTree.text(tree.get("run")),
        JsonTree.text(tree.get("stream")),
        JsonTree.text(tree.get("source")),
        Instant.parse(JsonTree.text(tree.get("committed_at"))),
        JsonTree.text(tree.get("format")),
        JsonTree.truth(tree.get("complete")),
        schema == null
            ? Optional.empty()
            : Optional.of(StreamSchema.fromJson(JsonTree.write(schema))),
        StagedFiles.read(tree.get("files")),
        ExtractionState.fromJson(JsonTree.write(tree.get("state"))),
        replaces(tree.get("replaces")),
        tree.get("duplicates") == null ? 0 : JsonTree.whole(tree.get("duplicates")));
  }

  private static Replaces replaces(@Nullable Object form) {
    return "all".equals(form)
        ? Replaces.all()
        : Replaces.runs(JsonTree.list(form).stream().map(JsonTree::text).toList());
  }

  /** Returns pipeline, run, stream, and how much there is. */
  @Override
  public String toString() {
    return pipelineId
        + "/"
        + runId
        + "/"
        + stream
        + ": "
        + rows()
        + " records in "
        + files.size()
        + " files";
  }
}
