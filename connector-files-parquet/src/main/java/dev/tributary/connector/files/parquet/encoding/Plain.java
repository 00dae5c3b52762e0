package dev.tributary.connector.files.parquet.encoding;

import dev.tributary.connector.files.parquet.wire.LittleEndian;
import dev.tributary.connector.files.parquet.wire.Malformed;

/** Decodes values that stand one after another as they are. */
final class Plain implements ValueDecoder {
  private final Physical type;
  private final int length;
  private final byte[] bytes;
  private final int end;
  private int at;
  private int bit;

  Plain(Physical type, int length, byte[] bytes, int from, int end) {
    this.type = type;
    this.length = length;
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  @Override
  public void decode(Values into, int count) {
    switch (type) {
      case BOOLEAN -> bits(into, count);
      case INT32, FLOAT -> {
        int from = take(count, 4);
        for (int i = 0; i < count; i++) {
          into.ints[i] = LittleEndian.getInt(bytes, from + 4 * i);
        }
      }
      case INT64, DOUBLE -> {
        int from = take(count, 8);
        for (int i = 0; i < count; i++) {
          into.longs[i] = LittleEndian.getLong(bytes, from + 8 * i);
        }
      }
      case INT96 -> fixed(into, count, 12);
      case FIXED -> fixed(into, count, length);
      case BYTE_ARRAY -> variable(into, count);
    }
  }

  private int take(int count, int width) {
    int from = at;
    long size = (long) count * width;
    if (end - from < size) {
      throw Malformed.tooShort("plain values end too early");
    }
    at = from + (int) size;
    return from;
  }

  private void bits(Values into, int count) {
    for (int i = 0; i < count; i++) {
      if (at >= end) {
        throw Malformed.tooShort("plain booleans end too early");
      }
      into.ints[i] = bytes[at] >>> bit & 1;
      bit = (bit + 1) & 7;
      at += bit == 0 ? 1 : 0;
    }
  }

  private void fixed(Values into, int count, int width) {
    int from = take(count, width);
    into.bytes = bytes;
    for (int i = 0; i < count; i++) {
      into.starts[i] = from + i * width;
      into.ends[i] = from + (i + 1) * width;
    }
  }

  private void variable(Values into, int count) {
    into.bytes = bytes;
    int next = at;
    for (int i = 0; i < count; i++) {
      if (end - next < 4) {
        throw Malformed.tooShort("plain texts end too early");
      }
      int size = LittleEndian.getInt(bytes, next);
      next += 4;
      if (size < 0 || size > end - next) {
        throw Malformed.of("a value of " + size + " bytes where " + (end - next) + " are left");
      }
      into.starts[i] = next;
      next += size;
      into.ends[i] = next;
    }
    at = next;
  }
}
