package dev.tributary.connector.cloudsql.postgres;

import dev.tributary.connector.cloudsql.connect.Session;
import dev.tributary.connector.cloudsql.server.Table;
import dev.tributary.connector.cloudsql.server.TableColumn;
import dev.tributary.connector.cloudsql.server.TableKind;
import dev.tributary.connector.cloudsql.server.TableName;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what the catalogue says of tables: in four queries, however many tables there are. */
final class Catalogue {
  /** Where ranges of pages can be read, tables of ordinary storage have pages that count. */
  private static final String TABLES =
      """
      WITH RECURSIVE wanted AS (
        SELECT c.oid, c.relnamespace, c.relname, c.relkind, c.reltuples, c.relpages, c.relam,
          c.reltoastrelid, c.relhassubclass, n.nspname,
          pg_catalog.has_table_privilege(c.oid, 'SELECT') AS whole
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE %s),
      parts(root, oid) AS (
        SELECT oid, oid FROM wanted WHERE relkind = 'p'
        UNION ALL
        SELECT p.root, i.inhrelid
        FROM parts p JOIN pg_catalog.pg_inherits i ON i.inhparent = p.oid),
      sums AS (
        SELECT p.root, sum(CASE WHEN c.reltuples > 0 THEN c.reltuples ELSE 0 END) AS tuples,
          sum(CASE WHEN c.relpages > 0 THEN c.relpages ELSE 0 END) AS pages,
          bool_or(c.relpages > 0) AS known
        FROM parts p JOIN pg_catalog.pg_class c ON c.oid = p.oid AND c.relkind <> 'p'
        GROUP BY p.root)
      SELECT w.oid::int8, w.nspname, w.relname, w.relkind::text,
        CASE WHEN w.relkind = 'p' THEN coalesce(s.tuples, 0) ELSE w.reltuples END::float8,
        CASE WHEN w.relkind = 'p' THEN coalesce(s.pages, 0) ELSE w.relpages END::int8,
        CASE
          WHEN w.relkind NOT IN ('r', 'm') THEN 0
          -- a size is asked for only where none is known, and not if that would wait for a lock
          WHEN w.relpages > 0 AND NOT %s THEN w.relpages
          WHEN EXISTS (
            SELECT FROM pg_catalog.pg_locks l
            WHERE l.locktype = 'relation' AND l.relation = w.oid
              AND l.mode = 'AccessExclusiveLock'
              AND l.database = (
                SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = current_database()))
            THEN w.relpages
          ELSE greatest(w.relpages, coalesce(pg_catalog.pg_relation_size(w.oid), 0) / b.bytes)
        END::int8,
        coalesce(t.relpages, 0)::int8,
        b.bytes::int8, w.relkind IN ('r', 'm') AND NOT w.relhassubclass AND m.amname = 'heap',
        w.whole
      FROM wanted w
      CROSS JOIN (SELECT current_setting('block_size')::int8 AS bytes) b
      LEFT JOIN sums s ON s.root = w.oid
      LEFT JOIN pg_catalog.pg_class t ON t.oid = w.reltoastrelid
      LEFT JOIN pg_catalog.pg_am m ON m.oid = w.relam
      WHERE w.whole OR %s
      ORDER BY w.nspname, w.relname
      """;

  private static final String EVERY_TABLE =
      """
      c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
      AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
      AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
      """;

  private static final String LISTED = "c.oid = ANY (?::oid[])";
  private static final String SOME_COLUMN = "pg_catalog.has_any_column_privilege(w.oid, 'SELECT')";

  private static final String COLUMNS =
      """
      SELECT a.attrelid::int8, a.attname, a.atttypid::int8, a.atttypmod, a.attndims,
        a.attnotnull AND NOT EXISTS (
          SELECT FROM pg_catalog.pg_constraint k
          WHERE k.conrelid = a.attrelid AND k.contype = 'n' AND NOT k.convalidated
            AND k.conkey = ARRAY[a.attnum]),
        pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnum
      FROM unnest(?::oid[], ?::bool[]) AS r(oid, whole)
      JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid
      WHERE a.attnum > 0 AND NOT a.attisdropped
        AND (r.whole OR pg_catalog.has_column_privilege(a.attrelid, a.attnum, 'SELECT'))
      ORDER BY a.attrelid, a.attnum
      """;

