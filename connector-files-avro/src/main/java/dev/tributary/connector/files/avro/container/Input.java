package dev.tributary.connector.files.avro.container;

import dev.tributary.connector.files.avro.schema.Broken;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads Avro's binary form from memory. Not thread-safe. */
public final class Input {
  private final byte[] bytes;
  private final int end;
  private int at;

  /** Makes an input of the bytes from one place up to another. */
  public Input(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  /** Returns the array that places are in. */
  public byte[] bytes() {
    return bytes;
  }

  /** Returns the place of the next byte. */
  public int position() {
    return at;
  }

  /** Goes back, or forward, to a place. */
  public void position(int position) {
    at = position;
  }

  /** Returns how many bytes are left. */
  public int left() {
    return end - at;
  }

  /** Reads a number of up to 64 bits. */
  public long readLong() {
    int shift = 0;
    long value = 0;
    while (at < end && shift < 64) {
      int part = bytes[at++];
      value |= (long) (part & 0x7F) << shift;
      if (part >= 0) {
        return (value >>> 1) ^ -(value & 1);
      }
      shift += 7;
    }
    throw new Broken(shift < 64 ? "it ends within a number" : "a number does not end");
  }

  /** Reads a number of up to 32 bits. */
  public int readInt() {
    long value = readLong();
    if (value != (int) value) {
      throw new Broken("an int is " + value);
    }
    return (int) value;
  }

  /** Reads a truth value. */
  public boolean readBoolean() {
    return bytes[skip(1)] != 0;
  }

  /** Reads four bytes, lowest first. */
  public int readFour() {
    int from = skip(4);
    return ByteBuffer.wrap(bytes, from, 4).order(ByteOrder.LITTLE_ENDIAN).getInt();
  }

  /** Reads eight bytes, lowest first. */
  public long readEight() {
    int from = skip(8);
    return ByteBuffer.wrap(bytes, from, 8).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  /** Reads a length, and checks that so many bytes follow. */
  public int readLength() {
    long length = readLong();
    if (length < 0 || length > left()) {
      throw new Broken("a value of " + length + " bytes where " + left() + " are left");
    }
    return (int) length;
  }

  /** Passes over bytes, and returns where they started. */
  public int skip(int count) {
    if (count > end - at) {
      throw new Broken("it needs " + count + " bytes where " + left() + " are left");
    }
    int from = at;
    at += count;
    return from;
  }

  /**
   * Reads how many values follow in an array or a map; 0 at its end.
   *
   * @throws Broken if there cannot be so many
   */
  public long readCount() {
    long count = readLong();
    if (count < 0) {
      readLong();
      count = -count;
    }
    if (count < 0) {
      throw new Broken("an array of " + count + " values");
    }
    return count;
  }
}
