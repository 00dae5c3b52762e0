package dev.tributary.connector.cloudsql.server;

import dev.tributary.connector.cloudsql.connect.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is the server's own: its catalogue, its language, its snapshots and its rows. Holds no
 * connection: each method is given the session that it uses. Thread-safe.
 *
 * <p>Names, keys and estimates come from the catalogue in a number of queries that does not grow
 * with the number of tables.
 */
public interface Server {
  /** Returns what the server says of itself, such as {@code PostgreSQL 17.2}. */
  String version(Session session) throws SQLException;

  /** Returns the server's clock. */
  Instant now(Session session) throws SQLException;

  // ------------------------------------------------------------------ catalogue

  /**
   * Returns every table and view that the user may read, partitions left out, without the system's
   * own.
   */
  List<Table> tables(Session session) throws SQLException;

  /**
   * Returns a table as the catalogue knows it; empty if there is none of this name.
   *
   * @param name as the user wrote it: with or without a schema
   */
  Optional<Table> table(Session session, String name) throws SQLException;

  /** Returns the partitions of a partitioned table in their order; empty if it is none. */
  List<Table> partitions(Session session, Table table) throws SQLException;

  /**
   * Returns a text that is another one when the table was truncated, rewritten or replaced since,
   * whatever the transaction sees of it; empty where reading such a table fails at the server.
   */
  default String incarnation(Session session, Table table) throws SQLException {
    return "";
  }

  /** Returns the columns that a query yields, without running it. */
  List<TableColumn> describe(Session session, String query) throws SQLException;

  // ------------------------------------------------------------------ language

  /** Returns a name quoted. */
  String quote(String identifier);

  /** Returns what stands after FROM to read a table or a partition. */
  default String from(TableName table) {
    return quote(table.schema()) + "." + quote(table.name());
  }

  /**
   * Returns a value as a literal of the column's type.
   *
   * @param text the value's exact text, such as {@link RowStream#position} gives it
   */
  String literal(TableColumn column, String text);

  /**
   * Returns a condition that holds for the rows that stand so relative to a bound, written so that
   * an index on the columns is used.
   *
   * @param columns the columns, in the order in which rows are compared; at least one
   * @param bound a value for each of them
   */
  String compare(List<TableColumn> columns, Comparison comparison, List<String> bound);

  /**
   * Returns the column that says where a row lies physically, if the server can read ranges of it
   * fast; its values are {@code (page,row)}, such as {@code (0,1)}. Rows move: it means the same
   * only within one snapshot.
   */
  Optional<TableColumn> physical();

  // ------------------------------------------------------------------ snapshots

  /**
   * Begins a transaction that sees one moment, which other sessions can join where the server is
   * able to.
   */
  Snapshot begin(Session session) throws SQLException;

  /**
   * Begins a transaction that sees a snapshot.
   *
   * @throws dev.tributary.connector.error.ConnectorException of kind PLAN_LOST if the snapshot is
   *     gone or cannot be joined
   */
  void join(Session session, Snapshot snapshot) throws SQLException;

  // ------------------------------------------------------------------ ranges

  /**
   * Returns bounds that cut a table into about equally large ranges of its key, ascending; each is
   * the first key of the range that follows it. Reads a bounded number of pages, whatever the
   * table's size.
   *
   * @param columns the columns of the key to cut by
   * @param ranges about how many ranges to make, at least 2
   * @return fewer than that many bounds; empty if the table is not worth cutting
   */
  List<List<String>> bounds(Session session, Table table, List<TableColumn> columns, int ranges)
      throws SQLException;

  /**
   * Returns the highest value of a column as exact text; empty if there is none.
   *
   * @param from what stands after FROM
   */
  Optional<String> highest(
      Session session, String from, List<String> conditions, TableColumn column)
      throws SQLException;

  // ------------------------------------------------------------------ rows

  /** Begins to read a selection. */
  RowStream open(Session session, Selection selection) throws SQLException;
}
