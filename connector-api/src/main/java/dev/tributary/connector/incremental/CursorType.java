package dev.tributary.connector.incremental;

/**
 * How the values of an incremental field are written and compared.
 *
 * @since 0.1.0
 */
public enum CursorType {
  /**
   * Points in time as text: date and time with {@code T} or a space between, with or without a
   * fraction of any length, with {@code Z}, an offset or neither.
   */
  TIMESTAMP,
  /** Days as text, {@code 2026-01-31}. */
  DATE,
  /** Whole or broken seconds since 1970. */
  EPOCH_SECONDS,
  /** Whole milliseconds since 1970. */
  EPOCH_MILLIS,
  /** Whole numbers of any size. */
  INTEGER,
  /** Decimal numbers of any size, exact. */
  DECIMAL,
  /** Text in the order of its code points, which is the order of its UTF-8 bytes. */
  TEXT;

  boolean isTime() {
    return this == TIMESTAMP || this == DATE || this == EPOCH_SECONDS || this == EPOCH_MILLIS;
  }
}
