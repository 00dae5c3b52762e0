package dev.tributary.connector.files.avro.write;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Collects Avro's binary form. Not thread-safe. */
final class Output {
  byte[] bytes = new byte[64 << 10];
  int size;

  void putLong(long value) {
    room(10);
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) ((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  void putByte(int value) {
    room(1);
    bytes[size++] = (byte) value;
  }

  void putFour(int value) {
    room(4);
    ByteBuffer.wrap(bytes, size, 4).order(ByteOrder.LITTLE_ENDIAN).putInt(value);
    size += 4;
  }

  void putEight(long value) {
    room(8);
    ByteBuffer.wrap(bytes, size, 8).order(ByteOrder.LITTLE_ENDIAN).putLong(value);
    size += 8;
  }

  /** Puts bytes with their length before them. */
  void putBytes(byte[] from, int start, int end) {
    putLong(end - (long) start);
    put(from, start, end);
  }

  void put(byte[] from, int start, int end) {
    room(end - start);
    System.arraycopy(from, start, bytes, size, end - start);
    size += end - start;
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      long doubled = Math.min(Integer.MAX_VALUE - 16, 2L * bytes.length);
      bytes = Arrays.copyOf(bytes, (int) Math.max(Math.addExact(size, more), doubled));
    }
  }
}
