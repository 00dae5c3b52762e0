package dev.tributary.connector.files.csv;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Finds the bytes that mean something in CSV, eight at a time: delimiter, quote, escape and line
 * ends. Used by one thread.
 */
final class Marks {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW = 0x7F7F7F7F7F7F7F7FL;
  private static final long ONES = 0x0101010101010101L;
  private static final long LINE_FEEDS = ONES * '\n';
  private static final long RETURNS = ONES * '\r';

  private final long delimiters;
  private final long quotes;
  private final long escapes;
  private final boolean escaping;

  int[] places = new int[1 << 10];
  int count;

  /** Each is a byte, or negative if there is none. */
  Marks(int delimiter, int quote, int escape) {
    this.delimiters = ONES * delimiter;
    this.quotes = quote < 0 ? delimiters : ONES * quote;
    this.escapes = escape < 0 ? delimiters : ONES * escape;
    this.escaping = escape >= 0;
  }

  /** Looks from one index to another; eight bytes behind it may be read. */
  void find(byte[] bytes, int from, int to) {
    int[] found = places;
    int n = 0;
    for (int i = from; i < to; i += 8) {
      long word = (long) LONGS.get(bytes, i);
      long a = word ^ delimiters;
      long b = word ^ quotes;
      long c = word ^ LINE_FEEDS;
      long d = word ^ RETURNS;
      // the high bit of a byte is 0 exactly where the byte is
      long none =
          (((a & LOW) + LOW) | a)
              & (((b & LOW) + LOW) | b)
              & (((c & LOW) + LOW) | c)
              & (((d & LOW) + LOW) | d);
      if (escaping) {
        long e = word ^ escapes;
        none &= ((e & LOW) + LOW) | e;
      }
      long hits = ~(none | LOW);
      if (hits != 0) {
        if (n + 8 > found.length) {
          found = Arrays.copyOf(found, 2 * found.length);
        }
        do {
          found[n++] = i + (Long.numberOfTrailingZeros(hits) >>> 3);
          hits &= hits - 1;
        } while (hits != 0);
      }
    }
    while (n > 0 && found[n - 1] >= to) {
      n--;
    }
    places = found;
    count = n;
  }
}
