package dev.tributary.connector.read;

import dev.tributary.connector.host.Consistency;
import dev.tributary.connector.split.Position;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How a reader says that it is done, so that the engine can check it: a stream that fell short is
 * not complete, whatever was read.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Completion {
  private static final Completion EXHAUSTED = new Completion(-1, -1, null, null, null, null);

  private final long count;
  private final long seen;
  private final @Nullable Position reached;
  private final @Nullable String stopped;
  private final @Nullable Position watermark;
  private final @Nullable Consistency consistency;

  private Completion(
      long count,
      long seen,
      @Nullable Position reached,
      @Nullable String stopped,
      @Nullable Position watermark,
      @Nullable Consistency consistency) {
    this.count = count;
    this.seen = seen;
    this.reached = reached;
    this.stopped = stopped;
    this.watermark = watermark;
    this.consistency = consistency;
  }

  /** The source said that there is no more, and nothing else to check it by. */
  public static Completion exhausted() {
    return EXHAUSTED;
  }

  /**
   * The source said how many records there are.
   *
   * @param records how many the whole split holds, those read before a resumption and rejected ones
   *     included; not negative
   */
  public static Completion counted(long records) {
    if (records < 0) {
      throw new IllegalArgumentException("a split cannot hold " + records + " records");
    }
    return new Completion(records, -1, null, null, null, null);
  }

  /**
   * The source said how many records there are, and not every one became a record here.
   *
   * @param records how many records the source said the whole split holds; not negative
   * @param seen how many the reader passed, filtered ones included
   */
  public static Completion counted(long records, long seen) {
    if (records < 0 || seen < 0) {
      throw new IllegalArgumentException(seen + " of " + records + " records");
    }
    return new Completion(records, seen, null, null, null, null);
  }

  /** The reader arrived here; compared with {@code Split.target}. */
  public static Completion reached(Position position) {
    return new Completion(-1, -1, position, null, null, null);
  }

  /**
   * The reader stopped before the end because it was told to, for instance at {@code max_pages}.
   * The split stays open and its stream is not complete, but nothing failed.
   *
   * @param why what stopped it, for people
   */
  public static Completion stopped(String why) {
    return new Completion(-1, -1, null, why, null, null);
  }

  /**
   * Returns a copy that sets the watermark of the split's first stream once all of the stream is
   * completed. Only for a stream that one split reads; otherwise the plan says it.
   */
  public Completion watermark(Position watermark) {
    return new Completion(count, seen, reached, stopped, watermark, consistency);
  }

  /**
   * Returns a copy that says what the split's records show together with those of the stream's
   * other splits; the host finds it in the stream's outcome.
   */
  public Completion consistency(Consistency consistency) {
    return new Completion(count, seen, reached, stopped, watermark, consistency);
  }

  /** Returns how many records the source said there are. */
  public OptionalLong count() {
    return count < 0 ? OptionalLong.empty() : OptionalLong.of(count);
  }

  /** Returns how many records the reader passed, if it is not what the engine counted. */
  public OptionalLong seen() {
    return seen < 0 ? OptionalLong.empty() : OptionalLong.of(seen);
  }

  /** Returns where the reader arrived. */
  public Optional<Position> reached() {
    return Optional.ofNullable(reached);
  }

  /** Returns why the reader stopped before the end. */
  public Optional<String> stopped() {
    return Optional.ofNullable(stopped);
  }

  /** Returns what the first stream's watermark becomes. */
  public Optional<Position> watermark() {
    return Optional.ofNullable(watermark);
  }

  /** Returns what the split's records show together with those of the stream's other splits. */
  public Optional<Consistency> consistency() {
    return Optional.ofNullable(consistency);
  }

  @Override
  public String toString() {
    if (stopped != null) {
      return "stopped: " + stopped;
    }
    if (reached != null) {
      return "reached " + reached;
    }
    return count < 0 ? "exhausted" : "counted " + count;
  }
}
