package dev.tributary.connector.batch;

/**
 * What a record says about the source's row.
 *
 * @since 0.1.0
 */
public enum ChangeKind {
  /** The row was there when it was read; every ordinary extraction yields these. */
  SNAPSHOT,
  /** The row was added. */
  INSERT,
  /** The row was changed; fields that the source did not send are absent. */
  UPDATE,
  /** The row was removed; usually only its key is there and the other fields are absent. */
  DELETE,
  /** Every row of the stream was removed at once; all fields are absent. */
  TRUNCATE;

  private static final ChangeKind[] ALL = values();

  static ChangeKind at(int code) {
    return ALL[code];
  }

  byte code() {
    return switch (this) {
      case SNAPSHOT -> 0;
      case INSERT -> 1;
      case UPDATE -> 2;
      case DELETE -> 3;
      case TRUNCATE -> 4;
    };
  }

  /** Whether a record of this code says nothing about the fields it leaves out. */
  static boolean leavesOut(byte code) {
    return code >= 3;
  }
}
