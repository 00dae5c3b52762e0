package dev.tributary.connector.cloudsql.postgres;

import dev.tributary.connector.cloudsql.connect.Session;
import dev.tributary.connector.cloudsql.server.Table;
import dev.tributary.connector.cloudsql.server.TableColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts a table's key into ranges by a sample of its rows: a few from each of some pages that lie
 * evenly over the table, so that skewed keys and keys of any type give ranges of like size. What is
 * read does not grow with the table.
 */
final class Bounds {
  private static final int PAGES = 500;
  private static final int ROWS_A_PAGE = 16;

  private Bounds() {}

  static List<List<String>> of(Session session, Table table, List<TableColumn> columns, int ranges)
      throws SQLException {
    String name = PostgresServer.name(table);
    String sample =
        switch (table.kind()) {
          case TABLE, MATERIALIZED_VIEW -> pages(session, name);
          case PARTITIONED_TABLE -> share(session, name);
          case VIEW, FOREIGN_TABLE -> "";
        };
    if (sample.isEmpty()) {
      return List.of();
    }
    StringBuilder rest = new StringBuilder(sample).append(" ORDER BY ");
    for (int i = 0; i < columns.size(); i++) {
      rest.append(i == 0 ? "" : ", ").append(Sql.name(columns.get(i).name()));
    }
    return cut(ExactTexts.of(session, columns, rest.toString()), ranges);
  }

  /** Names the rows to look at by where they may lie; where none lies, none comes. */
  private static String pages(Session session, String name) throws SQLException {
    long pages = count(session, "pg_catalog.pg_relation_size(" + Sql.text(name) + ")");
    if (pages == 0) {
      return "";
    }
    long looked = Math.min(PAGES, pages);
    StringBuilder rows = new StringBuilder("{");
    for (long i = 0; i < looked; i++) {
      long page = Math.multiplyExact(i, pages) / looked;
      for (int row = 1; row <= ROWS_A_PAGE; row++) {
        rows.append(rows.length() == 1 ? "" : ",");
        rows.append("\"(").append(page).append(',').append(row).append(")\"");
      }
    }
    return " FROM " + name + " WHERE ctid = ANY ('" + rows.append('}') + "'::tid[])";
  }

  /** Partitions are many tables: the server draws pages of all of them. */
  private static String share(Session session, String name) throws SQLException {
    long pages =
        count(
            session,
            "(SELECT sum(pg_catalog.pg_relation_size(p.relid))::int8"
                + " FROM pg_catalog.pg_partition_tree("
                + Sql.text(name)
                + ") p WHERE p.isleaf)");
    if (pages == 0) {
      return "";
    }
    double share = Math.min(100, 100.0 * PAGES / pages);
    return String.format(
        Locale.ROOT, " FROM %s TABLESAMPLE SYSTEM (%.9f) REPEATABLE (0)", name, share);
  }

  private static long count(Session session, String bytes) throws SQLException {
    String sql =
        "SELECT coalesce(" + bytes + ", 0) / pg_catalog.current_setting('block_size')::int8";
    try (Statement statement = session.jdbc().createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  private static List<List<String>> cut(List<List<String>> sorted, int ranges) {
    List<List<String>> bounds = new ArrayList<>();
    if (sorted.isEmpty()) {
      return bounds;
    }
    List<String> last = sorted.get(0);
    for (int i = 1; i < ranges; i++) {
      List<String> next = sorted.get((int) ((long) i * sorted.size() / ranges));
      if (!next.equals(last)) {
        bounds.add(next);
        last = next;
      }
    }
    return bounds;
  }
}
