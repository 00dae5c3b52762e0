package dev.tributary.connector.cloudsql.postgres;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text in the making, as UTF-8. */
final class Utf8Buffer {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int KEEP = 1 << 20;

  private byte[] bytes = new byte[256];
  private int length;

  /** Begins anew; what a large text took is given back. */
  void clear() {
    length = 0;
    if (bytes.length > KEEP) {
      bytes = new byte[256];
    }
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void add(char ascii) {
    ensure(1);
    bytes[length++] = (byte) ascii;
  }

  void ascii(String text) {
    int more = text.length();
    ensure(more);
    for (int i = 0; i < more; i++) {
      bytes[length + i] = (byte) text.charAt(i);
    }
    length += more;
  }

  void raw(byte[] from, int at, int more) {
    ensure(more);
    System.arraycopy(from, at, bytes, length, more);
    length += more;
  }

  /** Appends a text of JSON, quotes included. */
  void quoted(byte[] from, int at, int count) {
    add('"');
    int plain = at;
    for (int i = at; i < at + count; i++) {
      byte b = from[i];
      if (b == '"' || b == '\\' || (b >= 0 && b < ' ')) {
        raw(from, plain, i - plain);
        escape(b);
        plain = i + 1;
      }
    }
    raw(from, plain, at + count - plain);
    add('"');
  }

  void quoted(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    quoted(utf8, 0, utf8.length);
  }

  private void escape(byte b) {
    add('\\');
    switch (b) {
      case '"', '\\' -> add((char) b);
      case '\n' -> add('n');
      case '\r' -> add('r');
      case '\t' -> add('t');
      default -> {
        ascii("u00");
        add((char) HEX[b >> 4]);
        add((char) HEX[b & 15]);
      }
    }
  }

  private void ensure(int more) {
    int needed = Math.addExact(length, more);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 16, 2L * needed));
    }
  }
}
