package dev.tributary.connector.cloudsql.plan;

import dev.tributary.connector.cloudsql.connect.Session;
import dev.tributary.connector.cloudsql.server.Server;
import dev.tributary.connector.cloudsql.server.Table;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Tells whether a table is still the one that was planned. A table that was truncated or rewritten
 * looks empty to an older snapshot, and its pages mean something else.
 */
final class Fence {
  private Fence() {}

  /** Returns what changes when the table is rewritten; empty where the server tells it itself. */
  static String of(Session session, Server server, Table table) throws SQLException {
    return server.incarnation(session, table);
  }

  /**
   * Keeps the table as it is until the transaction ends, and looks whether it is the one that was
   * planned.
   *
   * @throws ConnectorException of kind PLAN_LOST if it is not
   */
  static void check(Session session, Server server, Table table, String planned)
      throws SQLException {
    try (Statement statement = session.jdbc().createStatement();
        ResultSet none =
            statement.executeQuery("SELECT 1 FROM " + server.from(table.name()) + " WHERE 1 = 0")) {
      none.next();
    }
    if (!of(session, server, table).equals(planned)) {
      throw ConnectorException.of(
              ErrorKind.PLAN_LOST,
              "table " + table.name() + " was truncated or rewritten while it was read")
          .remedy("Go on from the stored state: the table is read again from its start")
          .build();
    }
  }
}
