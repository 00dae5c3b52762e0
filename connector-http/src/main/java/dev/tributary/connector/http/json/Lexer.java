package dev.tributary.connector.http.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the ends of tokens and values in an {@link Input}'s bytes, and holds them to RFC 8259.
 *
 * <p>Every method takes the index of a token's first byte and returns the index behind its last
 * one. What the token was stands in the fields, until the next call. Raises {@link CutShort} where
 * the bytes end before the token, and {@link Malformed} where it is none.
 */
final class Lexer {
  static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  static final int MOST_DEPTH = 200;
  static final int LONGEST_NUMBER = 10_000;

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long SPACES = ' ' * ONES;
  private static final long QUOTES = '"' * ONES;
  private static final long BACKSLASHES = '\\' * ONES;
  private static final int TRUE = 0x65757274;
  private static final int ALSE = 0x65736c61;
  private static final int NULL = 0x6c6c756e;
  private static final int EXACT_DIGITS = 18;

  /** Whether the text holds escapes. */
  boolean escaped;

  /** Whether the text holds bytes beyond ASCII; they are not checked by {@link #text}. */
  boolean wide;

  /** Whether a number has at most 18 digits and no exponent; the next two are right only then. */
  boolean small;

  /** A small number's digits, with its sign. */
  long digits;

  /** How many of a small number's digits stand behind the point. */
  int scale;

  /** Whether a number is written without point and exponent. */
  boolean whole;

  /** Whether blanks stood somewhere between tokens, since this was set to false. */
  boolean spaced;

  /** Passes over blanks; there may be none. */
  int blank(byte[] b, int from) {
    int p = from;
    while (b[p] == ' ' || b[p] == '\n' || b[p] == '\r' || b[p] == '\t') {
      p++;
    }
    spaced |= p > from;
    return p;
  }

  /**
   * Finds a text's end, eight bytes at a time.
   *
   * @param from behind the opening quote
   * @return the index of the closing quote
   */
  int text(byte[] b, int from, int end) {
    int p = from;
    boolean escapes = false;
    long seen = 0;
    while (true) {
      long word = (long) LONGS.get(b, p);
      long quote = word ^ QUOTES;
      long backslash = word ^ BACKSLASHES;
      // the lowest set bit is exact: below it nothing was borrowed
      long stop =
          (((quote - ONES) & ~quote)
                  | ((backslash - ONES) & ~backslash)
                  | ((word - SPACES) & ~word))
              & HIGHS;
      if (stop == 0) {
        seen |= word;
        p += 8;
        continue;
      }
      int ahead = Long.numberOfTrailingZeros(stop) >>> 3;
      seen |= word & (1L << (ahead << 3)) - 1;
      p += ahead;
      byte c = b[p];
      if (c == '"') {
        escaped = escapes;
        wide = (seen & HIGHS) != 0;
        return p;
      }
      if (c != '\\') {
        throw wrong(p, end, "a control character in a text");
      }
      escapes = true;
      p = escape(b, p, end);
    }
  }

