package dev.tributary.connector.testkit.storage;

/**
 * The bytes of an object. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public interface Content {
  /** Returns how many bytes there are. */
  long size();

  /**
   * Copies bytes out.
   *
   * @param at the first one
   * @param into where to put them
   * @param offset the first one's index there
   * @param length how many; no more than there are
   */
  void copy(long at, byte[] into, int offset, int length);

  /** Returns these bytes, copied. */
  static Content of(byte[] bytes) {
    return new Bytes(bytes.clone());
  }

  /** Returns a piece that is repeated until there are so many bytes, without taking their room. */
  static Content repeating(byte[] piece, long size) {
    return new Repeated(piece.clone(), size);
  }

  /** Returns all bytes. */
  default byte[] bytes() {
    byte[] all = new byte[Math.toIntExact(size())];
    copy(0, all, 0, all.length);
    return all;
  }
}
