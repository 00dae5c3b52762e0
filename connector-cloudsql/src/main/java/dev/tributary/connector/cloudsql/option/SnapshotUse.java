package dev.tributary.connector.cloudsql.option;

/**
 * What is read as of one moment, where the server can share a snapshot between connections.
 *
 * @since 0.1.0
 */
public enum SnapshotUse {
  /** Each table by itself. */
  TABLE,
  /** All tables of an extraction together; the snapshot is held until its end. */
  EXTRACTION,
  /** Nothing: each range sees its own moment, and no long transaction is held at the server. */
  NONE
}
