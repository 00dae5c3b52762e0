package dev.tributary.connector.cloudsql.option;

/** Which rows a join keeps. */
public enum JoinType {
  /** Rows with a match on both sides. */
  INNER,
  /** Every row of the table, and what matches it. */
  LEFT
}