  private static final String INDEXES =
      """
      SELECT i.indrelid::int8, i.indisprimary, i.indisunique AND i.indpred IS NULL,
        i.indpred IS NULL,
        (SELECT array_agg(k.attnum::int8 ORDER BY k.place)
         FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k(attnum, place)
         WHERE k.place <= i.indnkeyatts)
      FROM unnest(?::oid[]) AS r(oid)
      JOIN pg_catalog.pg_index i ON i.indrelid = r.oid
      JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
      JOIN pg_catalog.pg_am m ON m.oid = c.relam
      WHERE i.indisvalid AND i.indislive AND m.amname = 'btree'
      ORDER BY i.indrelid, NOT i.indisprimary, i.indnkeyatts, i.indexrelid
      """;

  private static final String RESOLVE =
      """
      SELECT c.oid::int8, n.nspname, c.relname,
        pg_catalog.has_schema_privilege(n.oid, 'USAGE')
          AND (pg_catalog.has_table_privilege(c.oid, 'SELECT')
            OR pg_catalog.has_any_column_privilege(c.oid, 'SELECT'))
      FROM unnest(?::text[], ?::text[]) WITH ORDINALITY AS w(nspname, relname, place)
      JOIN pg_catalog.pg_class c ON c.relname = w.relname
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
        AND CASE WHEN w.nspname IS NULL THEN pg_catalog.pg_table_is_visible(c.oid)
          ELSE n.nspname = w.nspname END
      ORDER BY w.place
      LIMIT 1
      """;

  private static final String PARTITIONS =
      """
      WITH RECURSIVE parts(oid) AS (
        SELECT i.inhrelid FROM pg_catalog.pg_inherits i
        JOIN pg_catalog.pg_class c ON c.oid = i.inhparent AND c.relkind = 'p'
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = ? AND c.relname = ?
        UNION ALL
        SELECT i.inhrelid FROM parts p JOIN pg_catalog.pg_inherits i ON i.inhparent = p.oid)
      SELECT p.oid::int8 FROM parts p JOIN pg_catalog.pg_class c ON c.oid = p.oid
      WHERE c.relkind <> 'p'
      """;

  private final boolean rangesOfPages;

  /**
   * Reads with this server in mind.
   *
   * @param rangesOfPages whether it reads ranges of pages without reading the others
   */
  Catalogue(boolean rangesOfPages) {
    this.rangesOfPages = rangesOfPages;
  }

  List<Table> every(Session session) throws SQLException {
    String sql = String.format(TABLES, EVERY_TABLE, "false", SOME_COLUMN);
    try (PreparedStatement statement = session.jdbc().prepareStatement(sql)) {
      return read(session, statement);
    }
  }

