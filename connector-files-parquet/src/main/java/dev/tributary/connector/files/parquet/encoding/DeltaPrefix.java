package dev.tributary.connector.files.parquet.encoding;

import dev.tributary.connector.files.parquet.wire.Malformed;
import java.util.Arrays;

/**
 * Decodes texts that share their beginning with the one before: DELTA_BYTE_ARRAY.
 *
 * <p>A few bytes of a page may stand for much text, so the values are looked at before they are
 * made: {@link #ready} allows as many as fit into a megabyte, or one.
 */
final class DeltaPrefix implements ValueDecoder {
  private static final int MOST = 1 << 20;

  private final DeltaReader prefixes;
  private final DeltaLength suffixes;
  private final Values parts = new Values(Physical.BYTE_ARRAY);
  private final long[] shared = new long[Values.CAPACITY];
  private int ahead;
  private byte[] made = new byte[64];
  private byte[] last = {};
  private int lastLength;

  DeltaPrefix(byte[] bytes, int from, int end) {
    prefixes = new DeltaReader(bytes, from, end);
    suffixes = new DeltaLength(bytes, new DeltaReader(bytes, from, end).skipAll(), end);
  }

  /** Looks at the next values as far as they are wanted; a smaller look follows when it is used. */
  @Override
  public int ready(int wanted) {
    if (ahead == 0) {
      // there are fewer values than places where some are null
      int some = (int) Math.min(wanted, prefixes.left());
      if (some == 0) {
        return wanted;
      }
      prefixes.read(shared, some);
      suffixes.decode(parts, some);
      ahead = some;
    }
    int most = Math.min(wanted, ahead);
    long total = 0;
    for (int i = 0; i < most; i++) {
      total += shared[i] + parts.ends[i] - parts.starts[i];
      if (total > MOST) {
        return Math.max(1, i);
      }
    }
    return most;
  }

  @Override
  public void decode(Values into, int count) {
    if (count == 0) {
      return;
    }
    if (ahead < count) {
      throw Malformed.tooShort("texts end too early");
    }
    int size = 0;
    int from = 0;
    int length = lastLength;
    byte[] source = last;
    for (int i = 0; i < count; i++) {
      int prefix = (int) shared[i];
      if (shared[i] < 0 || shared[i] > length) {
        throw Malformed.of("a value shares " + shared[i] + " bytes of the " + length + " before");
      }
      int suffix = parts.ends[i] - parts.starts[i];
      long needed = (long) size + prefix + suffix;
      if (needed > Integer.MAX_VALUE - 16) {
        throw Malformed.of("a value of " + needed + " bytes");
      }
      if (needed + 8 > made.length) {
        boolean own = source == made;
        made = Arrays.copyOf(made, (int) Math.max(needed + 8, Math.min(2L * made.length, MOST)));
        source = own ? made : source;
      }
      System.arraycopy(source, from, made, size, prefix);
      System.arraycopy(parts.bytes, parts.starts[i], made, size + prefix, suffix);
      into.starts[i] = size;
      from = size;
      length = prefix + suffix;
      size += length;
      into.ends[i] = size;
      source = made;
    }
    into.bytes = made;
    last = Arrays.copyOfRange(made, from, from + length);
    lastLength = length;
    ahead -= count;
    System.arraycopy(shared, count, shared, 0, ahead);
    System.arraycopy(parts.starts, count, parts.starts, 0, ahead);
    System.arraycopy(parts.ends, count, parts.ends, 0, ahead);
  }
}
