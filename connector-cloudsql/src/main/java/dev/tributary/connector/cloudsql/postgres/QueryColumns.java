package dev.tributary.connector.cloudsql.postgres;

import dev.tributary.connector.cloudsql.connect.Session;
import dev.tributary.connector.cloudsql.server.TableColumn;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds out what a query yields, without a row of it being made. */
final class QueryColumns {
  private static final int SCALES = 2048;

  private QueryColumns() {}

  static List<TableColumn> of(Session session, String query) throws SQLException {
    List<String> names = new ArrayList<>();
    List<Integer> modifiers = new ArrayList<>();
    try (Statement statement = session.jdbc().createStatement()) {
      statement.setEscapeProcessing(false);
      try (ResultSet none =
          statement.executeQuery("SELECT * FROM (" + query + "\n) AS q LIMIT 0")) {
        ResultSetMetaData columns = none.getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          names.add(columns.getColumnLabel(i));
          modifiers.add(modifier(columns, i));
        }
      }
    }
    refuseTwice(names);
    List<PgType.Attribute> attributes = types(session, query, names, modifiers);
    Types types = Types.load(session, attributes.stream().map(PgType.Attribute::type).toList());
    return attributes.stream().map(types::column).toList();
  }

  /** Puts digits back together as the catalogue keeps them; a scale may be negative there. */
  private static int modifier(ResultSetMetaData columns, int column) throws SQLException {
    if (columns.getColumnType(column) != java.sql.Types.NUMERIC
        || columns.getPrecision(column) == 0) {
      return -1;
    }
    int scale = columns.getScale(column) & (SCALES - 1);
    return ((columns.getPrecision(column) << 16) | scale) + 4;
  }

  private static void refuseTwice(List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw ConnectorException.of(
                ErrorKind.CONFIG, "the query yields two columns that are called \"" + name + "\"")
            .remedy("Give one of them another name with AS")
            .build();
      }
    }
    if (names.isEmpty()) {
      throw ConnectorException.of(ErrorKind.CONFIG, "the query yields no columns").build();
    }
  }

  private static List<PgType.Attribute> types(
      Session session, String query, List<String> names, List<Integer> modifiers)
      throws SQLException {
    StringBuilder sql = new StringBuilder("SELECT ");
    for (int i = 0; i < names.size(); i++) {
      sql.append(i == 0 ? "" : ", ").append("pg_catalog.pg_typeof(q.");
      sql.append(Sql.name(names.get(i))).append(")::pg_catalog.oid::pg_catalog.int8");
    }
    sql.append(" FROM (SELECT 1) one LEFT JOIN (SELECT * FROM (").append(query);
    sql.append("\n) AS q LIMIT 0) AS q ON true");
    List<PgType.Attribute> attributes = new ArrayList<>();
    try (Statement statement = session.jdbc().createStatement()) {
      statement.setEscapeProcessing(false);
      try (ResultSet row = statement.executeQuery(sql.toString())) {
        row.next();
        for (int i = 0; i < names.size(); i++) {
          attributes.add(
              new PgType.Attribute(names.get(i), row.getLong(i + 1), modifiers.get(i), 0));
        }
      }
    }
    return attributes;
  }
}
