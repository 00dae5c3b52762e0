package dev.tributary.connector.batch;

import org.jspecify.annotations.Nullable;

/** Copies some rows of a batch's arrays; an array without rows, of another layout, stays. */
final class Selection {
  private Selection() {}

  static Column[] of(Column[] columns, int[] rows) {
    Column[] some = new Column[columns.length];
    for (int i = 0; i < columns.length; i++) {
      some[i] = columns[i].select(rows);
    }
    return some;
  }

  /** Copies rows of so many values each. */
  static long[] of(long[] from, int[] rows, int width) {
    if (from.length == 0) {
      return from;
    }
    long[] to = new long[width * rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < width; j++) {
        to[width * i + j] = from[width * rows[i] + j];
      }
    }
    return to;
  }

  static int[] of(int[] from, int[] rows) {
    if (from.length == 0) {
      return from;
    }
    int[] to = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      to[i] = from[rows[i]];
    }
    return to;
  }

  static float[] of(float[] from, int[] rows) {
    if (from.length == 0) {
      return from;
    }
    float[] to = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      to[i] = from[rows[i]];
    }
    return to;
  }

  static double[] of(double[] from, int[] rows) {
    if (from.length == 0) {
      return from;
    }
    double[] to = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      to[i] = from[rows[i]];
    }
    return to;
  }

  static byte[] of(byte[] from, int[] rows) {
    if (from.length == 0) {
      return from;
    }
    byte[] to = new byte[rows.length];
    for (int i = 0; i < rows.length; i++) {
      to[i] = from[rows[i]];
    }
    return to;
  }

  static short[] of(short[] from, int[] rows) {
    short[] to = new short[rows.length];
    for (int i = 0; i < rows.length; i++) {
      to[i] = from[rows[i]];
    }
    return to;
  }

  static int[] offsets(int[] from, int[] rows) {
    int[] to = new int[rows.length + 1];
    for (int i = 0; i < rows.length; i++) {
      to[i + 1] = to[i] + from[rows[i] + 1] - from[rows[i]];
    }
    return to;
  }

  static byte[] texts(byte[] from, int[] offsets, int[] rows, int[] places) {
    byte[] to = new byte[places[rows.length]];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(from, offsets[rows[i]], to, places[i], places[i + 1] - places[i]);
    }
    return to;
  }

  /** Copies marks; null if no row is marked. */
  static long @Nullable [] bits(long @Nullable [] from, int[] rows) {
    if (from == null) {
      return null;
    }
    long[] to = new long[ColumnWriter.words(rows.length)];
    boolean any = false;
    for (int i = 0; i < rows.length; i++) {
      if ((from[rows[i] >>> 6] & 1L << rows[i]) != 0) {
        to[i >>> 6] |= 1L << i;
        any = true;
      }
    }
    return any ? to : null;
  }
}
