package dev.tributary.connector.option;

/**
 * Undoes single escapes. Both methods return the code point in the low half and the number of
 * characters it took in the high half, or -1 if there is no escape.
 */
final class Escapes {
  private Escapes() {}

  /** Reads a backslash and what follows it. */
  static long json(String text, int at) {
    if (at + 1 >= text.length()) {
      return -1;
    }
    return switch (text.charAt(at + 1)) {
      case '"', '\\', '/', '\'' -> result(text.charAt(at + 1), 2);
      case 'n' -> result('\n', 2);
      case 'r' -> result('\r', 2);
      case 't' -> result('\t', 2);
      case 'b' -> result('\b', 2);
      case 'f' -> result('\f', 2);
      case 'u' -> unicode(text, at);
      default -> -1;
    };
  }

  private static long unicode(String text, int at) {
    if (at + 6 > text.length()) {
      return -1;
    }
    int unit = 0;
    for (int i = at + 2; i < at + 6; i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      unit = unit << 4 | digit;
    }
    return result(unit, 6);
  }

  /** Reads {@code %41}, or the two to four such bytes of one character in UTF-8. */
  static long percent(String text, int at) {
    int first = percentByte(text, at);
    if (first < 0x80) {
      return first < 0 ? -1 : result(first, 3);
    }
    int bytes = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4) {
      return -1;
    }
    int codePoint = first & (0xFF >> (bytes + 1));
    for (int i = 1; i < bytes; i++) {
      int next = percentByte(text, at + 3 * i);
      if (next < 0x80 || next > 0xBF) {
        return -1;
      }
      codePoint = codePoint << 6 | (next & 0x3F);
    }
    return Character.isValidCodePoint(codePoint) ? result(codePoint, 3 * bytes) : -1;
  }

  private static int percentByte(String text, int at) {
    if (at + 3 > text.length() || text.charAt(at) != '%') {
      return -1;
    }
    int high = Character.digit(text.charAt(at + 1), 16);
    int low = Character.digit(text.charAt(at + 2), 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  private static long result(int codePoint, int length) {
    return (long) length << 32 | codePoint;
  }
}
