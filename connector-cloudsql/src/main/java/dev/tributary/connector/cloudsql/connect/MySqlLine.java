package dev.tributary.connector.cloudsql.connect;

import com.mysql.cj.jdbc.JdbcConnection;
import java.sql.Connection;
import java.sql.SQLException;

/** What is known of a line of MySQL's driver; loaded only where that driver is. */
final class MySqlLine {
  private MySqlLine() {}

  /** Returns the server's number of a connection, without asking the server. */
  static long id(Connection connection) throws SQLException {
    return connection.unwrap(JdbcConnection.class).getId();
  }
}
