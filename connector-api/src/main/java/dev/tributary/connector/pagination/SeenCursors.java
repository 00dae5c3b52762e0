package dev.tributary.connector.pagination;

import java.util.Arrays;

/**
 * Remembers which cursors were handed out, in bounded memory.
 *
 * <p>The last {@value #REMEMBERED} are kept as 64-bit hashes, so that a cycle is noticed at the
 * first cursor that comes back. A longer cycle is noticed by Brent's rule: one hash is held while
 * the distance doubles, and every cycle meets it in the end. At 64 bits two different cursors among
 * a billion pages are taken for equal once in a hundred thousand reads.
 */
final class SeenCursors {
  static final int REMEMBERED = 1 << 16;
  private static final int FIRST_SIZE = 64;

  /** Open addressing with linear probing, at most half full; 0 is a free place. */
  private long[] table = new long[2 * FIRST_SIZE];

  /** The hashes in the order of their coming, so that the oldest can be forgotten. */
  private long[] ring = new long[FIRST_SIZE];

  private int size;
  private int oldest;

  private long held;
  private long heldFor;
  private long limit = 1;

  /** Adds a hash; returns false if it was there before. */
  boolean add(long hash) {
    long key = hash == 0 ? 1 : hash;
    if (key == held || contains(key)) {
      return false;
    }
    if (++heldFor >= limit) {
      held = key;
      heldFor = 0;
      limit *= 2;
    }
    if (size == ring.length && size < REMEMBERED) {
      grow();
    }
    if (size == REMEMBERED) {
      remove(ring[oldest]);
      ring[oldest] = key;
      oldest = (oldest + 1) & (REMEMBERED - 1);
    } else {
      ring[size++] = key;
    }
    insert(key);
    return true;
  }

  /** Returns a well spread 64-bit hash of a text. */
  static long hash(String text) {
    long hash = 0xcbf29ce484222325L ^ text.length();
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    return mix(hash);
  }

  /** Spreads the bits of a hash (the finaliser of splitmix64). */
  static long mix(long bits) {
    long mixed = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }

  private boolean contains(long key) {
    for (int at = place(key); table[at] != 0; at = (at + 1) & (table.length - 1)) {
      if (table[at] == key) {
        return true;
      }
    }
    return false;
  }

  private void insert(long key) {
    int at = place(key);
    while (table[at] != 0) {
      at = (at + 1) & (table.length - 1);
    }
    table[at] = key;
  }

  /** Removes a key and closes the gap, so that probing never meets a false end. */
  private void remove(long key) {
    int mask = table.length - 1;
    int gap = place(key);
    while (table[gap] != key) {
      gap = (gap + 1) & mask;
    }
    for (int at = (gap + 1) & mask; table[at] != 0; at = (at + 1) & mask) {
      int home = place(table[at]);
      if (((at - home) & mask) >= ((at - gap) & mask)) {
        table[gap] = table[at];
        gap = at;
      }
    }
    table[gap] = 0;
  }

  private void grow() {
    ring = Arrays.copyOf(ring, ring.length * 2);
    table = new long[ring.length * 2];
    for (int i = 0; i < size; i++) {
      insert(ring[i]);
    }
  }

  private int place(long key) {
    return (int) key & (table.length - 1);
  }
}
