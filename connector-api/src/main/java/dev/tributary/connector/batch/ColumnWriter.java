package dev.tributary.connector.batch;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.schema.Field;
import java.math.BigDecimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The growing arrays of one column. The builder writes what fits plainly into them itself; {@link
 * ValueWriter} converts the rest.
 */
final class ColumnWriter {
  private static final long[] NO_LONGS = {};
  private static final int[] NO_INTS = {};
  private static final float[] NO_FLOATS = {};
  private static final double[] NO_DOUBLES = {};
  private static final byte[] NO_BYTES = {};
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 16;
  private static final long[] TENS = new long[19];

  static {
    TENS[0] = 1;
    for (int i = 1; i < TENS.length; i++) {
      TENS[i] = TENS[i - 1] * 10;
    }
  }

  final Field field;
  final int code;
  final boolean text;
  final boolean required;
  Room room;

  /** How many rows are written; a row that nobody wrote is filled when the next one is. */
  int next;

  long[] longs = NO_LONGS;
  int[] ints = NO_INTS;
  float[] floats = NO_FLOATS;
  double[] doubles = NO_DOUBLES;

  /** Booleans, or the text of all rows in a row; row r's from offsets[r] to offsets[r + 1]. */
  byte[] bytes = NO_BYTES;

  int[] offsets = NO_INTS;

  /** Where the text of the rows so far ends in the buffer. */
  int end;

  /** How far the buffer goes, if it holds texts; -1 if this is no column of texts. */
  int limit = -1;

  /** Nanoseconds below the microsecond, if any row has some. */
  short @Nullable [] nanos;

  /**
   * The digits after the point that every row has, while no row has a scale of its own; a mark
   * until the first value of an unconstrained decimal says how many.
   */
  int scale;

  /** Each row's scale or mark, once one differs. */
  int @Nullable [] scales;

  /** What fits no long; the row's long is the index here. */
  BigDecimal @Nullable [] wide;

  int wideSize;

  /** Unscaled values are within this bound on both sides. */
  final long bound;

  /** Rows without a value, null or absent. */
  long @Nullable [] missing;

  /** Rows without a value because the source did not send one. */
  long @Nullable [] absents;

  private int capacity;

  ColumnWriter(Field field, Room room, int capacity, int textCapacity) {
    this.field = field;
    this.code = Layout.of(field.type().kind());
    this.text = Layout.isText(code);
    this.required = !field.isNullable();
    this.room = room;
    int precision = field.type().precision();
    this.bound = precision >= 1 && precision < TENS.length ? TENS[precision] : Long.MAX_VALUE;
    this.scale = precision > 0 ? field.type().scale() : Layout.WIDE;
    resize(capacity);
    if (Layout.hasBuffer(code)) {
      bytes = new byte[textCapacity];
      limit = text ? bytes.length : -1;
    }
  }

  boolean isFixedScale() {
    return field.type().precision() > 0;
  }

  void resize(int rows) {
    capacity = rows;
    switch (code) {
      case Layout.BOOLEAN -> bytes = Arrays.copyOf(bytes, rows);
      case Layout.INT32, Layout.DATE -> ints = Arrays.copyOf(ints, rows);
      case Layout.FLOAT32 -> floats = Arrays.copyOf(floats, rows);
      case Layout.FLOAT64 -> doubles = Arrays.copyOf(doubles, rows);
      case Layout.STRING, Layout.BYTES, Layout.NESTED -> offsets = Arrays.copyOf(offsets, rows + 1);
      case Layout.UUID -> longs = Arrays.copyOf(longs, Math.multiplyExact(2, rows));
      default -> longs = Arrays.copyOf(longs, rows);
    }
    if (nanos != null) {
      nanos = Arrays.copyOf(nanos, rows);
    }
    if (scales != null) {
      scales = Arrays.copyOf(scales, rows);
    }
    if (missing != null) {
      missing = Arrays.copyOf(missing, words(rows));
    }
    if (absents != null) {
      absents = Arrays.copyOf(absents, words(rows));
    }
  }

  static int words(int rows) {
    return (rows + 63) >>> 6;
  }

  /** Makes the buffer take {@code length} more bytes. */
  void ensure(int length) {
    long needed = (long) end + length;
    if (needed > bytes.length) {
      if (needed > LARGEST_ARRAY) {
        throw ConnectorException.of(ErrorKind.DATA, "a batch's column passes two gigabytes")
            .place("column " + field.name())
            .remedy("Build batches when the builder is full")
            .build();
      }
      long doubled = Math.max(needed, Math.min(LARGEST_ARRAY, 2L * bytes.length));
      bytes = Arrays.copyOf(bytes, (int) Math.max(doubled, 64));
      limit = text ? bytes.length : -1;
    }
  }

  /** Makes {@code row} the next one to write: fills rows left out, or forgets what it held. */
  void seek(int row, byte @Nullable [] kinds, boolean gapIsAbsent) {
    if (next > row) {
      forget(row);
    }
    while (next < row) {
      boolean absent = gapIsAbsent || (kinds != null && ChangeKind.leavesOut(kinds[next]));
      putMissing(next, absent);
    }
  }

