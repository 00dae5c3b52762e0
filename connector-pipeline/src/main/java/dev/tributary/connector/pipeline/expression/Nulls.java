package dev.tributary.connector.pipeline.expression;

import org.jspecify.annotations.Nullable;

/** Sets of rows that have no value, one bit each; null is the empty set. */
final class Nulls {
  private Nulls() {}

  static long[] none(int size) {
    return new long[(size + 63) >>> 6];
  }

  static long[] all(int size) {
    long[] bits = none(size);
    java.util.Arrays.fill(bits, -1L);
    return bits;
  }

  static void add(long[] bits, int row) {
    bits[row >>> 6] |= 1L << row;
  }

  static boolean has(long @Nullable [] bits, int row) {
    return bits != null && (bits[row >>> 6] & 1L << row) != 0;
  }

  static long @Nullable [] either(long @Nullable [] one, long @Nullable [] other) {
    if (one == null || one == other) {
      return other;
    }
    if (other == null) {
      return one;
    }
    int words = Math.min(one.length, other.length);
    long[] both = new long[words];
    for (int i = 0; i < words; i++) {
      both[i] = one[i] | other[i];
    }
    return both;
  }
}
