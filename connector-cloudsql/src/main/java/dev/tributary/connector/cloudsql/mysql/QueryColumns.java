package dev.tributary.connector.cloudsql.mysql;

import dev.tributary.connector.cloudsql.server.TableColumn;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a query yields, by what the server says of its result before it runs it. */
final class QueryColumns {
  private QueryColumns() {}

  static List<TableColumn> of(Connection connection, String query, boolean tinyAsBoolean)
      throws SQLException {
    // a limit of nothing is seen before anything is read
    String sql = "SELECT * FROM (" + query + "\n) AS q LIMIT 0";
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      try (ResultSet none = statement.executeQuery(sql)) {
        ResultSetMetaData about = none.getMetaData();
        List<TableColumn> columns = new ArrayList<>();
        for (int i = 1; i <= about.getColumnCount(); i++) {
          boolean nullable = about.isNullable(i) != ResultSetMetaData.columnNoNulls;
          columns.add(
              ColumnType.column(
                  about.getColumnLabel(i), type(about, i), "", nullable, false, tinyAsBoolean));
        }
        return columns;
      }
    }
  }

  /** The type as the catalogue would write it. */
  private static String type(ResultSetMetaData about, int i) throws SQLException {
    String name = about.getColumnTypeName(i).toLowerCase(Locale.ROOT);
    int precision = about.getPrecision(i);
    return switch (name) {
      case "decimal" -> "decimal(" + precision + "," + about.getScale(i) + ")";
      case "decimal unsigned" ->
          "decimal(" + precision + "," + about.getScale(i) + ") unsigned";
      case "bit", "char", "varchar", "binary", "varbinary" -> name + "(" + precision + ")";
      default -> name;
    };
  }
}
