package dev.tributary.connector.files.json;

import dev.tributary.connector.files.text.ByteWindow;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** One record on each line; empty lines are none. */
final class JsonLines extends JsonRecords {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW = 0x7F7F7F7F7F7F7F7FL;
  private static final long LINE_FEEDS = 0x0A0A0A0A0A0A0A0AL;

  private final ByteWindow window;
  private int limit;
  private int position;
  private long line;

  /**
   * Makes the records.
   *
   * @param line how many lines lie before; negative if nobody counted them
   */
  JsonLines(ByteWindow window, long line) {
    this.window = window;
    this.line = line;
    bytes = window.bytes();
    limit = window.limit();
  }

  @Override
  boolean next() throws IOException {
    int searched = position;
    while (true) {
      int feed = feed(searched);
      if (feed < 0) {
        searched = limit - position;
        if (window.isAtEnd() || !more()) {
          if (position == limit) {
            return false;
          }
          feed = limit;
        } else {
          continue;
        }
      }
      begin = position;
      end = feed;
      position = Math.min(limit, feed + 1);
      searched = position;
      line += line < 0 ? 0 : 1;
      if (begin == 0 && window.offset(0) == 0 && isMarked()) {
        begin = 3;
      }
      if (JsonEnd.space(bytes, begin, end) < end) {
        return true;
      }
    }
  }

  private boolean isMarked() {
    return end >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF;
  }

  private int feed(int from) {
    for (int i = from; i < limit; i += 8) {
      long word = (long) LONGS.get(bytes, i) ^ LINE_FEEDS;
      long hits = ~(((word & LOW) + LOW) | word | LOW);
      if (hits != 0) {
        int place = i + (Long.numberOfTrailingZeros(hits) >>> 3);
        return place < limit ? place : -1;
      }
    }
    return -1;
  }

  private boolean more() throws IOException {
    boolean got = window.more(position);
    bytes = window.bytes();
    limit = window.limit();
    position = 0;
    return got;
  }

  @Override
  long at() {
    return window.offset(begin);
  }

  @Override
  long after() {
    return window.offset(position);
  }

  @Override
  long line() {
    return Math.max(0, line);
  }

  @Override
  public void close() throws IOException {
    window.close();
  }
}
