package dev.tributary.connector.testkit.storage;

/** Content that is kept as it is. */
final class Bytes implements Content {
  private final byte[] bytes;

  Bytes(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public void copy(long at, byte[] into, int offset, int length) {
    System.arraycopy(bytes, (int) at, into, offset, length);
  }
}
