package dev.tributary.connector.batch;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;

/** How many bytes the texts of the open record may still take. */
final class Room {
  private final long max;
  long left;

  Room(long max) {
    this.max = max;
    this.left = max;
  }

  static Room unlimited() {
    return new Room(Long.MAX_VALUE);
  }

  void reset() {
    left = max;
  }

  long used() {
    return max - left;
  }

  void spend(String column, long bytes) {
    if (bytes > left) {
      throw ConnectorException.of(
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
    left -= bytes;
  }
}
