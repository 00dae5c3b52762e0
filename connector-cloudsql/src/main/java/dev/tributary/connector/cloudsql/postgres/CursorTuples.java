package dev.tributary.connector.cloudsql.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a cursor, each a record that the server itself put into binary form, for servers and
 * proxies that do not copy. The connection must be in a transaction.
 */
final class CursorTuples implements Tuples {
  private static final int ROWS_AT_ONCE = 1_000;

  private final Statement statement;
  private final ResultSet rows;

  /**
   * Begins.
   *
   * @param select a query whose only column is a record's binary form
   */
  CursorTuples(Connection connection, String select) throws SQLException {
    statement = connection.createStatement();
    try {
      statement.setEscapeProcessing(false);
      statement.setFetchSize(ROWS_AT_ONCE);
      rows = statement.executeQuery(select);
    } catch (SQLException failed) {
      statement.close();
      throw failed;
    }
  }

  @Override
  public byte @Nullable [] next() throws SQLException {
    return rows.next() ? rows.getBytes(1) : null;
  }

  @Override
  public int rowHeader() {
    return 4;
  }

  @Override
  public int fieldHeader() {
    return 4;
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
