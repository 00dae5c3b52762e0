package dev.tributary.connector.pipeline.expression;

import dev.tributary.connector.batch.Column;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The columns of a batch that expressions are evaluated over, and why rows failed. What expressions
 * make can be added, for others to read. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class Scope {
  private final Frame frame;

  private Scope(Frame frame) {
    this.frame = frame;
  }

  /**
   * Returns a scope.
   *
   * @param columns the columns, in the order of the fields that expressions were bound to
   * @param size how many rows each has
   * @param now what {@code now()} gives
   */
  public static Scope of(List<Column> columns, int size, Instant now) {
    return new Scope(new Frame(columns, size, now));
  }

  /** Returns the columns as they are now. */
  public List<Column> columns() {
    return List.copyOf(frame.columns());
  }

  /** Returns how many rows there are. */
  public int size() {
    return frame.size;
  }

  /** Puts a column in the place of another, or behind the last. */
  public void put(int position, Column column) {
    frame.put(position, column);
  }

  /** Returns whether some row failed. */
  public boolean hasFailures() {
    return frame.hasFailures();
  }

  /** Returns why a row failed first, as a clause without a full stop; nothing if it did not. */
  public Optional<String> failure(int row) {
    return Optional.ofNullable(frame.failure(row));
  }

  Frame frame() {
    return frame;
  }
}
