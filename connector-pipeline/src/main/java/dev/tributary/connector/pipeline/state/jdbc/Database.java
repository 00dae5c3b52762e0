package dev.tributary.connector.pipeline.state.jdbc;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Connections for one use each.
 *
 * @param source gives them
 * @param prefix what tables' names begin with
 */
record Database(DataSource source, String prefix) {
  /** What is done with a connection. */
  interface Use<T> {
    T of(Connection connection) throws SQLException;
  }

  /** Does something in a transaction of its own. */
  <T> T use(Use<T> use) throws IOException {
    try {
      return inTransaction(use);
    } catch (SQLException failure) {
      throw unusable(failure);
    }
  }

  <T> T inTransaction(Use<T> use) throws SQLException {
    try (Connection connection = open()) {
      boolean done = false;
      try {
        T result = use.of(connection);
        connection.commit();
        done = true;
        return result;
      } finally {
        if (!done) {
          connection.rollback();
        }
      }
    }
  }

  /** Opens a connection that begins a transaction and sees what others commit meanwhile. */
  Connection open() throws SQLException {
    Connection connection = source.getConnection();
    boolean ready = false;
    try {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      ready = true;
      return connection;
    } finally {
      if (!ready) {
        connection.close();
      }
    }
  }

  static IOException unusable(SQLException failure) {
    return new IOException(
        failure.getMessage() + " (JdbcPipelineStore.createTables() makes the tables)", failure);
  }

  /** Returns whether a row was refused because there is one of its key. */
  static boolean isTaken(SQLException failure) {
    return failure.getSQLState() != null && failure.getSQLState().startsWith("23");
  }
}
