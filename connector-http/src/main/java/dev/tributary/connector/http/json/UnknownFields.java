package dev.tributary.connector.http.json;

/**
 * What is done with members of a record that the stream's schema does not hold.
 *
 * @since 0.1.0
 */
public enum UnknownFields {
  /** The schema grows by a column of the first value's inferred type; the default. */
  EVOLVE,
  /** They are checked to be JSON and left out. */
  DROP,
  /** They count as a value that does not fit: see {@link Misfits}. */
  REFUSE
}
