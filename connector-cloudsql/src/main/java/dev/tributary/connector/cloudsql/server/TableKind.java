package dev.tributary.connector.cloudsql.server;

/** What a name in the catalogue stands for. */
public enum TableKind {
  /** A table with rows of its own. */
  TABLE,
  /** A table whose rows are in its partitions. */
  PARTITIONED_TABLE,
  /** A view. */
  VIEW,
  /** A view whose rows are kept. */
  MATERIALIZED_VIEW,
  /** A table of another server. */
  FOREIGN_TABLE
}
