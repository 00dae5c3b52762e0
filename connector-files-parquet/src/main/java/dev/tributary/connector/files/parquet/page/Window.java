package dev.tributary.connector.files.parquet.page;

import dev.tributary.connector.files.parquet.wire.Malformed;
import dev.tributary.connector.files.store.FileInput;
import java.io.IOException;

/** A part of a file that moves forward, with a range of it in memory. */
final class Window {
  private static final int USUAL = 128 << 10;

  private final FileInput file;
  private final long end;
  private byte[] bytes = {};
  private long from;
  private int length;
  private long at;
  private long ahead = Long.MAX_VALUE;

  Window(FileInput file, long from, long end) {
    this.file = file;
    this.end = end;
    this.from = from;
    this.at = from;
  }

  /** Returns the place in the file. */
  long position() {
    return at;
  }

  long left() {
    return end - at;
  }

  /** Returns the array in which {@link #index} is the place in the file. */
  byte[] bytes() {
    return bytes;
  }

  int index() {
    return (int) (at - from);
  }

  /** Returns how many bytes from the place on are in memory. */
  int here() {
    return length - index();
  }

  void skip(long count) {
    at += count;
  }

  /** Says how far to read ahead of what is needed: not behind this place. */
  void ahead(long to) {
    ahead = to;
  }

  /** Has so many bytes from the place on in memory. */
  void need(int count) throws IOException {
    if (count > left()) {
      throw Malformed.tooShort(
          "it needs " + count + " bytes where " + left() + " are left of its column");
    }
    if (at <= from + length && here() >= count) {
      return;
    }
    int kept = at < from + length ? here() : 0;
    long usual = Math.min(USUAL, Math.max(0, ahead - at));
    int wanted = (int) Math.min(left(), Math.max(count, usual));
    byte[] into = bytes.length >= wanted ? bytes : new byte[wanted];
    if (kept > 0) {
      System.arraycopy(bytes, index(), into, 0, kept);
    }
    bytes = into;
    from = at;
    length = kept;
    file.readFully(at + kept, bytes, kept, wanted - kept);
    length = wanted;
  }
}
