package dev.tributary.connector.files.format;

/**
 * What is done with a record that cannot be read, or that does not fit a declared column.
 *
 * @since 0.1.0
 */
public enum Misfits {
  /** Reading fails with an error that names file, place and reason; the default. */
  FAIL,
  /** The record is kept as a reject of the batch, and reading goes on. */
  REJECT
}
