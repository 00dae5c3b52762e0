package dev.tributary.benchmarks;

import java.util.Arrays;

/**
 * The typed columns that the hand-written loop fills: plain arrays that grow, used again for the
 * next batch. Texts are {@code String}s, which is what Jackson has at hand; numbers, dates and
 * UUIDs are the same primitives as in our columns.
 */
final class OrderColumns {
  long[] id = new long[1024];
  long[] quantity = new long[1024];
  double[] weight = new double[1024];
  long[] total = new long[1024];
  String[] email = new String[1024];
  String[] note = new String[1024];
  boolean[] paid = new boolean[1024];
  int[] day = new int[1024];
  long[] localAt = new long[1024];
  long[] at = new long[1024];
  long[] keyHigh = new long[1024];
  long[] keyLow = new long[1024];
  String[] attributes = new String[1024];
  int[] nulls = new int[1024];
  int size;

  /** Adds a row in which everything is null. */
  int add() {
    if (size == id.length) {
      grow(size * 2);
    }
    nulls[size] = -1;
    return size++;
  }

  private void grow(int to) {
    id = Arrays.copyOf(id, to);
    quantity = Arrays.copyOf(quantity, to);
    weight = Arrays.copyOf(weight, to);
    total = Arrays.copyOf(total, to);
    email = Arrays.copyOf(email, to);
    note = Arrays.copyOf(note, to);
    paid = Arrays.copyOf(paid, to);
    day = Arrays.copyOf(day, to);
    localAt = Arrays.copyOf(localAt, to);
    at = Arrays.copyOf(at, to);
    keyHigh = Arrays.copyOf(keyHigh, to);
    keyLow = Arrays.copyOf(keyLow, to);
    attributes = Arrays.copyOf(attributes, to);
    nulls = Arrays.copyOf(nulls, to);
  }

  private boolean has(int row, int column) {
    return (nulls[row] & 1 << column) == 0;
  }

  /** Returns a sum over every value and begins the next batch. */
  long drain() {
    long sum = 0;
    for (int row = 0; row < size; row++) {
      sum += has(row, 0) ? id[row] : 0;
      sum += has(row, 1) ? quantity[row] : 0;
      sum += has(row, 2) ? (long) weight[row] : 0;
      sum += has(row, 3) ? total[row] : 0;
      sum += has(row, 4) ? ends(email[row]) : 0;
      sum += has(row, 5) ? ends(note[row]) : 0;
      sum += has(row, 6) && paid[row] ? 1 : 0;
      sum += has(row, 7) ? day[row] : 0;
      sum += has(row, 8) ? localAt[row] : 0;
      sum += has(row, 9) ? at[row] : 0;
      sum += has(row, 10) ? keyHigh[row] ^ keyLow[row] : 0;
      sum += has(row, 11) ? ends(attributes[row]) : 0;
    }
    size = 0;
    return sum;
  }

  private static long ends(String text) {
    return text.isEmpty() ? 0 : text.charAt(0) * 31L + text.charAt(text.length() - 1);
  }
}
