package dev.tributary.connector.files.parquet.write;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.parquet.wire.LittleEndian;
import java.util.Arrays;

/** Bytes that grow. The fields are open because every value passes through here. */
final class Bytes {
  private static final int LARGEST = Integer.MAX_VALUE - 64;

  byte[] bytes;
  int size;

  Bytes(int capacity) {
    bytes = new byte[capacity];
  }

  /** Makes room for so many more bytes, and eight to spare. */
  void room(int more) {
    long needed = (long) size + more + 8;
    if (needed > bytes.length) {
      if (needed > LARGEST) {
        throw ConnectorException.of(ErrorKind.DATA, "a page passes two gigabytes").build();
      }
      bytes = Arrays.copyOf(bytes, (int) Math.max(needed, Math.min(LARGEST, 2L * bytes.length)));
    }
  }

  void putInt(int value) {
    room(4);
    LittleEndian.putInt(bytes, size, value);
    size += 4;
  }

  void put(byte[] from, int start, int length) {
    room(length);
    System.arraycopy(from, start, bytes, size, length);
    size += length;
  }

  void putByte(int value) {
    room(1);
    bytes[size++] = (byte) value;
  }

  void putVarint(int value) {
    int rest = value;
    while ((rest & ~0x7F) != 0) {
      putByte((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    putByte(rest);
  }
}
