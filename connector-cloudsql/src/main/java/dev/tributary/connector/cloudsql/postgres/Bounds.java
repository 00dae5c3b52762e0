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
 * Cuts a table's key into ranges by a sample of its pages, so that skewed keys and keys of any type
 * give ranges of like size. How many pages are read does not grow with the table; the catalogue's
 * estimates, which may be old, are not asked.
 */
final class Bounds {
  /** About how many pages are looked at; how many it is varies by a few dozen. */
  private static final int PAGES = 400;

  private Bounds() {}

  static List<List<String>> of(Session session, Table table, List<TableColumn> columns, int ranges)
      throws SQLException {
    String name = PostgresServer.name(table);
    String size =
        switch (table.kind()) {
          case TABLE, MATERIALIZED_VIEW -> "pg_catalog.pg_relation_size(" + Sql.text(name) + ")";
          case PARTITIONED_TABLE ->
              "(SELECT sum(pg_catalog.pg_relation_size(p.relid))::int8"
                  + " FROM pg_catalog.pg_partition_tree("
                  + Sql.text(name)
                  + ") p WHERE p.isleaf)";
          case VIEW, FOREIGN_TABLE -> "0";
        };
    long pages = pages(session, size);
    if (pages == 0) {
      return List.of();
    }
    return distinct(ExactTexts.of(session, columns, sample(name, pages, columns, ranges)));
  }

  /** The pages are drawn the same way each time; of their rows those come where ranges begin. */
  private static String sample(String name, long pages, List<TableColumn> columns, int ranges) {
    String key = String.join(", ", columns.stream().map(c -> Sql.name(c.name())).toList());
    return String.format(
        Locale.ROOT,
        " FROM (SELECT %1$s, row_number() OVER (ORDER BY %1$s) - 1 AS \"place of row\","
            + " count(*) OVER () AS \"number of rows\""
            + " FROM %2$s TABLESAMPLE SYSTEM (%3$.12f) REPEATABLE (0)) AS sample"
            + " WHERE \"place of row\" * %4$d / \"number of rows\""
            + " <> (\"place of row\" - 1) * %4$d / \"number of rows\" AND \"place of row\" > 0"
            + " ORDER BY \"place of row\"",
        key,
        name,
        Math.min(100, 100.0 * PAGES / pages),
        ranges);
  }

  private static long pages(Session session, String size) throws SQLException {
    String sql =
        "SELECT coalesce(" + size + ", 0) / pg_catalog.current_setting('block_size')::int8";
    try (Statement statement = session.jdbc().createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** A value that many rows have begins one range only. */
  private static List<List<String>> distinct(List<List<String>> ascending) {
    List<List<String>> bounds = new ArrayList<>();
    for (List<String> bound : ascending) {
      if (bounds.isEmpty() || !bounds.get(bounds.size() - 1).equals(bound)) {
        bounds.add(bound);
      }
    }
    return bounds;
  }
}
