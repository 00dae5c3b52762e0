package dev.tributary.connector.files.parquet.read;

import java.util.Arrays;

/** Some rows of a row group, as ranges in order. Immutable. */
final class RowRanges {
  /** Where each range starts and ends, in turns. */
  private final long[] bounds;

  private final long rows;

  private RowRanges(long[] bounds, long rows) {
    this.bounds = bounds;
    this.rows = rows;
  }

  static RowRanges all(long rows) {
    return new RowRanges(new long[] {0, rows}, rows);
  }

  static RowRanges none(long rows) {
    return new RowRanges(new long[0], rows);
  }

  /**
   * Returns the rows of some pages.
   *
   * @param starts the first row of each page
   * @param in whether its rows belong to it
   * @param rows how many rows there are
   */
  static RowRanges of(long[] starts, boolean[] in, long rows) {
    long[] bounds = new long[2 * starts.length];
    int size = 0;
    for (int i = 0; i < starts.length; i++) {
      long end = i + 1 < starts.length ? starts[i + 1] : rows;
      if (!in[i] || end <= starts[i]) {
        continue;
      }
      if (size > 0 && bounds[size - 1] == starts[i]) {
        bounds[size - 1] = end;
      } else {
        bounds[size++] = starts[i];
        bounds[size++] = end;
      }
    }
    return new RowRanges(Arrays.copyOf(bounds, size), rows);
  }

  /** Returns the rows that are in both. */
  RowRanges and(RowRanges other) {
    long[] both = new long[bounds.length + other.bounds.length];
    int size = 0;
    int i = 0;
    int j = 0;
    while (i < bounds.length && j < other.bounds.length) {
      long start = Math.max(bounds[i], other.bounds[j]);
      long end = Math.min(bounds[i + 1], other.bounds[j + 1]);
      if (start < end) {
        both[size++] = start;
        both[size++] = end;
      }
      if (bounds[i + 1] < other.bounds[j + 1]) {
        i += 2;
      } else {
        j += 2;
      }
    }
    return new RowRanges(Arrays.copyOf(both, size), rows);
  }

  boolean isEmpty() {
    return bounds.length == 0 && rows > 0;
  }

  boolean isAll() {
    return bounds.length == 2 && bounds[0] == 0 && bounds[1] == rows;
  }

  /** Returns the first of these rows that is not before a row; the number of rows if none is. */
  long from(long row) {
    for (int i = 0; i < bounds.length; i += 2) {
      if (row < bounds[i + 1]) {
        return Math.max(row, bounds[i]);
      }
    }
    return rows;
  }

  /** Returns where the range ends that a row is in. */
  long to(long row) {
    for (int i = 0; i < bounds.length; i += 2) {
      if (row < bounds[i + 1]) {
        return bounds[i + 1];
      }
    }
    return rows;
  }
}
