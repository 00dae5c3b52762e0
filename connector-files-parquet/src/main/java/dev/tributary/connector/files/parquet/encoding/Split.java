package dev.tributary.connector.files.parquet.encoding;

import dev.tributary.connector.files.parquet.wire.Malformed;

/** Decodes values whose first bytes stand together, then their second: BYTE_STREAM_SPLIT. */
final class Split implements ValueDecoder {
  private static final int MOST = 1 << 20;

  private final Physical type;
  private final byte[] bytes;
  private final int from;
  private final int width;
  private final int size;
  private byte[] made = {};
  private int next;

  Split(Physical type, int length, byte[] bytes, int from, int end) {
    this.type = type;
    this.width = type == Physical.FIXED ? length : type.width();
    if (width < 1 || type == Physical.INT96) {
      throw Malformed.of("split bytes of " + type);
    }
    this.bytes = bytes;
    this.from = from;
    this.size = (end - from) / width;
  }

  @Override
  public int ready(int wanted) {
    return type == Physical.FIXED ? Math.max(1, Math.min(wanted, MOST / width)) : wanted;
  }

  @Override
  public void decode(Values into, int count) {
    if (count > size - next) {
      throw Malformed.tooShort("split values end too early");
    }
    switch (type) {
      case INT32, FLOAT -> {
        for (int i = 0; i < count; i++) {
          into.ints[i] = (int) gather(next + i);
        }
      }
      case INT64, DOUBLE -> {
        for (int i = 0; i < count; i++) {
          into.longs[i] = gather(next + i);
        }
      }
      default -> fixed(into, count);
    }
    next += count;
  }

  private long gather(int index) {
    long value = 0;
    for (int b = width - 1; b >= 0; b--) {
      value = value << 8 | (bytes[from + b * size + index] & 0xFF);
    }
    return value;
  }

  private void fixed(Values into, int count) {
    if (made.length < count * width + 8) {
      made = new byte[count * width + 8];
    }
    into.bytes = made;
    for (int i = 0; i < count; i++) {
      for (int b = 0; b < width; b++) {
        made[i * width + b] = bytes[from + b * size + next + i];
      }
      into.starts[i] = i * width;
      into.ends[i] = (i + 1) * width;
    }
  }
}
