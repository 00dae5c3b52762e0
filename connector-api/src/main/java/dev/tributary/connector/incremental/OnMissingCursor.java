package dev.tributary.connector.incremental;

/**
 * What happens with a record whose incremental field is null or absent.
 *
 * @since 0.1.0
 */
public enum OnMissingCursor {
  /** The read fails and names the record: nobody can know whether it is new. */
  FAIL,
  /** The record is read by every run. */
  INCLUDE,
  /** The record is left out, and counted. */
  EXCLUDE
}
