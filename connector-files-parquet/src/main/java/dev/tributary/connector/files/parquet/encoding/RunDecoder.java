package dev.tributary.connector.files.parquet.encoding;

import dev.tributary.connector.files.parquet.wire.LittleEndian;
import dev.tributary.connector.files.parquet.wire.Malformed;
import java.util.Arrays;

/**
 * Decodes small numbers from the hybrid of runs and packed bits: levels, places in a dictionary,
 * booleans. The bytes have eight to spare behind their end.
 */
public final class RunDecoder {
  private final byte[] bytes;
  private final int end;
  private final int width;
  private final int mask;
  private int at;
  private int left;
  private boolean packed;
  private int value;
  private long bit;

  /**
   * Makes a decoder.
   *
   * @param width how many bits a number has, 0 to 32
   */
  public RunDecoder(byte[] bytes, int from, int end, int width) {
    if (width < 0 || width > 32) {
      throw Malformed.of("numbers of " + width + " bits");
    }
    this.bytes = bytes;
    this.at = from;
    this.end = end;
    this.width = width;
    this.mask = (int) ((1L << width) - 1);
  }

  /** Decodes the next numbers. */
  public void read(int[] into, int count) {
    if (width == 0) {
      Arrays.fill(into, 0, count, 0);
      return;
    }
    int done = 0;
    while (done < count) {
      if (left == 0) {
        open();
        continue;
      }
      int run = Math.min(left, count - done);
      if (packed) {
        unpack(into, done, run);
      } else {
        Arrays.fill(into, done, done + run, value);
      }
      left -= run;
      done += run;
    }
  }

  private void unpack(int[] into, int from, int count) {
    long until = bit + (long) count * width;
    if ((until + 7) >>> 3 > end) {
      throw Malformed.tooShort("packed numbers end too early");
    }
    long next = bit;
    int step = width;
    int keep = mask;
    byte[] source = bytes;
    for (int i = from; i < from + count; i++) {
      into[i] = (int) (LittleEndian.getLong(source, (int) (next >>> 3)) >>> (next & 7)) & keep;
      next += step;
    }
    bit = next;
  }

  private void open() {
    long head = 0;
    int shift = 0;
    int part;
    do {
      if (at >= end) {
        throw Malformed.tooShort("runs of numbers end too early");
      }
      part = bytes[at++];
      head |= (long) (part & 0x7F) << shift;
      shift += 7;
    } while (part < 0 && shift < 35);
    long length = head >>> 1;
    packed = (head & 1) != 0;
    if (packed) {
      bit = (long) at << 3;
      // the last group may be cut short; what is used of it is checked when it is used
      at = (int) Math.min(end, at + length * width);
      left = (int) Math.min(Integer.MAX_VALUE, length * 8);
    } else {
      int size = (width + 7) / 8;
      if (end - at < size) {
        throw Malformed.tooShort("a run's number is missing");
      }
      value = LittleEndian.getInt(bytes, at) & mask;
      at += size;
      left = (int) Math.min(Integer.MAX_VALUE, length);
    }
  }
}
