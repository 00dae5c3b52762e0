package dev.tributary.connector.cloudsql.server;

/**
 * What becomes of a value that its column cannot hold: a NaN in a decimal with a stated precision,
 * a date that no calendar has, text in an unknown encoding. A column read as its server's text
 * (type STRING) holds all but the last.
 */
public enum OnUnfit {
  /** The read fails and names table, column and value. */
  FAIL,
  /** The value becomes null; the column must take nulls. */
  NULL,
  /** The row goes to the rejects of its batch. */
  QUARANTINE
}
