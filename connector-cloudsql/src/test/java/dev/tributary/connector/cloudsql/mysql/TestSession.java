package dev.tributary.connector.cloudsql.mysql;

import dev.tributary.connector.cloudsql.connect.Session;
import dev.tributary.connector.cloudsql.servers.TestServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** A session on a test's database, without a pool. */
final class TestSession implements Session {
  private final Connection connection;

  private TestSession(Connection connection) {
    this.connection = connection;
  }

  static TestSession open(TestServer server, String database) throws SQLException {
    return open(server, database, server.user(), server.password());
  }

  static TestSession open(TestServer server, String database, String user, String password)
      throws SQLException {
    Properties properties = new Properties();
    properties.put("user", user);
    properties.put("password", password);
    properties.put("allowPublicKeyRetrieval", "true");
    properties.put("characterSetResults", "UTF-8");
    properties.put("connectionTimeZone", "UTC");
    properties.put("forceConnectionTimeZoneToSession", "true");
    return new TestSession(DriverManager.getConnection(server.jdbcUrl(database), properties));
  }

  /** Runs statements, none of which yields anything. */
  void run(String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Override
  public Connection jdbc() {
    return connection;
  }

  @Override
  public void abort() {
    try {
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
