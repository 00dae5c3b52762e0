package dev.tributary.connector.files.parquet.write;

import dev.tributary.connector.files.parquet.wire.LittleEndian;

/** Encodes small numbers as runs of one number and groups of eight packed ones. */
final class RunEncoder {
  private static final int SHORTEST_RUN = 8;

  private RunEncoder() {}

  static void write(int[] numbers, int count, int width, Bytes to) {
    int packed = 0;
    int at = 0;
    while (at < count) {
      int value = numbers[at];
      int end = at + 1;
      while (end < count && numbers[end] == value) {
        end++;
      }
      int odd = (at - packed) & 7;
      if (end - at < SHORTEST_RUN) {
        at = end;
      } else if (odd != 0) {
        // what is packed comes in groups of eight: the run lends what is missing
        at += 8 - odd;
      } else {
        pack(numbers, packed, at, width, to);
        to.putVarint((end - at) << 1);
        for (int shift = 0; shift < width; shift += 8) {
          to.putByte(value >>> shift);
        }
        at = end;
        packed = end;
      }
    }
    pack(numbers, packed, count, width, to);
  }

  private static void pack(int[] numbers, int from, int end, int width, Bytes to) {
    if (from == end) {
      return;
    }
    int groups = (end - from + 7) / 8;
    to.putVarint(groups << 1 | 1);
    int total = groups * width;
    to.room(total + 8);
    byte[] bytes = to.bytes;
    int at = to.size;
    long held = 0;
    int bits = 0;
    for (int i = from; i < end; i++) {
      held |= (long) numbers[i] << bits;
      bits += width;
      if (bits >= 32) {
        LittleEndian.putInt(bytes, at, (int) held);
        at += 4;
        held >>>= 32;
        bits -= 32;
      }
    }
    LittleEndian.putLong(bytes, at, held);
    // zeros fill the last group
    for (int i = at + 8; i < to.size + total; i++) {
      bytes[i] = 0;
    }
    to.size += total;
  }
}
