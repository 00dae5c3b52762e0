package dev.tributary.connector.batch;

import org.jspecify.annotations.Nullable;

/**
 * Rows that are added together, column by column: for decoders that have many values of one column
 * at hand, which are copied at once instead of set one by one.
 *
 * <p>All or nothing: where a value does not fit its column exactly as it is (another type, a
 * decimal of another scale, malformed UTF-8, a required column without a value, rows that are large
 * together), {@link #add} adds nothing and returns false. The decoder then sets the same rows one
 * by one, where what can be converted is, and what cannot be has a row and a reason.
 *
 * <p>A column that nothing is written to has no value in any of the rows. Each column is written
 * once. A block is of no use once it was added, or once its builder was used otherwise. Not
 * thread-safe.
 *
 * @since 0.1.0
 */
public final class RowBlock {
  private static final int SMALL = 64 << 10;

  private final Rows rows;
  private final int first;
  private final int count;
  private boolean fits = true;
  private long texts;

  RowBlock(Rows rows, int first, int count) {
    this.rows = rows;
    this.first = first;
    this.count = count;
  }

  /** Returns how many rows there are. */
  public int size() {
    return count;
  }

  /** Writes an INT64 column: {@code values[from]} is the first row's. */
  public RowBlock longs(int column, long[] values, int from) {
    ColumnWriter to = open(column, Layout.INT64, Layout.INT64);
    return to == null ? this : copy(to, values, from);
  }

  /** Writes an INT32 column. */
  public RowBlock ints(int column, int[] values, int from) {
    ColumnWriter to = open(column, Layout.INT32, Layout.INT32);
    return to == null ? this : copy(to, values, from);
  }

  /** Writes a DATE column, in days since 1970-01-01. */
  public RowBlock days(int column, int[] values, int from) {
    ColumnWriter to = open(column, Layout.DATE, Layout.DATE);
    return to == null ? this : copy(to, values, from);
  }

  /** Writes a FLOAT64 column. */
  public RowBlock doubles(int column, double[] values, int from) {
    ColumnWriter to = open(column, Layout.FLOAT64, Layout.FLOAT64);
    if (to == null) {
      return this;
    }
    System.arraycopy(values, from, to.doubles, first, count);
    return end(to);
  }

  /** Writes a FLOAT32 column. */
  public RowBlock floats(int column, float[] values, int from) {
    ColumnWriter to = open(column, Layout.FLOAT32, Layout.FLOAT32);
    if (to == null) {
      return this;
    }
    System.arraycopy(values, from, to.floats, first, count);
    return end(to);
  }

  /** Writes a BOOLEAN column: 1 is true, 0 is false. */
  public RowBlock booleans(int column, byte[] values, int from) {
    ColumnWriter to = open(column, Layout.BOOLEAN, Layout.BOOLEAN);
    if (to == null) {
      return this;
    }
    System.arraycopy(values, from, to.bytes, first, count);
    return end(to);
  }

  /**
   * Writes a DURATION, TIMESTAMP or TIMESTAMP_TZ column, in whole microseconds as {@link
   * BatchBuilder#setMicros(int, long)} takes them.
   */
  public RowBlock micros(int column, long[] values, int from) {
    ColumnWriter to = open(column, Layout.DURATION, Layout.TIMESTAMP_TZ);
    return to == null ? this : copy(to, values, from);
  }

  /** Writes a DECIMAL column, as unscaled values of one scale. */
  public RowBlock decimals(int column, long[] values, int from, int scale) {
    ColumnWriter to = open(column, Layout.DECIMAL, Layout.DECIMAL);
    if (to == null) {
      return this;
    }
    if (to.isFixedScale() && (to.scales != null || to.scale != scale)) {
      return misfit();
    }
    boolean within = true;
    for (int i = from; within && i < from + count && to.bound < Long.MAX_VALUE; i++) {
      within = values[i] < to.bound && values[i] > -to.bound;
    }
    if (!within) {
      return misfit();
    }
    to.agreeScale(first, count, scale);
    return copy(to, values, from);
  }

