package dev.tributary.connector.pipeline.expression;

import dev.tributary.connector.schema.DataType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Texts in the making, row after row. No text, and no batch of them, grows without bound. */
final class TextOut {
  /** How many bytes one text may have. */
  static final int MAX_TEXT = 1 << 20;

  /** How many bytes the texts of one batch may have. */
  static final int MAX_ALL = 64 << 20;

  private final int[] starts;
  private final int[] ends;
  private byte[] bytes;
  private int start;
  private int at;

  TextOut(int rows) {
    this.starts = new int[rows];
    this.ends = new int[rows];
    this.bytes = new byte[Math.max(256, 16 * Math.min(rows, 1 << 16))];
  }

  /** Appends to the row's text; returns false, and appends nothing, if it becomes too long. */
  boolean write(byte[] from, int begin, int end) {
    int length = end - begin;
    if (at - start + (long) length > MAX_TEXT || at + (long) length > MAX_ALL) {
      return false;
    }
    room(length);
    System.arraycopy(from, begin, bytes, at, length);
    at += length;
    return true;
  }

  boolean write(byte[] from) {
    return write(from, 0, from.length);
  }

  boolean write(String text) {
    return text.length() <= MAX_TEXT && write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the buffer with room for so many bytes from {@link #at} on. */
  byte[] room(int length) {
    if (at + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(at + length, 2 * bytes.length));
    }
    return bytes;
  }

  int at() {
    return at;
  }

  void at(int to) {
    at = to;
  }

  /** Ends the row's text. */
  void end(int row) {
    starts[row] = start;
    ends[row] = at;
    start = at;
  }

  /** Forgets what was written to the row so far, and notes why. */
  void fail(Frame frame, int row) {
    at = start;
    frame.fail(
        row,
        "the text would have more than "
            + MAX_TEXT
            + " bytes, or the texts of its batch more than "
            + MAX_ALL);
  }

  Vector vector(DataType type, long @Nullable [] nulls) {
    return Vector.texts(type, bytes, starts, ends, nulls);
  }
}
