package dev.tributary.connector.http.json;

/** Reads UUIDs in their usual form from bytes. */
final class Uuids {
  private static final int LENGTH = 36;

  private Uuids() {}

  /** Returns whether a UUID and a closing quote stand there. */
  static boolean stands(byte[] b, int from, int end) {
    if (from + LENGTH >= end || b[from + LENGTH] != '"') {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? b[from + i] != '-' : Character.digit(b[from + i], 16) < 0) {
        return false;
      }
    }
    return true;
  }

  static long high(byte[] b, int from) {
    return hex(hex(hex(0, b, from, 8), b, from + 9, 4), b, from + 14, 4);
  }

  static long low(byte[] b, int from) {
    return hex(hex(0, b, from + 19, 4), b, from + 24, 12);
  }

  private static long hex(long before, byte[] b, int from, int digits) {
    long value = before;
    for (int i = from; i < from + digits; i++) {
      value = value << 4 | Character.digit(b[i], 16);
    }
    return value;
  }
}
