package dev.tributary.connector.files.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads digits eight at a time, so that the processor need not foretell how many there are: by
 * masks and three multiplications, each of which joins neighbours.
 */
final class Digits {
  /** How many digits are read at most. */
  static final int MOST = 16;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ZEROS = 0x3030303030303030L;
  private static final long HIGH_HALVES = 0xF0F0F0F0F0F0F0F0L;
  private static final long SIXES = 0x0606060606060606L;
  private static final long LOW_PAIRS = 0x00FF00FF00FF00FFL;
  private static final long LOW_FOURS = 0x0000FFFF0000FFFFL;
  private static final long HUNDRED_MILLION = 100_000_000L;

  private Digits() {}

  /**
   * Returns the number that the bytes are the digits of; negative if some byte is no digit, there
   * are none or too many, or fewer than eight bytes of the array end with them.
   */
  static long parse(byte[] b, int from, int to) {
    int length = to - from;
    if (length < 1 || length > MOST || to < 8) {
      return -1;
    }
    if (length <= 8) {
      return eight((long) LONGS.get(b, to - 8), length);
    }
    if (to < MOST) {
      return -1;
    }
    long high = eight((long) LONGS.get(b, to - 16), length - 8);
    long low = eight((long) LONGS.get(b, to - 8), 8);
    return high < 0 || low < 0 ? -1 : high * HUNDRED_MILLION + low;
  }

  /** Reads the last bytes of a word, the last of which is the highest. */
  private static long eight(long word, int length) {
    long mask = -1L << (64 - 8 * length);
    return eight((word & mask) | (ZEROS & ~mask));
  }

  private static long eight(long digits) {
    long fours = fours(digits);
    return fours < 0 ? -1 : ((fours & LOW_FOURS) * 42949672960001L) >>> 32;
  }

  /** Returns the first four digits in the lower half, the others in the upper; or a negative. */
  private static long fours(long digits) {
    long notDigits = (digits & HIGH_HALVES) ^ ZEROS;
    long pastNine = ((digits + SIXES) & HIGH_HALVES) ^ ZEROS;
    if ((notDigits | pastNine) != 0) {
      return -1;
    }
    long pairs = ((digits & ~HIGH_HALVES) * 2561) >>> 8;
    return (((pairs & LOW_PAIRS) * 6553601) >>> 16) & LOW_FOURS;
  }

  /**
   * Reads {@code 2026-12-31}, whatever day that may be: the year in the lower half, 1231 in the
   * upper; negative for no such form.
   */
  static long day(byte[] b, int at) {
    if (at + 10 > b.length || b[at + 4] != '-' || b[at + 7] != '-') {
      return -1;
    }
    long word = (long) LONGS.get(b, at);
    long year = word & 0xFFFFFFFFL;
    long month = (word >>> 8) & 0xFFFF00000000L;
    long day = ((long) LONGS.get(b, at + 2) >>> 48) << 48;
    return fours(year | month | day);
  }

  /**
   * Reads {@code 23:59:59}, whatever time that may be: 23 in the lower half, 5959 in the upper;
   * negative for no such form.
   */
  static long clock(byte[] b, int at) {
    if (at + 8 > b.length || b[at + 2] != ':' || b[at + 5] != ':') {
      return -1;
    }
    long word = (long) LONGS.get(b, at);
    long hours = word & 0xFFFF;
    long minutes = (word >>> 8) & 0xFFFF0000L;
    long seconds = (word >>> 16) & 0xFFFF00000000L;
    return fours(((hours | minutes | seconds) << 16) | 0x3030);
  }
}
