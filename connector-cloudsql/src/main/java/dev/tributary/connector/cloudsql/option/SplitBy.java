package dev.tributary.connector.cloudsql.option;

/**
 * How a table is cut into ranges that are read side by side.
 *
 * @since 0.1.0
 */
public enum SplitBy {
  /** As the table's size, its key and the server suggest. */
  AUTO,
  /** By physical pages: fastest, and begun again when the snapshot is lost. */
  PAGES,
  /** By ranges of the key: goes on after any interruption. */
  KEY,
  /** Not at all: one reader, one statement. */
  NONE
}
