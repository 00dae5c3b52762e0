package dev.tributary.connector.files.parquet.write;

import dev.tributary.connector.batch.Column;
import dev.tributary.connector.files.parquet.compression.Packer;
import dev.tributary.connector.files.parquet.wire.StructWriter;

/** A column chunk of truth values, eight in a byte. */
final class BooleanChunk extends ChunkWriter {
  private final byte[] bits;
  private int size;
  private boolean anyTrue;
  private boolean anyFalse;

  BooleanChunk(Storage storage, Packer packer, int pageRows) {
    super(storage, packer, pageRows);
    this.bits = new byte[pageRows / 8 + 1];
  }

  @Override
  void add(Column column, int from, int count) {
    for (int i = from; i < from + count; i++) {
      if (column.hasValue(i)) {
        boolean value = column.getBoolean(i);
        anyTrue |= value;
        anyFalse |= !value;
        int bit = 1 << (size & 7);
        bits[size >> 3] = (byte) ((bits[size >> 3] & (bit - 1)) | (value ? bit : 0));
        size++;
      }
    }
  }

  @Override
  int pageBytes() {
    return size / 8;
  }

  @Override
  boolean isDictionary() {
    return false;
  }

  @Override
  void endPage(Bytes to) {
    to.put(bits, 0, (size + 7) / 8);
    size = 0;
  }

  @Override
  int dictionarySize() {
    return 0;
  }

  @Override
  void writeDictionary(Bytes to) {}

  @Override
  void writeBounds(StructWriter to) {
    if (anyTrue || anyFalse) {
      to.binary(5, new byte[] {(byte) (anyTrue ? 1 : 0)});
      to.binary(6, new byte[] {(byte) (anyFalse ? 0 : 1)});
    }
  }
}
