package dev.tributary.connector.cloudsql.option;

/**
 * What an extraction reads of a table.
 *
 * @since 0.1.0
 */
public enum ExtractionMethod {
  /** All of it, each time. */
  FULL,
  /** What is new since the last run, told by the incremental field. */
  INCREMENTAL,
  /** The partitions that are new or were restated. */
  PARTITION,
  /** The server's log of changes; not yet. */
  CDC
}
