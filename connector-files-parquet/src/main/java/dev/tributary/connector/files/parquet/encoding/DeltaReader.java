package dev.tributary.connector.files.parquet.encoding;

import dev.tributary.connector.files.parquet.wire.LittleEndian;
import dev.tributary.connector.files.parquet.wire.Malformed;

/** Reads numbers that are stored as packed differences: DELTA_BINARY_PACKED. */
final class DeltaReader {
  private static final int MOST_VALUES_OF_BLOCK = 1 << 20;

  private final byte[] bytes;
  private final int end;
  private final int minisOfBlock;
  private final int valuesOfMini;
  private final byte[] widths;
  private int at;
  private long left;
  private boolean first = true;
  private long value;
  private long least;
  private int mini;
  private int leftInMini;
  private int width;
  private long bit;

  DeltaReader(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
    long block = varint();
    long minis = varint();
    left = varint();
    value = zigzag();
    if (block < 8 || block > MOST_VALUES_OF_BLOCK || minis < 1 || minis > block / 8) {
      throw Malformed.of("blocks of " + block + " differences in " + minis + " parts");
    }
    if (block % minis != 0 || block / minis % 8 != 0 || left < 0) {
      throw Malformed.of("parts of " + block + "/" + minis + " differences");
    }
    minisOfBlock = (int) minis;
    valuesOfMini = (int) (block / minis);
    widths = new byte[minisOfBlock];
    mini = minisOfBlock;
  }

  /** Returns where the bytes of all numbers end, without decoding any; the reader is used up. */
  int skipAll() {
    if (left > 0) {
      left--;
    }
    while (left > 0) {
      openMini();
      left -= Math.min(left, valuesOfMini);
    }
    return at;
  }

  /** Returns how many numbers are left to read. */
  long left() {
    return left;
  }

  void read(long[] into, int count) {
    if (count > left) {
      throw Malformed.tooShort("differences end too early");
    }
    int done = 0;
    if (first && count > 0) {
      into[done++] = value;
      first = false;
      left--;
    }
    while (done < count) {
      if (leftInMini == 0) {
        openMini();
        leftInMini = valuesOfMini;
      }
      int run = Math.min(leftInMini, count - done);
      unpack(into, done, run);
      done += run;
      leftInMini -= run;
      left -= run;
    }
  }

  private void unpack(long[] into, int from, int count) {
    if ((bit + (long) count * width + 7) >>> 3 > end) {
      throw Malformed.tooShort("packed differences end too early");
    }
    long last = value;
    long base = least;
    if (width == 0) {
      for (int i = from; i < from + count; i++) {
        last += base;
        into[i] = last;
      }
    } else if (width <= 56) {
      long mask = (1L << width) - 1;
      long next = bit;
      for (int i = from; i < from + count; i++) {
        last += base + (LittleEndian.getLong(bytes, (int) (next >>> 3)) >>> (next & 7) & mask);
        into[i] = last;
        next += width;
      }
    } else {
      for (int i = from; i < from + count; i++) {
        last += base + wide(bit + (long) (i - from) * width);
        into[i] = last;
      }
    }
    bit += (long) count * width;
    value = last;
  }

  private long wide(long from) {
    int shift = (int) (from & 7);
    int byteAt = (int) (from >>> 3);
    long low = LittleEndian.getLong(bytes, byteAt) >>> shift;
    long high = shift == 0 ? 0 : (long) (bytes[byteAt + 8] & 0xFF) << (64 - shift);
    long mask = width == 64 ? -1 : (1L << width) - 1;
    return (low | high) & mask;
  }

  private void openMini() {
    if (mini == minisOfBlock) {
      least = zigzag();
      if (end - at < minisOfBlock) {
        throw Malformed.tooShort("the widths of differences are missing");
      }
      System.arraycopy(bytes, at, widths, 0, minisOfBlock);
      at += minisOfBlock;
      mini = 0;
    }
    width = widths[mini++];
    if (width < 0 || width > 64) {
      throw Malformed.of("differences of " + width + " bits");
    }
    bit = (long) at << 3;
    // the last part may be cut short; what is used of it is checked when it is used
    at = (int) Math.min(end, at + (long) valuesOfMini * width / 8);
  }

  private long zigzag() {
    long raw = varint();
    return (raw >>> 1) ^ -(raw & 1);
  }

  private long varint() {
    long raw = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at >= end) {
        throw Malformed.tooShort("a number is missing");
      }
      int part = bytes[at++];
      raw |= (long) (part & 0x7F) << shift;
      if (part >= 0) {
        return raw;
      }
    }
    throw Malformed.of("a number does not end");
  }
}
