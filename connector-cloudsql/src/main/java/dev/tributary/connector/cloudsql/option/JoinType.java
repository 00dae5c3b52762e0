package dev.tributary.connector.cloudsql.option;

/**
 * Which rows a join keeps.
 *
 * @since 0.1.0
 */
public enum JoinType {
  /** Rows with a match on both sides. */
  INNER,
  /** Every row of the table, and what matches it. */
  LEFT
}
