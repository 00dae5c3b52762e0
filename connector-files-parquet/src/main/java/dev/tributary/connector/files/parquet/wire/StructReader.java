package dev.tributary.connector.files.parquet.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads structures in Thrift's compact protocol.
 *
 * <p>Nothing is allocated by a number that the bytes merely claim: a list has at most as many
 * elements as bytes are left, a binary at most as many bytes.
 */
public final class StructReader {
  private static final int MAX_DEPTH = 64;

  private static final int STOP = 0;
  private static final int TRUE = 1;
  private static final int FALSE = 2;
  private static final int BYTE = 3;
  private static final int SHORT = 4;
  private static final int INT = 5;
  private static final int LONG = 6;
  private static final int DOUBLE = 7;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int SET = 10;
  private static final int MAP = 11;
  private static final int STRUCT = 12;

  private final byte[] bytes;
  private final int end;
  private int at;

  /** Makes a reader of the bytes from one place up to another. */
  public StructReader(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from;
    this.end = to;
  }

  /** Returns where the next byte stands. */
  public int position() {
    return at;
  }

  /**
   * Reads one structure.
   *
   * @throws Malformed if the bytes are none, or end within it
   */
  public Struct read() {
    return struct(0);
  }

  private Struct struct(int depth) {
    if (depth > MAX_DEPTH) {
      throw Malformed.of("structures are nested more than " + MAX_DEPTH + " deep");
    }
    Struct struct = null;
    int id = 0;
    while (true) {
      int head = next();
      int type = head & 15;
      if (type == STOP) {
        return struct == null ? Struct.EMPTY : struct;
      }
      int step = head >>> 4;
      id = step == 0 ? (int) zigzag() : id + step;
      if (id != (short) id) {
        throw Malformed.of("a field's number is " + id);
      }
      if (struct == null) {
        struct = new Struct();
      }
      struct.put(id, type == TRUE ? (Object) true : value(type, depth));
    }
  }

  private Object value(int type, int depth) {
    return switch (type) {
      case TRUE -> next() == 1;
      case FALSE -> false;
      case BYTE -> (long) (byte) next();
      case SHORT, INT, LONG -> zigzag();
      case DOUBLE -> {
        need(8);
        at += 8;
        yield Double.longBitsToDouble(LittleEndian.getLong(bytes, at - 8));
      }
      case BINARY -> {
        int length = size("a binary");
        at += length;
        yield Arrays.copyOfRange(bytes, at - length, at);
      }
      case LIST, SET -> list(depth);
      case MAP -> map(depth);
      case STRUCT -> struct(depth + 1);
      default -> throw Malformed.of("there is no type " + type);
    };
  }

  private List<Object> list(int depth) {
    int head = next();
    int type = head & 15;
    int size = head >>> 4;
    if (size == 15) {
      size = size("a list");
    } else {
      need(size);
    }
    if (depth > MAX_DEPTH) {
      throw Malformed.of("lists are nested more than " + MAX_DEPTH + " deep");
    }
    List<Object> list = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      // an element's truth value has a byte of its own
      list.add(type == TRUE || type == FALSE ? (Object) (next() == 1) : value(type, depth + 1));
    }
    return list;
  }

  /** Parquet has no maps; one is read over. */
  private Object map(int depth) {
    int size = size("a map");
    int types = size == 0 ? 0 : next();
    for (int i = 0; i < size; i++) {
      value(types >>> 4, depth + 1);
      value(types & 15, depth + 1);
    }
    return Struct.EMPTY;
  }

  private int size(String of) {
    long size = varint();
    if (size < 0 || size > Integer.MAX_VALUE) {
      throw Malformed.of(of + " has the size " + size);
    }
    need((int) size);
    return (int) size;
  }

  private void need(int count) {
    if (end - at < count) {
      throw Malformed.tooShort("a structure needs " + (count - (end - at)) + " more bytes");
    }
  }

  private int next() {
    need(1);
    return bytes[at++] & 0xFF;
  }

  private long zigzag() {
    long value = varint();
    return (value >>> 1) ^ -(value & 1);
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int part = next();
      value |= (long) (part & 0x7F) << shift;
      if (part < 0x80) {
        return value;
      }
    }
    throw Malformed.of("a number does not end");
  }
}
