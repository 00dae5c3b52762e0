package dev.tributary.connector.http.json;

/**
 * The bytes in the buffer end inside a value: more of them are needed, then it is decoded again.
 *
 * <p>It happens once for a buffer, not once for a value; checks at every byte would cost more.
 */
final class CutShort extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CutShort() {
    super("the bytes so far end inside a value", null, false, false);
  }
}
