package dev.tributary.connector.cloudsql.option;

/**
 * What is done with a value that the column's type cannot hold, such as a zero date.
 *
 * @since 0.1.0
 */
public enum SpecialValues {
  /** The read fails and names table, column and value. */
  FAIL,
  /** The value becomes null. */
  NULL,
  /** The columns of types that have such values are read as the server's own text. */
  TEXT,
  /** The row is set aside as a reject, with the value and the reason. */
  QUARANTINE
}
