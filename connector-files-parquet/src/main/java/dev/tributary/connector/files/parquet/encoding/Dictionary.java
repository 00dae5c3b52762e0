package dev.tributary.connector.files.parquet.encoding;

import dev.tributary.connector.files.parquet.wire.Malformed;

/** The distinct values of a column chunk, which its pages point to. */
public final class Dictionary {
  private final int size;
  private final int[] ints;
  private final long[] longs;
  private final byte[] bytes;
  private final int[] starts;
  private final int[] ends;

  /**
   * Reads a dictionary page, whose bytes it keeps.
   *
   * @param count how many values the page says that it has
   * @throws Malformed if it has fewer
   */
  public Dictionary(Physical type, int length, byte[] bytes, int end, int count) {
    int least = type == Physical.BYTE_ARRAY ? 4 : type == Physical.FIXED ? length : type.width();
    // a page of n bytes has at most so many values: nothing is allocated by what it claims
    if (count < 0 || type == Physical.BOOLEAN || (long) count * Math.max(1, least) > end) {
      throw Malformed.of("a dictionary of " + count + " values in " + end + " bytes");
    }
    this.size = count;
    this.bytes = bytes;
    boolean isInt = type == Physical.INT32 || type == Physical.FLOAT;
    boolean isLong = type == Physical.INT64 || type == Physical.DOUBLE;
    ints = new int[isInt ? count : 0];
    longs = new long[isLong ? count : 0];
    starts = new int[isInt || isLong ? 0 : count];
    ends = new int[starts.length];
    Plain plain = new Plain(type, length, bytes, 0, end);
    Values vector = new Values(type);
    for (int done = 0; done < count; ) {
      int some = Math.min(Values.CAPACITY, count - done);
      plain.decode(vector, some);
      if (isInt) {
        System.arraycopy(vector.ints, 0, ints, done, some);
      } else if (isLong) {
        System.arraycopy(vector.longs, 0, longs, done, some);
      } else {
        System.arraycopy(vector.starts, 0, starts, done, some);
        System.arraycopy(vector.ends, 0, ends, done, some);
      }
      done += some;
    }
  }

  /** Returns a decoder of a page that points here: a byte with a width, then places. */
  public ValueDecoder decoder(byte[] page, int from, int end) {
    if (from >= end) {
      // a page of nulls alone
      return (into, count) -> {
        throw Malformed.tooShort("places in a dictionary are missing");
      };
    }
    RunDecoder places = new RunDecoder(page, from + 1, end, page[from]);
    int[] ids = new int[Values.CAPACITY];
    return (into, count) -> {
      places.read(ids, count);
      gather(ids, into, count);
    };
  }

  private void gather(int[] ids, Values into, int count) {
    int largest = 0;
    for (int i = 0; i < count; i++) {
      largest = Math.max(largest, ids[i] & Integer.MAX_VALUE);
      if (ids[i] < 0) {
        largest = Integer.MAX_VALUE;
      }
    }
    if (largest >= size) {
      throw Malformed.of("place " + largest + " in a dictionary of " + size);
    }
    if (ints.length > 0) {
      for (int i = 0; i < count; i++) {
        into.ints[i] = ints[ids[i]];
      }
    } else if (longs.length > 0) {
      for (int i = 0; i < count; i++) {
        into.longs[i] = longs[ids[i]];
      }
    } else {
      into.bytes = bytes;
      for (int i = 0; i < count; i++) {
        into.starts[i] = starts[ids[i]];
        into.ends[i] = ends[ids[i]];
      }
    }
  }
}
