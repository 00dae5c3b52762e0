package dev.tributary.connector.files.parquet.write;

import java.util.Arrays;

/** The distinct numbers of a column chunk, each with its place. */
final class LongDictionary {
  private static final int MOST = 1 << 16;

  private long[] values = new long[256];
  private int size;

  /** Places plus one; 0 where there is none. */
  private int[] table = new int[1024];

  int size() {
    return size;
  }

  long value(int id) {
    return values[id];
  }

  /** Returns the number's place, or -1 if it is new and there are too many. */
  int id(long value) {
    int mask = table.length - 1;
    int slot = (int) ((value * 0x9E3779B97F4A7C15L) >>> 40) & mask;
    int held;
    while ((held = table[slot]) != 0) {
      if (values[held - 1] == value) {
        return held - 1;
      }
      slot = (slot + 1) & mask;
    }
    if (size == MOST) {
      return -1;
    }
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size] = value;
    table[slot] = ++size;
    if (size * 2 > table.length) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    table = new int[table.length * 4];
    int mask = table.length - 1;
    for (int id = 0; id < size; id++) {
      int slot = (int) ((values[id] * 0x9E3779B97F4A7C15L) >>> 40) & mask;
      while (table[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      table[slot] = id + 1;
    }
  }
}
