package dev.tributary.connector.files.parquet.write;

import dev.tributary.connector.files.parquet.wire.LittleEndian;
import java.util.Arrays;

/** The distinct texts of a column chunk, each with its place. */
final class BytesDictionary {
  private static final int MOST = 1 << 16;
  private static final int MOST_BYTES = 1 << 20;
  private static final long MIX = 0x9E3779B97F4A7C15L;

  final Bytes bytes = new Bytes(4096);
  private int[] ends = new int[256];
  private int[] hashes = new int[256];
  private int size;

  /** Places plus one; 0 where there is none. */
  private int[] table = new int[1024];

  int size() {
    return size;
  }

  int start(int id) {
    return id == 0 ? 0 : ends[id - 1];
  }

  int end(int id) {
    return ends[id];
  }

  /** Returns the text's place, or -1 if it is new and there is no room. */
  int id(byte[] from, int start, int end) {
    int hash = hash(from, start, end);
    int mask = table.length - 1;
    int slot = hash & mask;
    int held;
    while ((held = table[slot]) != 0) {
      int id = held - 1;
      if (hashes[id] == hash && Arrays.equals(bytes.bytes, start(id), ends[id], from, start, end)) {
        return id;
      }
      slot = (slot + 1) & mask;
    }
    if (size == MOST || bytes.size + (end - start) > MOST_BYTES) {
      return -1;
    }
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, 2 * size);
      hashes = Arrays.copyOf(hashes, 2 * size);
    }
    bytes.put(from, start, end - start);
    ends[size] = bytes.size;
    hashes[size] = hash;
    table[slot] = ++size;
    if (size * 2 > table.length) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    table = new int[table.length * 4];
    int mask = table.length - 1;
    for (int id = 0; id < size; id++) {
      int slot = hashes[id] & mask;
      while (table[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      table[slot] = id + 1;
    }
  }

  private static int hash(byte[] from, int start, int end) {
    long hash = end - (long) start;
    int at = start;
    for (; at <= end - 8; at += 8) {
      hash = (hash ^ LittleEndian.getLong(from, at)) * MIX;
      hash ^= hash >>> 32;
    }
    long rest = 0;
    for (; at < end; at++) {
      rest = rest << 8 | (from[at] & 0xFF);
    }
    hash = (hash ^ rest) * MIX;
    return (int) (hash >>> 32);
  }
}
