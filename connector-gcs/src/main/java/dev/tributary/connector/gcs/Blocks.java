package dev.tributary.connector.gcs;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Parts of an object that is read here and there: its beginning and its end, which most formats
 * look at first, what is expected to be read next, and little else. Neighbours among what is
 * expected are asked for together. Used by one thread.
 */
final class Blocks {
  private static final int HEAD = 16 << 10;
  private static final int TAIL = 64 << 10;
  private static final int USUAL = 64 << 10;

  /** What lies between two expected ranges is read with them if it is no more than this. */
  private static final int GAP = 16 << 10;

  private static final int AHEAD = 4 << 20;
  private static final int MOST_AHEAD_OF_ALL = 16 << 20;
  private static final int LEAST_AHEAD = 128 << 10;
  private static final int MOST_EXPECTED = 10_000;

  private final Media media;
  private final TreeMap<Long, Long> expected = new TreeMap<>();
  private final Deque<Block> blocks = new ArrayDeque<>();
  private byte @Nullable [] head;
  private byte @Nullable [] tail;
  private long held;

  Blocks(Media media) {
    this.media = media;
  }

  /** Bytes of the object in memory. */
  @SuppressWarnings("ArrayRecordComponent") // a buffer, never compared
  private record Block(long from, byte[] bytes) {
    boolean holds(long at) {
      return at >= from && at < end();
    }

    long end() {
      return from + bytes.length;
    }
  }

  void expect(long from, long length) {
    if (length > 0 && expected.size() < MOST_EXPECTED) {
      expected.merge(from, Math.min(media.size(), from + length), Math::max);
    }
  }

  /** Returns where the range that holds a place is expected to end; -1 if none holds it. */
  long expectedEnd(long at) {
    Map.Entry<Long, Long> range = expected.floorEntry(at);
    return range != null && range.getValue() > at ? range.getValue() : -1;
  }

  /** Returns the beginning of the object if it is in memory, else nothing. */
  byte[] head() {
    byte[] present = head;
    return present == null ? new byte[0] : present;
  }

  void read(long at, byte[] into, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      long next = at + done;
      Block block = find(next);
      if (block == null) {
        int left = length - done;
        if (left >= USUAL && expectedEnd(next) <= next + left) {
          GcsFileInput.fill(media, next, into, offset + done, left);
          return;
        }
        block = load(next, left);
      }
      int some = (int) Math.min(length - done, block.end() - next);
      System.arraycopy(block.bytes(), (int) (next - block.from()), into, offset + done, some);
      done += some;
      if (next + some == block.end()) {
        drop(block);
      }
    }
  }

  private @Nullable Block find(long at) {
    byte[] first = head;
    if (first != null && at < first.length) {
      return new Block(0, first);
    }
    byte[] last = tail;
    if (last != null && at >= media.size() - last.length) {
      return new Block(media.size() - last.length, last);
    }
    for (Block block : blocks) {
      if (block.holds(at)) {
        return block;
      }
    }
    return null;
  }

  private void drop(Block block) {
    if (blocks.remove(block)) {
      held -= block.bytes().length;
    }
  }

  private Block load(long at, int length) throws IOException {
    long size = media.size();
    if (at + length <= HEAD) {
      byte[] bytes = fetch(0, HEAD);
      head = bytes;
      return new Block(0, bytes);
    }
    if (at >= size - TAIL && expectedEnd(at) < 0) {
      byte[] bytes = fetch(size - TAIL, TAIL);
      tail = bytes;
      return new Block(size - TAIL, bytes);
    }
    long end = end(at, length);
    Block block = new Block(at, fetch(at, (int) (end - at)));
    blocks.add(block);
    held += block.bytes().length;
    while (held > MOST_AHEAD_OF_ALL && blocks.size() > 1) {
      held -= blocks.remove().bytes().length;
    }
    return block;
  }

  private long end(long at, int length) {
    long least = at + length;
    long range = expectedEnd(at);
    if (range < 0) {
      return Math.min(media.size(), Math.max(least, at + USUAL));
    }
    int among = Math.max(1, expected.size());
    long most = at + Math.max(LEAST_AHEAD, Math.min(AHEAD, MOST_AHEAD_OF_ALL / among));
    Map.Entry<Long, Long> next = expected.higherEntry(at);
    while (next != null && next.getKey() <= range + GAP && next.getValue() <= most) {
      range = Math.max(range, next.getValue());
      next = expected.higherEntry(next.getKey());
    }
    expected.headMap(at - AHEAD * 64L).clear(); // what lies far behind is over
    return Math.max(least, Math.min(range, most));
  }

  private byte[] fetch(long from, int length) throws IOException {
    byte[] bytes = new byte[length];
    GcsFileInput.fill(media, from, bytes, 0, length);
    return bytes;
  }
}
