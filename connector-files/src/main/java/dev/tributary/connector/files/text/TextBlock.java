package dev.tributary.connector.files.text;

import dev.tributary.connector.batch.RowBlock;
import java.util.Arrays;

/**
 * The texts of one column in some records, read together: one loop for each type, instead of a
 * choice for each value.
 *
 * <p>{@link #take} them as they stand, or {@link #begin} and {@link #add} them one by one; then
 * {@link #put} all. Used by one thread, for one column after another.
 */
public final class TextBlock {
  /** How many records there may be. */
  public static final int MOST = 256;

  /** How many bytes behind a text may be read with it. */
  private static final int SPARE = 8;

  private final int[] ownStarts = new int[MOST];
  private final int[] ownEnds = new int[MOST];
  private final boolean[] none = new boolean[MOST];
  private final long[] longs = new long[MOST];
  private final double[] doubles = new double[MOST];
  private final int[] ints = new int[MOST];
  private final byte[] flags = new byte[MOST];
  private byte[] gathered = {};
  private int length;

  private byte[] bytes = {};
  private int[] starts = ownStarts;
  private int[] ends = ownEnds;
  private int first;
  private int size;
  private int missing;

  /** The digits after the point that all decimals have; -1 if they differ. */
  private int scale;

  /** Makes a block of texts. */
  public TextBlock() {}

  /**
   * Takes texts where they stand; the arrays must not change before they are put.
   *
   * @param source the bytes
   * @param begins where each text begins, the first one's at {@code from}
   * @param stops where each ends
   * @param from the first one's index there
   * @param count how many there are
   * @param empty whether one without bytes is a value
   */
  public void take(byte[] source, int[] begins, int[] stops, int from, int count, boolean empty) {
    bytes = source;
    starts = begins;
    ends = stops;
    first = from;
    size = count;
    missing = 0;
    if (!empty) {
      for (int i = 0; i < count; i++) {
        boolean nothing = begins[from + i] == stops[from + i];
        none[i] = nothing;
        missing += nothing ? 1 : 0;
      }
    }
  }

  /** Begins texts that follow one by one. */
  public void begin() {
    starts = ownStarts;
    ends = ownEnds;
    first = 0;
    size = 0;
    missing = 0;
    length = 0;
  }

  /** Adds the next record's text. */
  public void add(byte[] source, int from, int to) {
    int end = length + to - from;
    if (end + SPARE > gathered.length) {
      gathered = Arrays.copyOf(gathered, 2 * end + (1 << 13));
    }
    bytes = gathered;
    System.arraycopy(source, from, gathered, length, to - from);
    starts[size] = length;
    ends[size] = end;
    none[size++] = false;
    length = end;
  }

  /** Says that the next record has no value. */
  public void addNone() {
    starts[size] = length;
    ends[size] = length;
    none[size++] = true;
    missing++;
  }

  /**
   * Returns whether texts of such a column can be put together; which ones fit only {@link #put}
   * tells.
   */
  public static boolean takes(TextColumn column) {
    return switch (column.kind) {
      case STRING, JSON, LIST, STRUCT, MAP, INT64, INT32, DECIMAL, FLOAT64, BOOLEAN, DATE -> true;
      case TIMESTAMP, TIMESTAMP_TZ -> true;
      default -> false;
    };
  }

  /**
   * Puts all texts into a block of rows.
   *
   * @return whether each was a value of the column as it is; otherwise the block is of no use
   */
  public boolean put(TextColumn column, RowBlock rows) {
    if (missing == size) {
      return true; // what is not written has no value
    }
    if (!read(column)) {
      return false;
    }
    write(column, rows);
    for (int i = 0; missing > 0 && i < size; i++) {
      if (none[i]) {
        rows.missing(column.column(), i);
      }
    }
    return true;
  }

  private boolean read(TextColumn column) {
    return switch (column.kind) {
      case INT64, INT32 -> wholes(column);
      case DECIMAL -> decimals(column);
      case FLOAT64 -> doubles(column);
      case BOOLEAN -> booleans(column);
      case DATE -> dates(column);
      case TIMESTAMP, TIMESTAMP_TZ -> timestamps(column);
      default -> true;
    };
  }

  private void write(TextColumn column, RowBlock rows) {
    int at = column.column();
    switch (column.kind) {
      case INT64 -> rows.longs(at, longs, 0);
      case INT32 -> rows.ints(at, ints, 0);
      case DATE -> rows.days(at, ints, 0);
      case DECIMAL -> {
        if (scale < 0) {
          rows.decimals(at, longs, ints, 0);
        } else {
          rows.decimals(at, longs, 0, scale);
        }
      }
      case FLOAT64 -> rows.doubles(at, doubles, 0);
      case BOOLEAN -> rows.booleans(at, flags, 0);
      case TIMESTAMP, TIMESTAMP_TZ -> rows.micros(at, longs, 0);
      default -> rows.texts(at, bytes, starts, ends, first);
    }
  }

  private boolean wholes(TextColumn column) {
    byte[] b = bytes;
    TextValues values = column.values;
    for (int i = 0; i < size; i++) {
      if (missing > 0 && none[i]) {
        longs[i] = 0;
        ints[i] = 0;
      } else if (column.readWhole(b, starts[first + i], ends[first + i])) {
        longs[i] = values.number;
        ints[i] = (int) values.number;
      } else {
        return false;
      }
    }
    return true;
  }

  private boolean decimals(TextColumn column) {
    byte[] b = bytes;
    TextValues values = column.values;
    boolean same = true;
    int common = -1;
    for (int i = 0; i < size; i++) {
      if (missing > 0 && none[i]) {
        longs[i] = 0;
        ints[i] = 0;
      } else if (column.readDecimal(b, starts[first + i], ends[first + i])) {
        longs[i] = values.number;
        ints[i] = values.scale;
        common = common < 0 ? values.scale : common;
        same &= common == values.scale;
      } else {
        return false;
      }
    }
    scale = same ? common : -1;
    return true;
  }

  private boolean doubles(TextColumn column) {
    byte[] b = bytes;
    for (int i = 0; i < size; i++) {
      if (missing > 0 && none[i]) {
        doubles[i] = 0;
      } else if (column.readBinary(b, starts[first + i], ends[first + i])) {
        doubles[i] = column.binary;
      } else {
        return false;
      }
    }
    return true;
  }

  private boolean booleans(TextColumn column) {
    byte[] b = bytes;
    Truths truths = column.truths;
    for (int i = 0; i < size; i++) {
      int truth = missing > 0 && none[i] ? 0 : truths.of(b, starts[first + i], ends[first + i]);
      flags[i] = (byte) truth;
      if (truth < 0) {
        return false;
      }
    }
    return true;
  }

  private boolean dates(TextColumn column) {
    byte[] b = bytes;
    TextValues values = column.values;
    for (int i = 0; i < size; i++) {
      if (missing > 0 && none[i]) {
        ints[i] = 0;
      } else if (column.readDate(b, starts[first + i], ends[first + i])) {
        ints[i] = values.days;
      } else {
        return false;
      }
    }
    return true;
  }

  private boolean timestamps(TextColumn column) {
    byte[] b = bytes;
    TextValues values = column.values;
    for (int i = 0; i < size; i++) {
      if (missing > 0 && none[i]) {
        longs[i] = 0;
      } else if (column.readTimestamp(b, starts[first + i], ends[first + i]) && values.nanos == 0) {
        longs[i] = values.micros;
      } else {
        return false;
      }
    }
    return true;
  }
}
