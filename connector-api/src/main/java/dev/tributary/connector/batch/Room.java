package dev.tributary.connector.batch;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;

/**
 * Counts what texts and rejects take, and keeps the open record within its bounds. Texts that fit
 * into buffers which are there already are only counted, and looked at when the record is finished;
 * whatever needs new memory is asked for here first.
 */
final class Room {
  private static final long BOUNDLESS = Long.MAX_VALUE / 2;

  private final long max;

  /** What is taken so far, the open record's texts included. */
  long used;

  /** How far the open record may go. */
  private long ceiling;

  Room(long max) {
    this.max = Math.min(max, BOUNDLESS);
    this.ceiling = this.max;
  }

  static Room unlimited() {
    return new Room(BOUNDLESS);
  }

  boolean isPassed() {
    return used > ceiling;
  }

  /** Begins a record. */
  void open() {
    ceiling = used + max;
  }

  /** Begins a record after this much. */
  void open(long used) {
    this.used = used;
    open();
  }

  /** Lets what follows be of any size, until a record begins. */
  void lift() {
    ceiling = BOUNDLESS;
  }

  /** Takes bytes that need new memory, unless the open record becomes too large. */
  void spend(String column, long bytes) {
    if (used + bytes > ceiling) {
      throw tooLarge(column, bytes);
    }
    used += bytes;
  }

  ConnectorException tooLarge(String column, long bytes) {
    return ConnectorException.of(
            ErrorKind.DATA,
            "a value of "
                + bytes
                + " bytes makes its record larger than the "
                + max
                + " bytes that one record may have")
        .place("column " + column)
        .remedy("Leave the column out, or raise the limit for one record")
        .build();
  }
}
