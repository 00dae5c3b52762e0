package dev.tributary.connector.batch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Copies, checks and encodes UTF-8. */
final class Utf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long HIGH = 0x8080808080808080L;
  private static final int BULK = 64;

  private Utf8() {}

  /**
   * Copies bytes and returns whether all are ASCII. Both ranges have to be within their arrays.
   *
   * <p>Most texts are short, so words that overlap at the end beat the call of a copying stub.
   */
  static boolean copy(byte[] from, int start, byte[] to, int at, int length) {
    if (length >= 8) {
      if (length > BULK) {
        System.arraycopy(from, start, to, at, length);
        return isAscii(from, start, start + length);
      }
      long seen = 0;
      int last = length - 8;
      for (int i = 0; i < last; i += 8) {
        long word = (long) LONGS.get(from, start + i);
        LONGS.set(to, at + i, word);
        seen |= word;
      }
      long word = (long) LONGS.get(from, start + last);
      LONGS.set(to, at + last, word);
      return ((seen | word) & HIGH) == 0;
    }
    if (length >= 4) {
      int head = (int) INTS.get(from, start);
      int tail = (int) INTS.get(from, start + length - 4);
      INTS.set(to, at, head);
      INTS.set(to, at + length - 4, tail);
      return ((head | tail) & (int) HIGH) == 0;
    }
    int seen = 0;
    for (int i = 0; i < length; i++) {
      byte b = from[start + i];
      to[at + i] = b;
      seen |= b;
    }
    return seen >= 0;
  }

  static boolean isAscii(byte[] bytes, int start, int end) {
    int i = start;
    for (; i <= end - 8; i += 8) {
      if (((long) LONGS.get(bytes, i) & HIGH) != 0) {
        return false;
      }
    }
    for (; i < end; i++) {
      if (bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }

  /** Returns the index of the first byte that is not well-formed UTF-8, or -1 if all are. */
  static int malformed(byte[] bytes, int start, int end) {
    int i = start;
    while (i < end) {
      if (i <= end - 8 && ((long) LONGS.get(bytes, i) & HIGH) == 0) {
        i += 8;
        continue;
      }
      int lead = bytes[i];
      int length;
      if (lead >= 0) {
        i++;
        continue;
      } else if (lead >= (byte) 0xC2 && lead <= (byte) 0xDF) {
        length = 2;
      } else if (lead >= (byte) 0xE0 && lead <= (byte) 0xEF) {
        length = 3;
      } else if (lead >= (byte) 0xF0 && lead <= (byte) 0xF4) {
        length = 4;
      } else {
        return i;
      }
      if (i + length > end || !isTail(bytes, i, lead, length)) {
        return i;
      }
      i += length;
    }
    return -1;
  }

  private static boolean isTail(byte[] bytes, int at, int lead, int length) {
    for (int i = 1; i < length; i++) {
      if ((bytes[at + i] & 0xC0) != 0x80) {
        return false;
      }
    }
    // overlong forms, surrogates, and what is past the last code point
    int second = bytes[at + 1] & 0xFF;
    return switch (lead & 0xFF) {
      case 0xE0 -> second >= 0xA0;
      case 0xED -> second < 0xA0;
      case 0xF0 -> second >= 0x90;
      case 0xF4 -> second < 0x90;
      default -> true;
    };
  }

  /** Returns how many bytes a text takes, or -1 if it holds half of a surrogate pair. */
  static long length(CharSequence text) {
    long bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        if (c < 0x800) {
          bytes++;
        } else if (!Character.isSurrogate(c)) {
          bytes += 2;
        } else if (Character.isHighSurrogate(c)
            && i + 1 < text.length()
            && Character.isLowSurrogate(text.charAt(i + 1))) {
          bytes += 2;
          i++;
        } else {
          return -1;
        }
      }
    }
    return bytes;
  }

  /** Writes a text of whole characters and returns the end; the room has to be there. */
  static int encode(CharSequence text, byte[] to, int at) {
    int end = at;
    for (int i = 0; i < text.length(); i++) {
      int c = text.charAt(i);
      if (c < 0x80) {
        to[end++] = (byte) c;
      } else if (c < 0x800) {
        to[end++] = (byte) (0xC0 | (c >> 6));
        to[end++] = (byte) (0x80 | (c & 0x3F));
      } else if (!Character.isSurrogate((char) c)) {
        to[end++] = (byte) (0xE0 | (c >> 12));
        to[end++] = (byte) (0x80 | ((c >> 6) & 0x3F));
        to[end++] = (byte) (0x80 | (c & 0x3F));
      } else {
        int point = Character.toCodePoint((char) c, text.charAt(++i));
        to[end++] = (byte) (0xF0 | (point >> 18));
        to[end++] = (byte) (0x80 | ((point >> 12) & 0x3F));
        to[end++] = (byte) (0x80 | ((point >> 6) & 0x3F));
        to[end++] = (byte) (0x80 | (point & 0x3F));
      }
    }
    return end;
  }
}
