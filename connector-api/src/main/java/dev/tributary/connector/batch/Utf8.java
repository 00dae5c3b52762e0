package dev.tributary.connector.batch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/** Copies, checks and encodes UTF-8. */
final class Utf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** How far {@link #copyAll} writes beyond the last text. */
  static final int SPARE = 32;

  private static final int STEP = 32;
  private static final int LONG = 256;

  private static final long HIGH = 0x8080808080808080L;

  private Utf8() {}

  /**
   * Copies bytes and returns whether all are ASCII.
   *
   * <p>Most texts are short: words, of which the last one overlaps, beat a copying stub. The loop
   * is kept so small that the compiler draws it into the decoder's own loop.
   */
  static boolean copy(byte[] from, int start, byte[] to, int at, int length) {
    if (length < 8 || length > 64) {
      return copyOther(from, start, to, at, length);
    }
    int last = length - 8;
    long seen = move(from, start + last, to, at + last);
    int i = 0;
    do {
      seen |= move(from, start + i, to, at + i);
      i += 8;
    } while (i < last);
    return (seen & HIGH) == 0;
  }

  /**
   * Copies many texts behind one another and returns whether all are ASCII.
   *
   * <p>Several words are copied at once, so that what stands behind a text comes along: the next
   * text is written over it, and what is left behind the last one is wiped.
   *
   * @param starts where each begins, the first at {@code from}
   * @param ends where each ends
   * @param to has room for all, and {@link #SPARE} more
   * @param at where the first one goes
   * @param offsets gets where each begins, and behind the last where it ends, bytes {@code first}
   *     on
   */
  static boolean copyAll(
      byte[] bytes,
      int[] starts,
      int[] ends,
      int from,
      byte[] to,
      int at,
      int[] offsets,
      int first,
      int count) {
    int end = at;
    offsets[first] = end;
    for (int i = 0; i < count; i++) {
      int start = starts[from + i];
      int length = ends[from + i] - start;
      if (length > LONG || start > bytes.length - length - STEP) {
        System.arraycopy(bytes, start, to, end, length);
      } else {
        // steps so long that most texts of a column take as many of them, which the processor
        // then foretells
        for (int done = 0; done < length; done += STEP) {
          move(bytes, start + done, to, end + done);
          move(bytes, start + done + 8, to, end + done + 8);
          move(bytes, start + done + 16, to, end + done + 16);
          move(bytes, start + done + 24, to, end + done + 24);
        }
      }
      end += length;
      offsets[first + i + 1] = end;
    }
    Arrays.fill(to, end, Math.min(to.length, end + SPARE), (byte) 0);
    return isAscii(to, at, end);
  }

  private static long move(byte[] from, int start, byte[] to, int at) {
    long word = (long) LONGS.get(from, start);
    LONGS.set(to, at, word);
    return word;
  }

  private static boolean copyOther(byte[] from, int start, byte[] to, int at, int length) {
    if (length > 8) {
      System.arraycopy(from, start, to, at, length);
      return isAscii(from, start, start + length);
    }
    Objects.checkFromIndexSize(start, length, from.length);
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
