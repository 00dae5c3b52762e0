package dev.tributary.connector.files.parquet.encoding;

import dev.tributary.connector.files.parquet.wire.Malformed;

/** Decodes texts whose lengths stand before them, as differences: DELTA_LENGTH_BYTE_ARRAY. */
final class DeltaLength implements ValueDecoder {
  private final byte[] bytes;
  private final int end;
  private final DeltaReader lengths;
  private final long[] next = new long[Values.CAPACITY];
  private int at;

  DeltaLength(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.end = end;
    this.lengths = new DeltaReader(bytes, from, end);
    this.at = new DeltaReader(bytes, from, end).skipAll();
  }

  @Override
  public void decode(Values into, int count) {
    lengths.read(next, count);
    into.bytes = bytes;
    for (int i = 0; i < count; i++) {
      long length = next[i];
      if (length < 0 || length > end - at) {
        throw Malformed.of("a value of " + length + " bytes where " + (end - at) + " are left");
      }
      into.starts[i] = at;
      at += (int) length;
      into.ends[i] = at;
    }
  }
}
