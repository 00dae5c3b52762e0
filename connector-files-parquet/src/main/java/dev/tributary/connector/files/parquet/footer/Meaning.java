package dev.tributary.connector.files.parquet.footer;

/** What a stored value means, and so how it becomes one of ours. */
public enum Meaning {
  /** A truth value. */
  BOOLEAN,
  /** A whole number, as it is. */
  INTEGER,
  /** A whole number of 8 bits without sign. */
  UNSIGNED_8,
  /** A whole number of 16 bits without sign. */
  UNSIGNED_16,
  /** A whole number of 32 bits without sign. */
  UNSIGNED_32,
  /** A whole number of 64 bits without sign. */
  UNSIGNED_64,
  /** A floating-point number. */
  FLOATING,
  /** A floating-point number of two bytes. */
  HALF,
  /** A decimal number, as its digits. */
  DECIMAL,
  /** Days since 1970. */
  DATE,
  /** A time or timestamp in thousandths of a second. */
  MILLIS,
  /** A time or timestamp in microseconds. */
  MICROS,
  /** A time or timestamp in nanoseconds. */
  NANOS,
  /** Nanoseconds of a day and a Julian day. */
  JULIAN,
  /** UTF-8. */
  TEXT,
  /** A UUID's sixteen bytes. */
  UUID,
  /** Months, days and thousandths of a second. */
  INTERVAL,
  /** Bytes as they are. */
  BYTES
}