  private static int escape(byte[] b, int p, int end) {
    switch (b[p + 1]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
        return p + 2;
      }
      case 'u' -> {
        for (int i = p + 2; i < p + 6; i++) {
          if (i >= end || Character.digit(b[i], 16) < 0) {
            throw wrong(i, end, "no four hexadecimal digits after \\u");
          }
        }
        return p + 6;
      }
      default -> throw wrong(p + 1, end, "an unknown escape in a text");
    }
  }

  /** Checks the bytes of a text, or of a value, that was found to be {@link #wide}. */
  static void check(byte[] b, int from, int to) {
    int bad = Utf8.malformed(b, from, to);
    if (bad >= 0) {
      throw new Malformed(bad, "a text that is not UTF-8");
    }
  }

  /** Reads a number. */
  int number(byte[] b, int from, int end) {
    int p = b[from] == '-' ? from + 1 : from;
    int first = p;
    long value = 0;
    int d;
    while ((d = b[p] - '0') >= 0 && d <= 9) {
      value = value * 10 + d;
      p++;
    }
    int count = p - first;
    if (count == 0) {
      throw wrong(p, end, "a number without digits");
    }
    if (b[first] == '0' && count > 1) {
      throw new Malformed(first, "a number with a leading zero");
    }
    int after = 0;
    boolean plain = true;
    if (b[p] == '.') {
      int point = ++p;
      while ((d = b[p] - '0') >= 0 && d <= 9) {
        value = value * 10 + d;
        p++;
      }
      after = p - point;
      plain = false;
      if (after == 0) {
        throw wrong(p, end, "no digit behind a point");
      }
    }
    boolean exponent = (b[p] | 0x20) == 'e';
    if (exponent) {
      p = exponent(b, p + 1, end);
    }
    if (p >= end) {
      throw new CutShort();
    }
    if (p - from > LONGEST_NUMBER) {
      throw new Malformed(from, "a number of more than " + LONGEST_NUMBER + " characters");
    }
    small = !exponent && count + after <= EXACT_DIGITS;
    whole = plain && !exponent;
    digits = first > from ? -value : value;
    scale = after;
    return p;
  }

  private static int exponent(byte[] b, int from, int end) {
    int p = b[from] == '-' || b[from] == '+' ? from + 1 : from;
    int first = p;
    while (b[p] >= '0' && b[p] <= '9') {
      p++;
    }
    if (p == first) {
      throw wrong(p, end, "an exponent without digits");
    }
    return p;
  }

  static boolean isNumber(byte c) {
    return (c >= '0' && c <= '9') || c == '-';
  }

  static boolean isTrue(byte[] b, int p) {
    return (int) INTS.get(b, p) == TRUE;
  }

  static boolean isNull(byte[] b, int p) {
    return (int) INTS.get(b, p) == NULL;
  }

  /** Reads true, false or null. */
  static int literal(byte[] b, int p, int end) {
    if (isTrue(b, p) || isNull(b, p)) {
      return p + 4;
    }
    if (b[p] == 'f' && (int) INTS.get(b, p + 1 <= end ? p + 1 : p) == ALSE) {
      return p + 5;
    }
    throw literalWrong(b, p, end);
  }

  private static RuntimeException literalWrong(byte[] b, int p, int end) {
    for (String known : new String[] {"true", "false", "null"}) {
      int i = 0;
      while (p + i < end && i < known.length() && b[p + i] == known.charAt(i)) {
        i++;
      }
      if (p + i == end) {
        return new CutShort();
      }
    }
    return new Malformed(p, "no value");
  }

  /** Passes over a whole value of any kind, checking all of it. */
  int value(byte[] b, int p, int end, int depth) {
    byte c = b[p];
    if (c == '"') {
      int close = text(b, p + 1, end);
      if (wide) {
        check(b, p + 1, close);
      }
      return close + 1;
    }
    if (c == '{' || c == '[') {
      if (depth >= MOST_DEPTH) {
        throw new Malformed(p, "more than " + MOST_DEPTH + " levels of objects and arrays");
      }
      return c == '{' ? object(b, p + 1, end, depth + 1) : array(b, p + 1, end, depth + 1);
    }
    return isNumber(c) ? number(b, p, end) : literal(b, p, end);
  }

  private int object(byte[] b, int from, int end, int depth) {
    int p = blank(b, from);
    if (b[p] == '}') {
      return p + 1;
    }
    while (true) {
      if (b[p] != '"') {
        throw wrong(p, end, "no name of a member");
      }
      p = blank(b, value(b, p, end, depth));
      if (b[p] != ':') {
        throw wrong(p, end, "no colon behind a name");
      }
      p = blank(b, value(b, blank(b, p + 1), end, depth));
      if (b[p] != ',') {
        break;
      }
      p = blank(b, p + 1);
    }
    if (b[p] != '}') {
      throw wrong(p, end, "neither a comma nor the object's end");
    }
    return p + 1;
  }

  private int array(byte[] b, int from, int end, int depth) {
    int p = blank(b, from);
    if (b[p] == ']') {
      return p + 1;
    }
    while (true) {
      p = blank(b, value(b, p, end, depth));
      if (b[p] != ',') {
        break;
      }
      p = blank(b, p + 1);
    }
    if (b[p] != ']') {
      throw wrong(p, end, "neither a comma nor the array's end");
    }
    return p + 1;
  }

  /** Returns what to throw at a byte that fits nothing, which may be the first one missing. */
  static RuntimeException wrong(int index, int end, String what) {
    return index >= end ? new CutShort() : new Malformed(index, what);
  }
}
