package dev.tributary.connector.files.parquet.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes structures in Thrift's compact protocol, field by field in the order of their numbers.
 *
 * <p>Not thread-safe.
 */
public final class StructWriter {
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int STRUCT = 12;

  private byte[] bytes = new byte[256];
  private int size;
  private int last;
  private int[] outer = new int[8];
  private int depth;

  /** Writes an integer of 32 bits. */
  public StructWriter i32(int id, int value) {
    head(id, 5);
    return zigzag(value);
  }

  /** Writes an integer of 64 bits. */
  public StructWriter i64(int id, long value) {
    head(id, 6);
    return zigzag(value);
  }

  /** Writes an integer of 8 bits. */
  public StructWriter i8(int id, int value) {
    head(id, 3);
    put(value);
    return this;
  }

  /** Writes a truth value. */
  public StructWriter bool(int id, boolean value) {
    head(id, value ? 1 : 2);
    return this;
  }

  /** Writes bytes. */
  public StructWriter binary(int id, byte[] value) {
    head(id, BINARY);
    return element(value);
  }

  /** Writes a text. */
  public StructWriter text(int id, String value) {
    return binary(id, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Begins a structure as a field; {@link #end} ends it. */
  public StructWriter begin(int id) {
    head(id, STRUCT);
    return begin();
  }

  /** Begins a structure as an element of a list, or the whole; {@link #end} ends it. */
  public StructWriter begin() {
    if (depth == outer.length) {
      outer = Arrays.copyOf(outer, 2 * depth);
    }
    outer[depth++] = last;
    last = 0;
    return this;
  }

  /** Ends the structure begun last. */
  public StructWriter end() {
    put(0);
    last = outer[--depth];
    return this;
  }

  /** Begins a list of structures, each with {@link #begin()} and {@link #end}. */
  public StructWriter structs(int id, int count) {
    return list(id, STRUCT, count);
  }

  /** Begins a list of bytes or texts, each with {@link #element(byte[])}. */
  public StructWriter binaries(int id, int count) {
    return list(id, BINARY, count);
  }

  /** Begins a list of integers of 32 bits, each with {@link #element(long)}. */
  public StructWriter i32s(int id, int count) {
    return list(id, 5, count);
  }

  /** Begins a list of integers of 64 bits, each with {@link #element(long)}. */
  public StructWriter i64s(int id, int count) {
    return list(id, 6, count);
  }

  /** Begins a list of truth values, each with {@link #element(boolean)}. */
  public StructWriter bools(int id, int count) {
    return list(id, 1, count);
  }

  /** Writes an element of a list of bytes. */
  public StructWriter element(byte[] value) {
    varint(value.length);
    room(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
    return this;
  }

  /** Writes an element of a list of integers. */
  public StructWriter element(long value) {
    return zigzag(value);
  }

  /** Writes an element of a list of truth values. */
  public StructWriter element(boolean value) {
    put(value ? 1 : 2);
    return this;
  }

  /** Writes an element of a list of structures that was written elsewhere. */
  public StructWriter written(byte[] struct) {
    room(struct.length);
    System.arraycopy(struct, 0, bytes, size, struct.length);
    size += struct.length;
    return this;
  }

  /** Returns what was written. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private StructWriter list(int id, int type, int count) {
    head(id, LIST);
    if (count < 15) {
      put(count << 4 | type);
    } else {
      put(15 << 4 | type);
      varint(count);
    }
    return this;
  }

  private void head(int id, int type) {
    int step = id - last;
    if (step < 1 || step > 15) {
      throw new IllegalArgumentException("field " + id + " after " + last);
    }
    put(step << 4 | type);
    last = id;
  }

  private StructWriter zigzag(long value) {
    varint((value << 1) ^ (value >> 63));
    return this;
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      put((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    put((int) rest);
  }

  private void put(int value) {
    room(1);
    bytes[size++] = (byte) value;
  }

  private void room(int count) {
    if (bytes.length - size < count) {
      bytes = Arrays.copyOf(bytes, Math.max(size + count, 2 * bytes.length));
    }
  }
}
