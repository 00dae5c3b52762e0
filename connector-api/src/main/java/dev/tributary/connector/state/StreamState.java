package dev.tributary.connector.state;

import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.split.Position;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one stream from run to run.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class StreamState {
  private static final StreamState EMPTY =
      new StreamState(null, KeyedState.empty(), 0, null, Map.of());

  private final @Nullable Position watermark;
  private final KeyedState keys;
  private final long generation;
  private final @Nullable StreamSchema schema;
  private final Map<String, Object> unknown;

  private StreamState(
      @Nullable Position watermark,
      KeyedState keys,
      long generation,
      @Nullable StreamSchema schema,
      Map<String, Object> unknown) {
    this.watermark = watermark;
    this.keys = keys;
    this.generation = generation;
    this.schema = schema;
    this.unknown = unknown;
  }

  /** Returns the state of a stream that was never read. */
  public static StreamState empty() {
    return EMPTY;
  }

  /** Returns where the next incremental read begins, in the source's own exact text, if known. */
  public Optional<Position> watermark() {
    return Optional.ofNullable(watermark);
  }

  /** Returns what is remembered by key. */
  public KeyedState keys() {
    return keys;
  }

  /**
   * Returns how often the stream was begun again from its start; batches of an older generation are
   * void, and a host drops what it staged of them.
   */
  public long generation() {
    return generation;
  }

  /** Returns the newest schema that was agreed on, if the stream was ever described. */
  public Optional<StreamSchema> schema() {
    return Optional.ofNullable(schema);
  }

  StreamState watermark(@Nullable Position watermark) {
    return new StreamState(watermark, keys, generation, schema, unknown);
  }

  StreamState keys(KeyedState keys) {
    return new StreamState(watermark, keys, generation, schema, unknown);
  }

  StreamState generation(long generation) {
    return new StreamState(watermark, keys, generation, schema, unknown);
  }

  StreamState schema(@Nullable StreamSchema schema) {
    return new StreamState(watermark, keys, generation, schema, unknown);
  }

  StreamState unknown(Map<String, Object> unknown) {
    return new StreamState(watermark, keys, generation, schema, Map.copyOf(unknown));
  }

  /** Fields that a newer release wrote; they are carried along untouched. */
  Map<String, Object> unknown() {
    return unknown;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StreamState that
        && Objects.equals(watermark, that.watermark)
        && keys.equals(that.keys)
        && generation == that.generation
        && Objects.equals(schema, that.schema)
        && unknown.equals(that.unknown);
  }

  @Override
  public int hashCode() {
    return Objects.hash(watermark, generation, schema);
  }

  @Override
  public String toString() {
    return "watermark " + watermark + ", " + keys + ", generation " + generation;
  }
}
