package dev.tributary.connector.cloudsql.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.cloudsql.servers.Kind;
import dev.tributary.connector.cloudsql.servers.TestServer;
import dev.tributary.connector.error.ConnectorException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

/** Questions to servers, and what comes of those that fail. */
final class Asking {
  private Asking() {}

  static String ask(Session session, String sql) throws SQLException {
    try (Statement statement = session.jdbc().createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  static void run(TestServer server, String database, String... statements) throws SQLException {
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  static ConnectorException failure(SourceConfig source) {
    try (Database database = Databases.open(source)) {
      return catchThrowableOfType(ConnectorException.class, () -> database.lend().close());
    }
  }

  /** Returns what the database makes of a statement's failure. */
  static ConnectorException failure(Database database, String sql) throws Exception {
    try (Session session = database.lend()) {
      return database.translate(catchThrowableOfType(SQLException.class, () -> ask(session, sql)));
    }
  }

  /** Waits until so many statements sleep at the server. */
  static void awaitSleepers(Connection watcher, Kind kind, int number)
      throws SQLException, InterruptedException {
    String sql =
        kind.isPostgres()
            ? "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND state = 'active' AND query LIKE 'SELECT pg_sleep%'"
            : "SELECT count(*) FROM information_schema.processlist WHERE db = database()"
                + " AND info LIKE 'SELECT sleep%'";
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (true) {
      try (Statement statement = watcher.createStatement();
          ResultSet row = statement.executeQuery(sql)) {
        row.next();
        if (row.getInt(1) == number) {
          return;
        }
        assertThat(System.nanoTime()).as("statements that sleep: " + row.getInt(1)).isLessThan(end);
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}
