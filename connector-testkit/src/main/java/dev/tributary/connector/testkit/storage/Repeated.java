package dev.tributary.connector.testkit.storage;

/** Content that repeats a piece. */
final class Repeated implements Content {
  private final byte[] piece;
  private final long size;

  Repeated(byte[] piece, long size) {
    if (piece.length == 0 && size > 0) {
      throw new IllegalArgumentException("nothing is not enough to repeat");
    }
    this.piece = piece;
    this.size = size;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void copy(long at, byte[] into, int offset, int length) {
    int done = 0;
    while (done < length) {
      int from = (int) ((at + done) % piece.length);
      int some = Math.min(length - done, piece.length - from);
      System.arraycopy(piece, from, into, offset + done, some);
      done += some;
    }
  }
}
