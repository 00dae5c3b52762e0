package dev.tributary.connector.http.json;

/** A 64-bit hash of bytes in pieces, quick rather than safe against forgers. */
final class Digest {
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private long hash;

  /** Adds a piece; the same bytes in other pieces have another digest. */
  void add(byte[] b, int from, int to) {
    long h = hash ^ (to - from) * MIX;
    int p = from;
    for (; p + 8 <= to; p += 8) {
      h = (Long.rotateLeft(h, 23) ^ (long) Lexer.LONGS.get(b, p)) * MIX;
    }
    for (; p < to; p++) {
      h = (Long.rotateLeft(h, 23) ^ b[p]) * MIX;
    }
    hash = h ^ h >>> 29;
  }

  long value() {
    return hash;
  }
}
