package dev.tributary.connector.pipeline.work;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A set of 128-bit hashes, 16 bytes each, in an open-addressing table that is at most three
 * quarters full. It is held in memory while it is small and in a file then, so that it takes disk
 * and no heap: a hundred million hashes are 2 GiB. A hash's first bits are its place, so that a
 * table that grows is written in the order in which it is read. Used by one thread.
 */
final class KeySet implements Closeable {
  private static final int FIRST_BITS = 10;

  private final Path directory;
  private final long slotsHeld;
  private int bits = FIRST_BITS;
  private long size;
  private Words words = new HeldWords(2 << FIRST_BITS);

  /**
   * Makes an empty set.
   *
   * @param directory where it is put once it is large
   * @param slotsHeld how many slots of 16 bytes are held in memory at most
   */
  KeySet(Path directory, long slotsHeld) {
    this.directory = directory;
    this.slotsHeld = slotsHeld;
  }

  long size() {
    return size;
  }

  boolean isHeld() {
    return words instanceof HeldWords;
  }

  /**
   * Adds a hash.
   *
   * @return whether it is new
   * @throws IOException if there is no room for a larger table
   */
  boolean add(long high, long low) throws IOException {
    if (size >= (3L << bits) >>> 2) {
      grow();
    }
    boolean added = put(words, bits, high, high == 0 && low == 0 ? 1 : low);
    if (added) {
      size++;
    }
    return added;
  }

  private static boolean put(Words words, int bits, long high, long low) {
    long mask = (1L << bits) - 1;
    long slot = high >>> (Long.SIZE - bits);
    while (true) {
      long first = words.get(2 * slot);
      long second = words.get(2 * slot + 1);
      if (first == 0 && second == 0) {
        words.set(2 * slot, high);
        words.set(2 * slot + 1, low);
        return true;
      }
      if (first == high && second == low) {
        return false;
      }
      slot = (slot + 1) & mask;
    }
  }

  private void grow() throws IOException {
    int more = bits + 1;
    Words larger =
        1L << more <= slotsHeld ? new HeldWords(2 << more) : MappedWords.in(directory, 2L << more);
    try (Words old = words) {
      for (long slot = 0; slot < 1L << bits; slot++) {
        long first = old.get(2 * slot);
        long second = old.get(2 * slot + 1);
        if (first != 0 || second != 0) {
          put(larger, more, first, second);
        }
      }
      words = larger;
      bits = more;
    }
  }

  @Override
  public void close() throws IOException {
    words.close();
  }
}
