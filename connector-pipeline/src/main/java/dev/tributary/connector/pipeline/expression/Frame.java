package dev.tributary.connector.pipeline.expression;

import dev.tributary.connector.batch.Column;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some rows that expressions run over, and what failed in them. Used by one thread. */
final class Frame {
  final int size;
  final Instant now;
  private final List<Column> columns;
  private final List<@Nullable Vector> loaded;
  private @Nullable String @Nullable [] failures;

  Frame(List<Column> columns, int size, Instant now) {
    this(new ArrayList<>(columns), size, now, new ArrayList<>());
  }

  private Frame(List<Column> columns, int size, Instant now, List<@Nullable Vector> loaded) {
    this.columns = columns;
    this.size = size;
    this.now = now;
    this.loaded = loaded;
  }

  /** Returns the same rows with failures of their own, which count only where they are adopted. */
  Frame branch() {
    return new Frame(columns, size, now, loaded);
  }

  Vector column(int position) {
    while (loaded.size() <= position) {
      loaded.add(null);
    }
    Vector vector = loaded.get(position);
    if (vector == null) {
      vector = Loader.load(columns.get(position), this);
      loaded.set(position, vector);
    }
    return vector;
  }

  List<Column> columns() {
    return columns;
  }

  /** Puts a column in the place of another, or behind the last. */
  void put(int position, Column column) {
    if (position == columns.size()) {
      columns.add(column);
    } else {
      columns.set(position, column);
      if (position < loaded.size()) {
        loaded.set(position, null);
      }
    }
  }

  /** Notes why a row has no result; what was noted first stays. */
  void fail(int row, String reason) {
    @Nullable String[] all = failures;
    if (all == null) {
      failures = all = new @Nullable String[size];
    }
    if (all[row] == null) {
      all[row] = reason;
    }
  }

  boolean hasFailures() {
    return failures != null;
  }

  @Nullable String failure(int row) {
    return failures == null ? null : failures[row];
  }

  /** Takes over a branch's failures where the row's bit says so. */
  void adopt(Frame branch, byte[] rows) {
    if (branch.failures == null) {
      return;
    }
    for (int row = 0; row < size; row++) {
      String failure = branch.failures[row];
      if (failure != null && rows[row] != 0) {
        fail(row, failure);
      }
    }
  }
}
