package dev.tributary.connector.cloudsql.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import dev.tributary.connector.cloudsql.server.TableColumn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks up single keys of a table by its index, and how many rows lie between two. */
final class Keys {
  private final Connection connection;
  private final String from;
  private final List<TableColumn> columns;

  Keys(Connection connection, String from, List<TableColumn> columns) {
    this.connection = connection;
    this.from = from;
    this.columns = columns;
  }

  /**
   * Returns the exact texts of the first key under the conditions.
   *
   * @param direction empty, or {@code " DESC"} for the last one
   */
  Optional<List<String>> first(List<String> conditions, String direction) throws SQLException {
    List<String> expressions = columns.stream().map(Sql::position).toList();
    String sql =
        "SELECT "
            + String.join(", ", expressions)
            + " FROM "
            + from
            + Sql.where(conditions)
            + Sql.order(columns, direction)
            + " LIMIT 1";
    try (PreparedStatement statement =
            connection.unwrap(JdbcConnection.class).serverPrepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      if (!rows.next()) {
        return Optional.empty();
      }
      List<String> key = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        key.add(Values.text(Sql.positionForm(columns.get(i)), rows.getBytes(i + 1)));
      }
      return Optional.of(key);
    }
  }

  /** Returns about how many rows meet the conditions, as the optimizer guesses from a few pages. */
  long estimate(List<String> conditions) throws SQLException {
    List<String> names = columns.stream().map(column -> Sql.quote(column.name())).toList();
    String sql =
        "EXPLAIN SELECT " + String.join(", ", names) + " FROM " + from + Sql.where(conditions);
    try (Statement statement = connection.createStatement();
        ResultSet plan = statement.executeQuery(sql)) {
      long rows = 0;
      while (plan.next()) {
        rows += Math.max(0, plan.getLong("rows"));
      }
      return rows;
    }
  }
}
