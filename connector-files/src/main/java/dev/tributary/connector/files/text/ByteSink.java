package dev.tributary.connector.files.text;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Collects bytes and hands them on in large pieces. Used by one thread. */
public final class ByteSink {
  private static final int SIZE = 1 << 16;

  private final OutputStream to;
  private final byte[] buffer = new byte[SIZE];
  private int length;
  private long before;

  /** Makes a sink; it does not close what it writes to. */
  public ByteSink(OutputStream to) {
    this.to = to;
  }

  /** Appends one byte. */
  public void put(int b) throws IOException {
    if (length == SIZE) {
      flush();
    }
    buffer[length++] = (byte) b;
  }

  /** Appends bytes. */
  public void put(byte[] bytes, int from, int end) throws IOException {
    int some = end - from;
    if (some > SIZE - length) {
      flush();
      if (some > SIZE) {
        to.write(bytes, from, some);
        before += some;
        return;
      }
    }
    System.arraycopy(bytes, from, buffer, length, some);
    length += some;
  }

  /** Appends a text. */
  public void put(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    put(bytes, 0, bytes.length);
  }

  /** Returns how many bytes were appended. */
  public long size() {
    return before + length;
  }

  /** Hands on what was collected. */
  public void flush() throws IOException {
    to.write(buffer, 0, length);
    before += length;
    length = 0;
  }
}