  Optional<Table> find(Session session, String written) throws SQLException {
    List<NameParts> meanings = NameParts.of(written);
    try (PreparedStatement statement = session.jdbc().prepareStatement(RESOLVE)) {
      statement.setArray(1, texts(session, meanings.stream().map(NameParts::schema).toArray()));
      statement.setArray(2, texts(session, meanings.stream().map(NameParts::name).toArray()));
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        if (!row.getBoolean(4)) {
          throw refused(new TableName(row.getString(2), row.getString(3)));
        }
        return listed(session, List.of(row.getLong(1))).stream().findFirst();
      }
    }
  }

  private static ConnectorException refused(TableName table) {
    return ConnectorException.of(ErrorKind.PERMISSION, "the user may not read table " + table)
        .remedy("GRANT SELECT on it, and USAGE on its schema")
        .build();
  }

  List<Table> partitions(Session session, TableName table) throws SQLException {
    List<Long> oids = new ArrayList<>();
    try (PreparedStatement statement = session.jdbc().prepareStatement(PARTITIONS)) {
      statement.setString(1, table.schema());
      statement.setString(2, table.name());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          oids.add(rows.getLong(1));
        }
      }
    }
    return oids.isEmpty() ? List.of() : listed(session, oids);
  }

  /** Reads these, whether or not the user may read all of them. */
  private List<Table> listed(Session session, List<Long> oids) throws SQLException {
    String sql = String.format(TABLES, LISTED, "true", "true");
    try (PreparedStatement statement = session.jdbc().prepareStatement(sql)) {
      statement.setArray(1, session.jdbc().createArrayOf("oid", oids.toArray()));
      return read(session, statement);
    }
  }

  private static java.sql.Array texts(Session session, Object[] texts) throws SQLException {
    return session.jdbc().createArrayOf("text", texts);
  }

  private List<Table> read(Session session, PreparedStatement statement) throws SQLException {
    Map<Long, TableDraft> drafts = new LinkedHashMap<>();
    List<Boolean> whole = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        drafts.put(row.getLong(1), draft(row));
        whole.add(row.getBoolean(11));
      }
    }
    if (drafts.isEmpty()) {
      return List.of();
    }
    java.sql.Array oids = session.jdbc().createArrayOf("oid", drafts.keySet().toArray());
    java.sql.Array privileges = session.jdbc().createArrayOf("bool", whole.toArray());
    columns(session, drafts, oids, privileges);
    indexes(session, drafts, oids);
    return drafts.values().stream().map(TableDraft::table).toList();
  }

  private TableDraft draft(ResultSet row) throws SQLException {
    TableKind kind =
        switch (row.getString(4)) {
          case "p" -> TableKind.PARTITIONED_TABLE;
          case "v" -> TableKind.VIEW;
          case "m" -> TableKind.MATERIALIZED_VIEW;
          case "f" -> TableKind.FOREIGN_TABLE;
          default -> TableKind.TABLE;
        };
    double tuples = row.getDouble(5);
    long counted = row.getLong(6);
    long pages = kind == TableKind.PARTITIONED_TABLE ? counted : row.getLong(7);
    boolean known = counted > 0 && tuples >= 0;
    // rows a page stay about the same while a table grows: so the server's own planner reckons
    long rows = !known ? -1 : Math.round(pages > 0 ? tuples / counted * pages : tuples);
    long bytes = pages > 0 ? (pages + row.getLong(8)) * row.getLong(9) : -1;
    boolean ranges = rangesOfPages && row.getBoolean(10);
    return new TableDraft(
        new TableName(row.getString(2), row.getString(3)), kind, rows, bytes, ranges ? pages : 0);
  }

  private static void columns(
      Session session, Map<Long, TableDraft> drafts, java.sql.Array oids, java.sql.Array privileges)
      throws SQLException {
    List<Column> columns = new ArrayList<>();
    try (PreparedStatement statement = session.jdbc().prepareStatement(COLUMNS)) {
      statement.setArray(1, oids);
      statement.setArray(2, privileges);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          columns.add(
              new Column(
                  row.getLong(1),
                  row.getInt(8),
                  new PgType.Attribute(
                      row.getString(2), row.getLong(3), row.getInt(4), row.getInt(5)),
                  row.getBoolean(6),
                  row.getString(7)));
        }
      }
    }
    Types types = Types.load(session, columns.stream().map(c -> c.attribute().type()).toList());
    for (Column column : columns) {
      TableDraft draft = drafts.get(column.table());
      if (draft != null) {
        TableColumn made = types.column(column.attribute(), column.required(), column.shown());
        draft.add(column.number(), made);
      }
    }
  }

  /** A column as it stands in the catalogue, before its type is known. */
  private record Column(
      long table, int number, PgType.Attribute attribute, boolean required, String shown) {}

  private static void indexes(Session session, Map<Long, TableDraft> drafts, java.sql.Array oids)
      throws SQLException {
    try (PreparedStatement statement = session.jdbc().prepareStatement(INDEXES)) {
      statement.setArray(1, oids);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          TableDraft draft = drafts.get(row.getLong(1));
          java.sql.Array numbers = row.getArray(5);
          if (draft != null && numbers != null) {
            draft.index(row.getBoolean(3), row.getBoolean(4), (Long[]) numbers.getArray());
          }
        }
      }
    }
  }
}