  /** Takes back the last row. */
  void forget(int row) {
    if (Layout.hasBuffer(code)) {
      room.used -= end - offsets[row];
      end = offsets[row];
    }
    if (missing != null) {
      missing[row >>> 6] &= ~(1L << row);
    }
    if (absents != null) {
      absents[row >>> 6] &= ~(1L << row);
    }
    if (nanos != null) {
      nanos[row] = 0;
    }
    if (scales != null && scales[row] == Layout.WIDE) {
      dropWide(row);
    }
    next = row;
  }

  /** Forgets the rows of a block from this one on, which wrote neither nanoseconds nor scales. */
  void cutTo(int rows) {
    if (next <= rows) {
      return;
    }
    for (int row = rows; missing != null && row < next; row++) {
      missing[row >>> 6] &= ~(1L << row);
    }
    if (Layout.hasBuffer(code)) {
      end = offsets[rows];
    }
    next = rows;
  }

  private void dropWide(int row) {
    if (wide != null && wideSize > 0 && longs[row] == wideSize - 1) {
      BigDecimal dropped = wide[--wideSize];
      room.used -= wideBytes(dropped);
    }
  }

  /** Notes that {@code row} has no value. */
  void flagMissing(int row, boolean absent) {
    long[] bits = missing;
    if (bits == null) {
      missing = bits = new long[words(capacity)];
    }
    bits[row >>> 6] |= 1L << row;
    if (absent) {
      if (absents == null) {
        absents = new long[words(capacity)];
      }
      absents[row >>> 6] |= 1L << row;
    }
  }

  /** Ends {@code row} without a value. */
  void putMissing(int row, boolean absent) {
    flagMissing(row, absent);
    switch (code) {
      case Layout.BOOLEAN -> bytes[row] = 0;
      case Layout.INT32, Layout.DATE -> ints[row] = 0;
      case Layout.FLOAT32 -> floats[row] = 0;
      case Layout.FLOAT64 -> doubles[row] = 0;
      case Layout.STRING, Layout.BYTES, Layout.NESTED -> offsets[row + 1] = end;
      case Layout.UUID -> {
        longs[2 * row] = 0;
        longs[2 * row + 1] = 0;
      }
      default -> {
        longs[row] = 0;
        if (scales != null) {
          scales[row] = 0;
        }
      }
    }
    next = row + 1;
  }

  boolean isMissing(int row) {
    return missing != null && (missing[row >>> 6] & 1L << row) != 0;
  }

  void putNanos(int row, int remainder) {
    if (nanos == null) {
      nanos = new short[capacity];
    }
    nanos[row] = (short) remainder;
  }

  /** Writes an unscaled value, giving rows scales of their own when this one differs. */
  void putUnscaled(int row, long unscaled, int rowScale) {
    if (scale == Layout.WIDE && scales == null) {
      scale = rowScale;
    } else if (scales != null || rowScale != scale) {
      ownScale(row, rowScale);
    }
    longs[row] = unscaled;
    next = row + 1;
  }

  void putWide(int row, BigDecimal value) {
    room.spend(field.name(), wideBytes(value));
    BigDecimal[] values = wide;
    if (values == null) {
      values = new BigDecimal[16];
    } else if (values.length == wideSize) {
      values = Arrays.copyOf(values, 2 * wideSize);
    }
    wide = values;
    values[wideSize] = value;
    mark(row, Layout.WIDE);
    longs[row] = wideSize++;
  }

  /** Gives the row a scale that is a mark. */
  void mark(int row, int mark) {
    ownScale(row, mark);
    longs[row] = 0;
    next = row + 1;
  }

  /** Gives some rows one scale, and each row its own where others have another. */
  void agreeScale(int first, int count, int rowScale) {
    if (scale == Layout.WIDE && scales == null) {
      scale = rowScale;
    } else if (scales != null || rowScale != scale) {
      for (int row = first; row < first + count; row++) {
        ownScale(row, rowScale);
      }
    }
  }

  /** Gives each of some rows its own scale. */
  void setScales(int first, int count, int[] rowScales, int from) {
    for (int i = 0; i < count; i++) {
      ownScale(first + i, rowScales[from + i]);
    }
  }

  private void ownScale(int row, int rowScale) {
    int[] own = scales;
    if (own == null) {
      scales = own = new int[capacity];
      Arrays.fill(own, 0, row, scale == Layout.WIDE ? 0 : scale);
    }
    own[row] = rowScale;
  }

  /** What an exact decimal takes: itself, its reference, its integer and the digits. */
  static long wideBytes(BigDecimal value) {
    return 112L + value.unscaledValue().bitLength() / 8;
  }

  /**
   * Returns the rows as a column, which takes over the arrays; those much too long are cut first.
   */
  Column column() {
    if (capacity - next > capacity >> 3) {
      resize(next);
    }
    if (Layout.hasBuffer(code) && bytes.length - end > bytes.length >> 3) {
      bytes = Arrays.copyOf(bytes, end);
    }
    if (wide != null) {
      wide = Arrays.copyOf(wide, wideSize);
    }
    return new Column(this);
  }

  /** What the rows take beyond their fixed width. */
  long variable() {
    long total = end;
    for (int i = 0; i < wideSize && wide != null; i++) {
      total += wideBytes(wide[i]);
    }
    return total;
  }

  /** What the text of this row takes, the last one written. */
  int textBytes(int row) {
    return Layout.hasBuffer(code) && next > row ? end - offsets[row] : 0;
  }
}
