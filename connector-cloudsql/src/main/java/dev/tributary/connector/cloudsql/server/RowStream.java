package dev.tributary.connector.cloudsql.server;

import dev.tributary.connector.batch.BatchBuilder;
import java.sql.SQLException;
import java.util.List;

/** The rows of a selection as the server sends them. Used by one thread. */
public interface RowStream extends AutoCloseable {
  /**
   * Appends rows until the builder is full or no row is left.
   *
   * @param rows the builder of the stream; its last row is ended when this returns
   * @return whether rows may be left
   */
  boolean read(BatchBuilder rows) throws SQLException;

  /**
   * Returns the exact texts of the selection's position columns at the last row read, rejected ones
   * included, as {@link Server#literal} takes them; empty before the first row.
   */
  List<String> position();

  /** Ends the statement; the session is of further use only if all rows were read. */
  @Override
  void close() throws SQLException;
}
