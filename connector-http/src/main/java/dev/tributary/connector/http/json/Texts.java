package dev.tributary.connector.http.json;

import java.util.Arrays;

/** Rewrites the bytes of texts and values: without escapes, or without blanks. Reused. */
final class Texts {
  byte[] bytes = new byte[256];

  /** How many of the bytes hold the last result. */
  int length;

  /**
   * Takes the escapes out of a text that the lexer found well-formed.
   *
   * @return false if half of a surrogate pair is in it, which no UTF-8 says
   */
  boolean unescape(byte[] b, int from, int to) {
    length = 0;
    room(to - from);
    int p = from;
    while (p < to) {
      byte c = b[p++];
      if (c != '\\') {
        bytes[length++] = c;
        continue;
      }
      byte escape = b[p++];
      if (escape != 'u') {
        bytes[length++] = plain(escape);
        continue;
      }
      int point = hex(b, p);
      p += 4;
      if (Character.isHighSurrogate((char) point)) {
        if (p + 6 > to || b[p] != '\\' || b[p + 1] != 'u') {
          return false;
        }
        int low = hex(b, p + 2);
        if (!Character.isLowSurrogate((char) low)) {
          return false;
        }
        point = Character.toCodePoint((char) point, (char) low);
        p += 6;
      } else if (Character.isLowSurrogate((char) point)) {
        return false;
      }
      put(point);
    }
    return true;
  }

  private static byte plain(byte escape) {
    return switch (escape) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> escape;
    };
  }

  private static int hex(byte[] b, int p) {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      value = value << 4 | Character.digit(b[p + i], 16);
    }
    return value;
  }

  private void put(int point) {
    if (point < 0x80) {
      bytes[length++] = (byte) point;
    } else if (point < 0x800) {
      bytes[length++] = (byte) (0xC0 | (point >> 6));
      bytes[length++] = (byte) (0x80 | (point & 0x3F));
    } else if (point < 0x10000) {
      bytes[length++] = (byte) (0xE0 | (point >> 12));
      bytes[length++] = (byte) (0x80 | ((point >> 6) & 0x3F));
      bytes[length++] = (byte) (0x80 | (point & 0x3F));
    } else {
      bytes[length++] = (byte) (0xF0 | (point >> 18));
      bytes[length++] = (byte) (0x80 | ((point >> 12) & 0x3F));
      bytes[length++] = (byte) (0x80 | ((point >> 6) & 0x3F));
      bytes[length++] = (byte) (0x80 | (point & 0x3F));
    }
  }

  /** Takes the blanks between tokens out of a value that the lexer found well-formed. */
  void compact(byte[] b, int from, int to) {
    length = 0;
    room(to - from);
    boolean inText = false;
    for (int p = from; p < to; p++) {
      byte c = b[p];
      if (inText) {
        if (c == '\\') {
          bytes[length++] = c;
          c = b[++p];
        } else if (c == '"') {
          inText = false;
        }
      } else if (c == '"') {
        inText = true;
      } else if (c <= ' ') {
        continue;
      }
      bytes[length++] = c;
    }
  }

  private void room(int needed) {
    if (bytes.length < needed) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
    }
  }
}
