package dev.tributary.connector.cloudsql.postgres;

import dev.tributary.connector.cloudsql.connect.Session;
import dev.tributary.connector.cloudsql.server.Snapshot;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Transactions that see one moment, exported for others to join. */
final class Snapshots {
  private static final String MOMENT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";

  /** A server that started again gives old names to new snapshots: the name says which start. */
  private static final String START =
      "SELECT (extract(epoch FROM pg_catalog.pg_postmaster_start_time()) * 1000000)::int8::text";

  private Snapshots() {}

  static Snapshot begin(Session session) throws SQLException {
    Connection connection = session.jdbc();
    start(connection);
    try {
      String id = one(connection, "SELECT pg_catalog.pg_export_snapshot()");
      return new Snapshot(id + "@" + one(connection, START), true);
    } catch (SQLException refused) {
      if (isLine(refused)) {
        throw refused;
      }
      // a server that exports nothing still sees one moment in each transaction
      connection.rollback();
      start(connection);
      return new Snapshot("", false);
    }
  }

  static void join(Session session, Snapshot snapshot) throws SQLException {
    int at = snapshot.id().lastIndexOf('@');
    if (!snapshot.shared() || at < 0) {
      throw lost("it cannot be shared", null);
    }
    Connection connection = session.jdbc();
    start(connection);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TRANSACTION SNAPSHOT " + Sql.text(snapshot.id().substring(0, at)));
    } catch (SQLException gone) {
      if (isLine(gone)) {
        throw gone;
      }
      throw lost(String.valueOf(gone.getMessage()), gone);
    }
    if (!one(connection, START).equals(snapshot.id().substring(at + 1))) {
      throw lost("the server started again since", null);
    }
  }

  private static void start(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(MOMENT);
    }
  }

  /** Whether the line or the server is what failed. */
  private static boolean isLine(SQLException failure) {
    String state = failure.getSQLState();
    return state == null || state.startsWith("08") || state.startsWith("57");
  }

  private static ConnectorException lost(String why, @Nullable SQLException cause) {
    return ConnectorException.of(ErrorKind.PLAN_LOST, "the snapshot is gone: " + why)
        .cause(cause)
        .build();
  }

  private static String one(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
