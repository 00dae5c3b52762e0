package dev.tributary.connector.cloudsql.postgres;

import dev.tributary.connector.cloudsql.connect.Session;
import dev.tributary.connector.cloudsql.servers.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/** A session of one connection, in UTC as those of the pools are. */
final class PlainSession implements Session {
  private final Connection connection;

  private PlainSession(Connection connection) {
    this.connection = connection;
  }

  static PlainSession open(TestServer server, String database) throws SQLException {
    return of(server.connect(database));
  }

  static PlainSession of(Connection connection) throws SQLException {
    PlainSession session = new PlainSession(connection);
    session.run("SET TimeZone = 'UTC'");
    return session;
  }

  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }

  /** Returns the only value of the only row as the driver shows it. */
  String one(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  @Override
  public Connection jdbc() {
    return connection;
  }

  @Override
  public void abort() {
    try {
      connection.unwrap(PGConnection.class).cancelQuery();
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
