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
  private boolean pageTrue;
  private boolean pageFalse;

  BooleanChunk(Storage storage, Packer packer, int pageRows) {
    super(storage, packer, pageRows);
    this.bits = new byte[pageRows / 8 + 1];
  }

  @Override
  void add(Column column, int from, int count) {
    for (int i = from; i < from + count; i++) {
      if (column.hasValue(i)) {
        boolean value = column.getBoolean(i);
        pageTrue |= value;
        pageFalse |= !value;
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
  void takeBounds(PageNotes.Bounds to) {
    if (pageTrue || pageFalse) {
      to.set(bit(!pageFalse), bit(pageTrue));
    }
    anyTrue |= pageTrue;
    anyFalse |= pageFalse;
    pageTrue = false;
    pageFalse = false;
  }

  private static byte[] bit(boolean value) {
    return new byte[] {(byte) (value ? 1 : 0)};
  }

  @Override
  void writeBounds(StructWriter to) {
    if (anyTrue || anyFalse) {
      to.binary(5, bit(anyTrue)).binary(6, bit(!anyFalse));
    }
  }
}
