package dev.tributary.connector.files.csv;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Finds the bytes that mean something in CSV, eight at a time: delimiter, quote, escape and line
 * ends. Used by one thread.
 *
 * <p>Other control characters between 8 and 15, such as a tab, are found too: to tell them from
 * line ends here would cost more than to pass over the few there are.
 */
final class Marks {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW = 0x7F7F7F7F7F7F7F7FL;
  private static final long ONES = 0x0101010101010101L;
  private static final long LINE_FEEDS = ONES * '\n';
  private static final long NOT_THREE_BITS = ~(ONES * 7);

  /** Moves the lowest bit of each byte into the highest byte, the first byte's lowest. */
  private static final long GATHER = 0x0102040810204080L;

  /** How many bytes are looked at together. */
  private static final int STEP = 64;

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

  /** Looks from one index to another; as many bytes behind it may be read as a window has spare. */
  void find(byte[] bytes, int from, int to) {
    int n = 0;
    for (int i = from; i < to; i += STEP) {
      long hits = 0;
      for (int k = 0; k < STEP; k += 8) {
        hits |= hits((long) LONGS.get(bytes, i + k)) << k;
      }
      if (n + STEP > places.length) {
        places = Arrays.copyOf(places, 2 * places.length);
      }
      n = list(hits, i, places, n);
    }
    int[] found = places;
    while (n > 0 && found[n - 1] >= to) {
      n--;
    }
    count = n;
  }

  /** Returns a bit for each of eight bytes, the first one's lowest: whether it means something. */
  private long hits(long word) {
    long a = word ^ delimiters;
    long b = word ^ quotes;
    long c = (word ^ LINE_FEEDS) & NOT_THREE_BITS;
    // the high bit of a byte is 0 exactly where the byte is
    long none = (((a & LOW) + LOW) | a) & (((b & LOW) + LOW) | b) & (((c & LOW) + LOW) | c);
    if (escaping) {
      long e = word ^ escapes;
      none &= ((e & LOW) + LOW) | e;
    }
    return ((~(none | LOW) >>> 7) * GATHER) >>> 56;
  }

  /**
   * Lists the places of bits. Some are written without asking whether there are so many, because
   * the processor cannot foretell how many there are; what is too much is written over.
   */
  private static int list(long hits, int at, int[] found, int n) {
    long left = hits;
    int next = n;
    int end = n + Long.bitCount(hits);
    do {
      found[next] = at + Long.numberOfTrailingZeros(left);
      left &= left - 1;
      found[next + 1] = at + Long.numberOfTrailingZeros(left);
      left &= left - 1;
      found[next + 2] = at + Long.numberOfTrailingZeros(left);
      left &= left - 1;
      found[next + 3] = at + Long.numberOfTrailingZeros(left);
      left &= left - 1;
      found[next + 4] = at + Long.numberOfTrailingZeros(left);
      left &= left - 1;
      found[next + 5] = at + Long.numberOfTrailingZeros(left);
      left &= left - 1;
      found[next + 6] = at + Long.numberOfTrailingZeros(left);
      left &= left - 1;
      found[next + 7] = at + Long.numberOfTrailingZeros(left);
      left &= left - 1;
      next += 8;
    } while (left != 0);
    return end;
  }
}
