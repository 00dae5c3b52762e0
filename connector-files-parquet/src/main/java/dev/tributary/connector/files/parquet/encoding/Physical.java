package dev.tributary.connector.files.parquet.encoding;

import dev.tributary.connector.files.parquet.wire.Malformed;

/** How a value is stored, in the order of the format's numbers. */
public enum Physical {
  /** A bit. */
  BOOLEAN(0, 0),
  /** Four bytes, signed. */
  INT32(1, 4),
  /** Eight bytes, signed. */
  INT64(2, 8),
  /** Twelve bytes: nanoseconds of a day and a Julian day. */
  INT96(3, 12),
  /** A floating-point number of four bytes. */
  FLOAT(4, 4),
  /** A floating-point number of eight bytes. */
  DOUBLE(5, 8),
  /** Bytes of any length. */
  BYTE_ARRAY(6, 0),
  /** Bytes of the column's length. */
  FIXED(7, 0);

  private static final Physical[] ALL = values();

  private final int number;
  private final int width;

  Physical(int number, int width) {
    this.number = number;
    this.width = width;
  }

  /** Returns the format's number of this type. */
  public int number() {
    return number;
  }

  /** Returns how many bytes a plain value takes; 0 where the type does not say. */
  public int width() {
    return width;
  }

  /**
   * Returns the type of this number.
   *
   * @throws Malformed if there is none
   */
  public static Physical of(int number) {
    if (number < 0 || number >= ALL.length) {
      throw Malformed.of("there is no physical type " + number);
    }
    return ALL[number];
  }
}
