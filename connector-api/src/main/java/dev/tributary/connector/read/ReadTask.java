package dev.tributary.connector.read;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.json.JsonTree;
import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.split.Split;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is needed to read one split, in this process or another: the split, where to go
 * on, the options of the extraction and the schemas that were agreed on.
 *
 * <p>Holds no secret and no live object; {@link #toJson} carries it to another process, where the
 * connector binds its options again. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class ReadTask implements Options {
  private final String extractionId;
  private final Split split;
  private final @Nullable Position resumeFrom;
  private final long records;
  private final Map<String, Stream> streams;
  private final Configuration portable;
  private final @Nullable Options options;
  private final int shares;

  /** What is agreed on about one stream. */
  record Stream(StreamSchema schema, long generation) {}

  private ReadTask(
      String extractionId,
      Split split,
      @Nullable Position resumeFrom,
      long records,
      Map<String, Stream> streams,
      Configuration portable,
      @Nullable Options options,
      int shares) {
    this.extractionId = extractionId;
    this.split = split;
    this.resumeFrom = resumeFrom;
    this.records = records;
    this.streams = streams;
    this.portable = portable;
    this.options = options;
    this.shares = shares;
  }

  /**
   * Returns a task that reads a split from its start, without schemas and options yet.
   *
   * @param extractionId the id of the extraction
   * @param split the split to read
   */
  public static ReadTask of(String extractionId, Split split) {
    return new ReadTask(extractionId, split, null, 0, Map.of(), Configuration.empty(), null, 1);
  }

  /**
   * Returns a copy that goes on after a checkpoint.
   *
   * @param position the checkpoint; null to read from the start
   * @param records how many records the split yielded up to there
   */
  public ReadTask resumingFrom(@Nullable Position position, long records) {
    return new ReadTask(extractionId, split, position, records, streams, portable, options, shares);
  }

  /** Returns a copy that knows a stream's schema and generation. */
  public ReadTask stream(String stream, StreamSchema schema, long generation) {
    Map<String, Stream> more = new HashMap<>(streams);
    more.put(stream, new Stream(schema, generation));
    return new ReadTask(
        extractionId, split, resumeFrom, records, Map.copyOf(more), portable, options, shares);
  }

  /** Returns a copy with these options of the extraction. */
  public ReadTask options(Options options) {
    return new ReadTask(
        extractionId, split, resumeFrom, records, streams, portable, options, shares);
  }

  /**
   * Returns a copy that is one of so many read at the same time in different processes, each of
   * which gets its share of the source's rate limits.
   */
  public ReadTask oneOf(int tasks) {
    return new ReadTask(
        extractionId, split, resumeFrom, records, streams, portable, options, Math.max(1, tasks));
  }

  /** Returns the id of the extraction. */
  public String extractionId() {
    return extractionId;
  }

  /** Returns what to read. */
  public Split split() {
    return split;
  }

  /** Returns the checkpoint to go on from; empty to read from the start. */
  public Optional<Position> resumeFrom() {
    return Optional.ofNullable(resumeFrom);
  }

  /** Returns how many records, rejected ones included, the split yielded before that checkpoint. */
  public long recordsBefore() {
    return records;
  }

  /** Returns among how many processes rate limits are shared. */
  public int shares() {
    return shares;
  }

  /**
   * Returns the schema that was agreed on for a stream.
   *
   * @throws IllegalArgumentException if the split does not carry the stream
   */
  public StreamSchema schema(String stream) {
    return known(stream).schema();
  }

  /** Returns the schema that was agreed on for the split's first stream. */
  public StreamSchema schema() {
    return schema(split.stream());
  }

  /**
   * Returns the generation of a stream.
   *
   * @throws IllegalArgumentException if the split does not carry the stream
   */
  public long generation(String stream) {
    return known(stream).generation();
  }

  @Override
  public <T> T get(Option<T> option) {
    return bound().get(option);
  }

  @Override
  public <T> Optional<T> find(Option<T> option) {
    return bound().find(option);
  }

  @Override
  public boolean isSet(Option<?> option) {
    return bound().isSet(option);
  }

  @Override
  public String where(Option<?> option) {
    return bound().where(option);
  }

  @Override
  public Map<String, Object> extras() {
    return bound().extras();
  }

  @Override
  public Configuration portable() {
    return options == null ? portable : options.portable();
  }

  /**
   * Returns the JSON form, without secrets.
   *
   * @throws ConnectorException of kind CONFIG if a secret stands in the options as plain text
   */
  public String toJson() {
    LinkedHashMap<String, Object> tree = new LinkedHashMap<>();
    tree.put("format", 1L);
    tree.put("extraction", extractionId);
    tree.put("split", split.toTree());
    if (resumeFrom != null) {
      tree.put("resume", resumeFrom.asMap());
      tree.put("records", records);
    }
    LinkedHashMap<String, Object> known = new LinkedHashMap<>();
    new TreeMap<>(streams)
        .forEach(
            (name, stream) ->
                known.put(
                    name,
                    Map.of(
                        "generation", stream.generation(),
                        "schema", JsonTree.parseObject(stream.schema().toJson()))));
    tree.put("streams", known);
    tree.put("options", JsonTree.parseObject(portable().toJson()));
    tree.put("shares", (long) shares);
    return JsonTree.write(tree);
  }

  /**
   * Reads what {@link #toJson} wrote; the options are bound by the connector that reads the task.
   *
   * @throws ConnectorException of kind DATA if the text is no task
   */
  @SuppressWarnings("unchecked") // checked by what reads them
  public static ReadTask fromJson(String json) {
    try {
      Map<String, @Nullable Object> tree = JsonTree.parseObject(json);
      Map<String, Stream> streams = new HashMap<>();
      JsonTree.map(tree.get("streams"))
          .forEach(
              (name, form) -> {
                Map<String, @Nullable Object> stream = JsonTree.map(form);
                streams.put(
                    name,
                    new Stream(
                        StreamSchema.fromJson(JsonTree.write(stream.get("schema"))),
                        JsonTree.whole(stream.get("generation"))));
              });
      Object resume = tree.get("resume");
      return new ReadTask(
          JsonTree.text(tree.get("extraction")),
          Split.fromTree((Map<String, Object>) (Map<?, ?>) JsonTree.map(tree.get("split"))),
          resume == null
              ? null
              : Position.of((Map<String, Object>) (Map<?, ?>) JsonTree.map(resume)),
          resume == null ? 0 : JsonTree.whole(tree.get("records")),
          Map.copyOf(streams),
          Configuration.fromJson(JsonTree.write(tree.get("options"))),
          null,
          (int) JsonTree.whole(tree.get("shares")));
    } catch (IllegalArgumentException | ClassCastException wrong) {
      throw ConnectorException.of(ErrorKind.DATA, "the text is no read task")
          .place(wrong.getMessage())
          .cause(wrong)
          .build();
    }
  }

  @Override
  public String toString() {
    return split + (resumeFrom == null ? "" : " from " + resumeFrom);
  }

  private Stream known(String stream) {
    Stream known = streams.get(stream);
    if (known == null) {
      throw new IllegalArgumentException(
          "split " + split.id() + " carries " + split.streams() + ", not " + stream);
    }
    return known;
  }

  private Options bound() {
    if (options == null) {
      throw new IllegalStateException(
          "the task came from another process and no connector has bound its options yet");
    }
    return options;
  }
}
