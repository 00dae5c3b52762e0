package dev.tributary.connector.split;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One unit of a read: a page range, a key range, a file, a part of one, or a change stream.
 *
 * <p>A split is a small immutable value that travels to other processes and into state: it holds no
 * secret and no live object. Its id is unique in the extraction and the same each time the same
 * work is planned. Each method that sets something returns a copy.
 *
 * @since 0.1.0
 */
public final class Split implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String id;

  @SuppressWarnings("serial") // an immutable list of strings, which is serializable
  private final List<String> streams;

  private final Position bounds;
  private final @Nullable Position target;
  private final int phase;
  private final boolean exclusive;
  private final long estimate;
  private final @Nullable String key;
  private final @Nullable Position value;

  private Split(
      String id,
      List<String> streams,
      Position bounds,
      @Nullable Position target,
      int phase,
      boolean exclusive,
      long estimate,
      @Nullable String key,
      @Nullable Position value) {
    this.id = id;
    this.streams = streams;
    this.bounds = bounds;
    this.target = target;
    this.phase = phase;
    this.exclusive = exclusive;
    this.estimate = estimate;
    this.key = key;
    this.value = value;
  }

  /**
   * Returns a split without bounds.
   *
   * @param id unique in the extraction, and the same when the same work is planned again
   * @param streams the streams whose records it yields; at least one, none twice
   */
  public static Split of(String id, String... streams) {
    return of(id, List.of(streams));
  }

  /**
   * Returns a split without bounds.
   *
   * @param id unique in the extraction, and the same when the same work is planned again
   * @param streams the streams whose records it yields; at least one, none twice
   */
  public static Split of(String id, List<String> streams) {
    if (id.isEmpty()) {
      throw new IllegalArgumentException("a split needs an id");
    }
    if (streams.isEmpty() || streams.stream().distinct().count() != streams.size()) {
      throw new IllegalArgumentException("split " + id + " needs streams, each once: " + streams);
    }
    return new Split(id, List.copyOf(streams), Position.empty(), null, 0, false, -1, null, null);
  }

  /** Returns a copy that is to be read within these bounds, which only the connector interprets. */
  public Split bounds(Position bounds) {
    return new Split(id, streams, bounds, target, phase, exclusive, estimate, key, value);
  }

  /**
   * Returns a copy that is complete only when its reader reports that it reached this position.
   *
   * <p>Each value is compared by name with what {@code Completion.reached} says: numbers must be at
   * least as large, texts equal.
   */
  public Split target(Position target) {
    return new Split(id, streams, bounds, target, phase, exclusive, estimate, key, value);
  }

  /**
   * Returns a copy that opens only when every split of the phases before is completed.
   *
   * @param phase 0 or more; a plan yields phases in ascending order
   */
  public Split phase(int phase) {
    if (phase < 0) {
      throw new IllegalArgumentException("phase " + phase + " of split " + id + " is negative");
    }
    return new Split(id, streams, bounds, target, phase, exclusive, estimate, key, value);
  }

  /**
   * Returns a copy that has one opener at a time in the whole world, such as the reader of a
   * replication slot; its progress is told to {@code afterCommit} when it is acknowledged.
   */
  public Split exclusive() {
    return new Split(id, streams, bounds, target, phase, true, estimate, key, value);
  }

  /** Returns a copy that holds about this many records; negative means unknown. */
  public Split estimate(long records) {
    return new Split(id, streams, bounds, target, phase, exclusive, records, key, value);
  }

  /**
   * Returns a copy that writes {@code key} into the keyed state of its first stream once this split
   * and every other split of the key that the same planning call yielded are completed.
   *
   * @param key for instance a file's name and generation, or a parent's id
   * @param value what to remember under it, such as a watermark; may be empty
   */
  public Split commits(String key, Position value) {
    return new Split(
        id,
        streams,
        bounds,
        target,
        phase,
        exclusive,
        estimate,
        Objects.requireNonNull(key),
        Objects.requireNonNull(value));
  }

  /** Returns the id, unique in the extraction. */
  public String id() {
    return id;
  }

  /** Returns the first stream, the only one of most splits. */
  public String stream() {
    return streams.get(0);
  }

  /** Returns the streams whose records this split yields, at least one. */
  public List<String> streams() {
    return streams;
  }

  /** Returns what to read, in the connector's own terms. */
  public Position bounds() {
    return bounds;
  }

  /** Returns where the reader must arrive, if the plan said so. */
  public Optional<Position> target() {
    return Optional.ofNullable(target);
  }

  /** Returns the phase, 0 by default. */
  public int phase() {
    return phase;
  }

  /** Returns whether only one reader may have it open at a time. */
  public boolean isExclusive() {
    return exclusive;
  }

  /** Returns about how many records it holds; negative if unknown. */
  public long estimate() {
    return estimate;
  }

  /** Returns the key that it commits, if any. */
  public Optional<String> key() {
    return Optional.ofNullable(key);
  }

  /** Returns what is remembered under the key; present exactly when the key is. */
  public Optional<Position> value() {
    return Optional.ofNullable(value);
  }

  /** Returns the JSON form as maps, lists, texts and numbers, which {@link #fromTree} reads. */
  public Map<String, Object> toTree() {
    LinkedHashMap<String, Object> tree = new LinkedHashMap<>();
    tree.put("id", id);
    tree.put("streams", streams);
    if (!bounds.isEmpty()) {
      tree.put("bounds", bounds.asMap());
    }
    if (target != null) {
      tree.put("target", target.asMap());
    }
    if (phase != 0) {
      tree.put("phase", (long) phase);
    }
    if (exclusive) {
      tree.put("exclusive", true);
    }
    if (estimate >= 0) {
      tree.put("estimate", estimate);
    }
    if (key != null && value != null) {
      tree.put("key", key);
      tree.put("value", value.asMap());
    }
    return tree;
  }

  /**
   * Reads what {@link #toTree} wrote.
   *
   * @throws IllegalArgumentException if it is no split
   */
  public static Split fromTree(Map<String, ?> tree) {
    try {
      Split split =
          of(
              (String) Objects.requireNonNull(tree.get("id"), "id"),
              ((List<?>) Objects.requireNonNull(tree.get("streams"), "streams"))
                  .stream().map(String.class::cast).toList());
      Position bounds = position(tree.get("bounds"));
      return new Split(
          split.id,
          split.streams,
          bounds == null ? Position.empty() : bounds,
          position(tree.get("target")),
          tree.get("phase") instanceof Number phase ? phase.intValue() : 0,
          Boolean.TRUE.equals(tree.get("exclusive")),
          tree.get("estimate") instanceof Number estimate ? estimate.longValue() : -1,
          (String) tree.get("key"),
          position(tree.get("value")));
    } catch (ClassCastException | NullPointerException wrong) {
      throw new IllegalArgumentException("no split: " + tree.keySet(), wrong);
    }
  }

  @SuppressWarnings("unchecked") // names are checked by Position
  private static @Nullable Position position(@Nullable Object tree) {
    return tree == null ? null : Position.of((Map<String, ?>) tree);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Split that
        && id.equals(that.id)
        && streams.equals(that.streams)
        && bounds.equals(that.bounds)
        && Objects.equals(target, that.target)
        && phase == that.phase
        && exclusive == that.exclusive
        && estimate == that.estimate
        && Objects.equals(key, that.key)
        && Objects.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, streams, bounds, phase);
  }

  @Override
  public String toString() {
    return id + bounds;
  }
}
