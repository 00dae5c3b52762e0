package dev.tributary.connector.files.json;

import java.util.Arrays;

/** A text without its escapes, as UTF-8. Used by one thread. */
final class JsonText {
  byte[] bytes = new byte[256];
  int length;

  /**
   * Reads what stands between two quotes.
   *
   * @return whether it is text; half of a surrogate pair is none
   */
  boolean read(byte[] b, int from, int to) {
    if (bytes.length < to - from) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, to - from));
    }
    int n = 0;
    int i = from;
    while (i < to) {
      byte c = b[i++];
      if (c != '\\') {
        bytes[n++] = c;
        continue;
      }
      switch (b[i++]) {
        case 'b' -> bytes[n++] = '\b';
        case 'f' -> bytes[n++] = '\f';
        case 'n' -> bytes[n++] = '\n';
        case 'r' -> bytes[n++] = '\r';
        case 't' -> bytes[n++] = '\t';
        case 'u' -> {
          int code = hex(b, i, to);
          i += 4;
          if (code >= 0xD800 && code < 0xDC00) {
            int low = i + 1 < to && b[i] == '\\' && b[i + 1] == 'u' ? hex(b, i + 2, to) : -1;
            if (low < 0xDC00 || low > 0xDFFF) {
              return false;
            }
            code = Character.toCodePoint((char) code, (char) low);
            i += 6;
          } else if (code < 0 || (code >= 0xDC00 && code <= 0xDFFF)) {
            return false;
          }
          n = put(code, n);
        }
        default -> bytes[n++] = b[i - 1];
      }
    }
    length = n;
    return true;
  }

  private static int hex(byte[] b, int from, int to) {
    if (from + 4 > to) {
      return -1;
    }
    int code = 0;
    for (int i = from; i < from + 4; i++) {
      int digit = Character.digit(b[i], 16);
      if (digit < 0) {
        return -1;
      }
      code = (code << 4) | digit;
    }
    return code;
  }

  private int put(int code, int at) {
    int n = at;
    if (code < 0x80) {
      bytes[n++] = (byte) code;
    } else if (code < 0x800) {
      bytes[n++] = (byte) (0xC0 | (code >> 6));
      bytes[n++] = (byte) (0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
      bytes[n++] = (byte) (0xE0 | (code >> 12));
      bytes[n++] = (byte) (0x80 | ((code >> 6) & 0x3F));
      bytes[n++] = (byte) (0x80 | (code & 0x3F));
    } else {
      bytes[n++] = (byte) (0xF0 | (code >> 18));
      bytes[n++] = (byte) (0x80 | ((code >> 12) & 0x3F));
      bytes[n++] = (byte) (0x80 | ((code >> 6) & 0x3F));
      bytes[n++] = (byte) (0x80 | (code & 0x3F));
    }
    return n;
  }
}
