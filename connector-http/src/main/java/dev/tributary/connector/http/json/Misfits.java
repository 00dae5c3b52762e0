package dev.tributary.connector.http.json;

/**
 * What is done with a record that holds a value which its declared type does not hold exactly.
 *
 * <p>Fields whose type was inferred are not concerned: their type widens, and no value is lost.
 *
 * @since 0.1.0
 */
public enum Misfits {
  /** Reading fails with an error that names the record, the field and the value; the default. */
  FAIL,
  /** The record is kept as a reject of the batch, and reading goes on. */
  REJECT
}
