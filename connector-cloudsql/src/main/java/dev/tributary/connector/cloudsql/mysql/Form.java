package dev.tributary.connector.cloudsql.mysql;

/** How a value of a type looks in the server's binary protocol, and so which decoder reads it. */
enum Form {
  /** A whole number of 1 to 8 bytes, signed. */
  SIGNED,
  /** A whole number of 1 to 8 bytes, without a sign. */
  UNSIGNED,
  /** A TINYINT(1). */
  TRUTH,
  /** A year, 2 bytes. */
  YEAR,
  /** Bits, the highest byte first. */
  BITS,
  /** A binary floating-point number of 32 bits. */
  FLOAT,
  /** A binary floating-point number of 64 bits. */
  DOUBLE,
  /** A decimal number's digits. */
  DECIMAL,
  /** A day as year, month and day, or nothing for the zero date. */
  DATE,
  /** A day and time of day without a zone. */
  DATETIME,
  /** An instant, shown in the session's zone, which is UTC. */
  TIMESTAMP,
  /** A length of time. */
  TIME,
  /** Text in UTF-8. */
  TEXT,
  /** The name of a member of an ENUM, or the names of a SET's. */
  MEMBER,
  /** A UUID's text. */
  UUID,
  /** An internet address's text. */
  ADDRESS,
  /** A JSON document's text. */
  JSON,
  /** Bytes. */
  BINARY,
  /** A reference system's number and a geometry in the well-known binary form. */
  GEOMETRY,
  /** What we do not know, asked for as text. */
  UNKNOWN;

  boolean isTemporal() {
    return this == DATE || this == DATETIME || this == TIMESTAMP;
  }
}
