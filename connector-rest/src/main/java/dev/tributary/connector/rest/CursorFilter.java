package dev.tributary.connector.rest;

import dev.tributary.connector.batch.Column;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.incremental.BoundaryKeys;
import dev.tributary.connector.incremental.Incremental;
import dev.tributary.connector.incremental.IncrementalWindow;
import dev.tributary.connector.incremental.OnMissingCursor;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.split.Position;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out the records that a run does not want where the API cannot be told: those outside the
 * window, and those at its start that an earlier run read. Used by the reader's thread alone.
 */
final class CursorFilter {
  private final Incremental strategy;
  private final @Nullable String from;
  private final @Nullable String until;
  private final @Nullable BoundaryKeys before;
  private final @Nullable BoundaryKeys seen;
  private final List<String> key;
  private final ReadContext context;

  private CursorFilter(
      Increment increment,
      IncrementalWindow window,
      @Nullable BoundaryKeys before,
      @Nullable BoundaryKeys seen,
      List<String> key,
      ReadContext context) {
    this.strategy = increment.strategy();
    this.from = increment.mayComeBefore(window) ? window.from().orElse(null) : null;
    this.until = increment.mayComeAfter(window) ? window.until().orElse(null) : null;
    this.before = before;
    this.seen = seen;
    this.key = key;
    this.context = context;
  }

  /**
   * Returns the filter of a split, or null if its answers hold nothing else than what is wanted.
   *
   * @param bounds the split's bounds, with what was seen at the window's start
   * @param resumed the checkpoint to go on from, with what was seen up to it
   */
  static @Nullable CursorFilter of(
      Increment increment,
      Position bounds,
      Optional<Position> resumed,
      List<String> key,
      ReadContext context) {
    IncrementalWindow window = IncrementalWindow.of(bounds);
    if (window.until().isPresent()) {
      boolean exact = !increment.mayComeBefore(window) && !increment.mayComeAfter(window);
      return exact ? null : new CursorFilter(increment, window, null, null, key, context);
    }
    BoundaryKeys before = BoundaryKeys.start(increment.strategy(), Boundary.of(bounds));
    Optional<Position> noted = resumed.flatMap(Boundary::of);
    BoundaryKeys seen =
        noted.isPresent() ? BoundaryKeys.start(increment.strategy(), noted) : before;
    return new CursorFilter(increment, window, before, seen, key, context);
  }

  /** Returns the checkpoint with what was seen up to it. */
  Position checkpoint(Position here) {
    return seen == null ? here : Boundary.into(here, seen.toPosition());
  }

  /** Returns what the watermark becomes, where the plan cannot know it. */
  Optional<Position> watermark() {
    return seen == null || seen.highest().isEmpty()
        ? Optional.empty()
        : Optional.of(seen.toPosition());
  }

  /** Counts records that were left out. */
  void leftOut(int records) {
    if (records > 0) {
      context.count("records_outside_window", records);
    }
  }

  /** Returns whether a record is wanted, and takes note of it. */
  boolean isWanted(RecordBatch read, int row) {
    int column = read.schema().indexOf(strategy.field());
    String cursor = column < 0 ? null : read.column(column).getString(row);
    if (cursor == null) {
      return isWantedWithout(read, row);
    }
    if (from != null && strategy.compare(cursor, from) < 0) {
      return false;
    }
    if (until != null && strategy.compare(cursor, until) >= 0) {
      return false;
    }
    if (before == null || seen == null) {
      return true;
    }
    String identity = identity(read, row);
    boolean fresh = seen.isNew(cursor, identity);
    return before == seen ? fresh : fresh && before.isNew(cursor, identity);
  }

  private boolean isWantedWithout(RecordBatch read, int row) {
    if (strategy.onMissing() == OnMissingCursor.FAIL) {
      throw ConnectorException.of(
              ErrorKind.DATA, "a record has no value of the incremental field " + strategy.field())
          .place("record with the key " + identity(read, row))
          .remedy("Check incremental_field, or set on_missing_cursor to INCLUDE or EXCLUDE")
          .build();
    }
    return strategy.onMissing() == OnMissingCursor.INCLUDE;
  }

  /** Returns what tells a record from others: its key, or all of it. */
  private String identity(RecordBatch read, int row) {
    List<String> names = key.isEmpty() ? read.schema().key() : key;
    StringBuilder identity = new StringBuilder();
    for (int i = 0; i < read.schema().size(); i++) {
      Column column = read.column(i);
      if (names.isEmpty() || names.contains(column.name())) {
        String value = column.getString(row);
        identity
            .append(identity.isEmpty() ? "" : "\u001f")
            .append(value == null ? "\u0000" : value);
      }
    }
    return identity.toString();
  }
}
