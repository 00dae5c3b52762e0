package dev.tributary.connector.files.parquet.compression;

import dev.tributary.connector.files.parquet.wire.LittleEndian;
import dev.tributary.connector.files.parquet.wire.Malformed;

/**
 * Decompresses Snappy blocks. Most pages come so, and half of a read was spent in the library's
 * decompressor: this one moves eight bytes at a time and may write past an element's end, into what
 * the next element overwrites.
 */
final class Snappy {
  /** How many bytes behind the end of the output may be written. */
  static final int SPARE = 64;

  private static final int SHORT_LITERAL = 16;

  private Snappy() {}

  /**
   * Decompresses a block.
   *
   * @param out takes the result, with {@value #SPARE} bytes to spare behind it
   * @param size how many bytes the result has
   * @return where the result ends
   * @throws Malformed if the block is broken or becomes anything else than {@code size} bytes
   */
  static int unpack(byte[] in, int from, int length, byte[] out, int start, int size) {
    int end = from + length;
    int ip = from;
    int claimed = 0;
    for (int shift = 0; ; shift += 7) {
      if (ip >= end || shift > 28) {
        throw Malformed.of("its SNAPPY has no length");
      }
      int part = in[ip++];
      claimed |= (part & 0x7F) << shift;
      if (part >= 0) {
        break;
      }
    }
    if (claimed != size) {
      throw Malformed.of("its SNAPPY becomes " + claimed + " bytes, not " + size);
    }
    try {
      return elements(in, ip, end, out, start, start + size);
    } catch (IndexOutOfBoundsException outside) {
      throw Malformed.of("its SNAPPY ends within an element");
    }
  }

  private static int elements(byte[] in, int from, int end, byte[] out, int start, int limit) {
    int ip = from;
    int op = start;
    while (ip < end) {
      int tag = in[ip++];
      int count = ((tag & 0xFF) >>> 2) + 1;
      int kind = tag & 3;
      if (kind == 0) {
        if (count <= SHORT_LITERAL && ip <= in.length - SHORT_LITERAL && count <= limit - op) {
          LittleEndian.putLong(out, op, LittleEndian.getLong(in, ip));
          LittleEndian.putLong(out, op + 8, LittleEndian.getLong(in, ip + 8));
        } else {
          if (count > 60) {
            int bytes = count - 60;
            count = number(in, ip, end, bytes) + 1;
            ip += bytes;
          }
          if (count < 1 || count > end - ip || count > limit - op) {
            throw tooLong(count);
          }
          System.arraycopy(in, ip, out, op, count);
        }
        ip += count;
        op += count;
        continue;
      }
      // what lies past the end is no harm: then the block does not end where it should
      int offset;
      if (kind == 1) {
        count = 4 + (tag >>> 2 & 7);
        offset = (tag & 0xE0) << 3 | (in[ip] & 0xFF);
        ip++;
      } else if (kind == 2) {
        offset = (in[ip] & 0xFF) | ((in[ip + 1] & 0xFF) << 8);
        ip += 2;
      } else {
        offset = number(in, ip, end, 4);
        ip += 4;
      }
      if (offset < 1 || offset > op - start || count > limit - op) {
        throw tooLong(count);
      }
      int stop = op + count;
      int back = op - offset;
      if (offset >= 8) {
        do {
          LittleEndian.putLong(out, op, LittleEndian.getLong(out, back));
          op += 8;
          back += 8;
        } while (op < stop);
      } else {
        while (op < stop) {
          out[op++] = out[back++];
        }
      }
      op = stop;
    }
    if (ip != end) {
      throw Malformed.of("its SNAPPY ends within an element");
    }
    return op;
  }

  private static int number(byte[] in, int at, int end, int bytes) {
    if (bytes > end - at) {
      throw Malformed.of("its SNAPPY ends within an element");
    }
    int value = in[at] & 0xFF;
    for (int i = 1; i < bytes; i++) {
      value |= (in[at + i] & 0xFF) << (8 * i);
    }
    return value;
  }

  private static Malformed tooLong(int count) {
    return Malformed.of("an element of " + count + " bytes in its SNAPPY does not fit");
  }
}
