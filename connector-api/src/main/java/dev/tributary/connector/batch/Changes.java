package dev.tributary.connector.batch;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a stream of changes adds to rows: kind, sequence and old keys. */
final class Changes {
  byte[] kinds;
  long[] highs;
  long[] lows;

  Changes(int capacity) {
    kinds = new byte[capacity];
    highs = new long[capacity];
    lows = new long[capacity];
  }

  private Changes(byte[] kinds, long[] highs, long[] lows) {
    this.kinds = kinds;
    this.highs = highs;
    this.lows = lows;
  }

  void resize(int capacity) {
    kinds = Arrays.copyOf(kinds, capacity);
    highs = Arrays.copyOf(highs, capacity);
    lows = Arrays.copyOf(lows, capacity);
  }

  void set(int row, byte kind, long high, long low) {
    kinds[row] = kind;
    highs[row] = high;
    lows[row] = low;
  }

  Changes cut(int size) {
    return new Changes(
        Arrays.copyOf(kinds, size), Arrays.copyOf(highs, size), Arrays.copyOf(lows, size));
  }

  Changes select(int[] rows) {
    return new Changes(
        Selection.of(kinds, rows), Selection.of(highs, rows, 1), Selection.of(lows, rows, 1));
  }

  static long memory(@Nullable Changes changes) {
    return changes == null ? 0 : 72 + 17L * changes.kinds.length;
  }
}