  /**
   * Writes a DECIMAL column whose rows may have scales of their own, as unscaled values.
   *
   * @param scales each value's digits after the point; any where there is no value
   */
  public RowBlock decimals(int column, long[] values, int[] scales, int from) {
    ColumnWriter to = open(column, Layout.DECIMAL, Layout.DECIMAL);
    if (to == null) {
      return this;
    }
    if (to.isFixedScale()) {
      return misfit();
    }
    to.setScales(first, count, scales, from);
    return copy(to, values, from);
  }

  /** Writes a UUID column: {@code values[2 * from]} and the next are the first row's. */
  public RowBlock uuids(int column, long[] values, int from) {
    ColumnWriter to = open(column, Layout.UUID, Layout.UUID);
    if (to == null) {
      return this;
    }
    System.arraycopy(values, 2 * from, to.longs, 2 * first, 2 * count);
    return end(to);
  }

  /**
   * Writes a column of texts from their UTF-8, which is checked, or of bytes. Row {@code i}'s are
   * those of {@code bytes} from {@code starts[from + i]} to {@code ends[from + i]}, equal where it
   * has no value.
   */
  public RowBlock texts(int column, byte[] bytes, int[] starts, int[] ends, int from) {
    ColumnWriter to = rows.writers[column];
    if (!fits || !Layout.hasBuffer(to.code)) {
      return misfit();
    }
    begin(to);
    long length = 0;
    for (int i = from; i < from + count; i++) {
      length += ends[i] - starts[i];
    }
    texts += length;
    if (texts > Math.min(rows.limits.recordBytes(), Math.max(SMALL, rows.limits.bytes() / 8))) {
      return misfit();
    }
    to.ensure((int) length + Utf8.SPARE);
    return append(to, bytes, starts, ends, from) ? this : misfit();
  }

  private boolean append(ColumnWriter to, byte[] bytes, int[] starts, int[] ends, int from) {
    int[] offsets = to.offsets;
    boolean ascii =
        Utf8.copyAll(bytes, starts, ends, from, to.bytes, to.end, offsets, first, count);
    for (int i = first; i < first + count && to.text && !ascii; i++) {
      if (Utf8.malformed(to.bytes, offsets[i], offsets[i + 1]) >= 0) {
        return false;
      }
    }
    to.end = offsets[first + count];
    to.next = first + count;
    return true;
  }

  /** Says that a row has no value in a column that was written. */
  public RowBlock missing(int column, int row) {
    if (!fits) {
      return this;
    }
    ColumnWriter to = rows.writers[column];
    if (row < 0 || row >= count || to.next != first + count) {
      throw new IllegalArgumentException("row " + row + " of " + count + " was not written");
    }
    if (to.required) {
      return misfit();
    }
    if (Layout.hasBuffer(to.code)) {
      to.flagMissing(first + row, false);
    } else {
      to.putMissing(first + row, false);
    }
    return end(to);
  }

  /** Adds the rows and returns true; or adds nothing, because something did not fit. */
  public boolean add() {
    for (ColumnWriter to : rows.writers) {
      fits &= !to.required || to.next == first + count;
    }
    rows.endBlock(fits ? first + count : first, fits ? texts : 0);
    return fits;
  }

  /** Returns the column if it has one of these layouts and what came before it fitted. */
  private @Nullable ColumnWriter open(int column, int lowest, int highest) {
    ColumnWriter to = rows.writers[column];
    if (!fits || to.code < lowest || to.code > highest) {
      misfit();
      return null;
    }
    begin(to);
    return to;
  }

  private void begin(ColumnWriter to) {
    if (to.next > first) {
      throw new IllegalStateException("the column " + to.field.name() + " is written already");
    }
    rows.fill(to, first);
  }

  private RowBlock copy(ColumnWriter to, long[] values, int from) {
    System.arraycopy(values, from, to.longs, first, count);
    return end(to);
  }

  private RowBlock copy(ColumnWriter to, int[] values, int from) {
    System.arraycopy(values, from, to.ints, first, count);
    return end(to);
  }

  private RowBlock end(ColumnWriter to) {
    to.next = first + count;
    return this;
  }

  private RowBlock misfit() {
    fits = false;
    return this;
  }
}
