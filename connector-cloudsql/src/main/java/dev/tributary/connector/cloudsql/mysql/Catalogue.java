package dev.tributary.connector.cloudsql.mysql;

import dev.tributary.connector.cloudsql.server.Table;
import dev.tributary.connector.cloudsql.server.TableColumn;
import dev.tributary.connector.cloudsql.server.TableKind;
import dev.tributary.connector.cloudsql.server.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the server's information schema says of some tables: four queries at most, however many
 * tables there are.
 */
final class Catalogue {
  private final Connection connection;
  private final boolean mariaDb;
  private final boolean tinyAsBoolean;

  /** The condition on TABLE_SCHEMA and TABLE_NAME. */
  private final String which;

  private final Map<TableName, List<TableColumn>> columns = new HashMap<>();
  private final Map<TableName, List<Index>> indexes = new HashMap<>();

  private Catalogue(Connection connection, boolean mariaDb, boolean tinyAsBoolean, String which) {
    this.connection = connection;
    this.mariaDb = mariaDb;
    this.tinyAsBoolean = tinyAsBoolean;
    this.which = which;
  }

  /** A column of an index, or why it is of no use. */
  private record Part(String column, boolean whole, boolean nullable) {}

  private record Index(String name, boolean unique, List<Part> parts) {
    /** Whether it tells all rows apart by whole columns that are never null. */
    boolean isKey() {
      return unique && parts.stream().allMatch(part -> part.whole && !part.nullable);
    }
  }

  /** Reads the tables of the session's database, or of all if it has none, but the system's. */
  static List<Table> all(Connection connection, boolean tinyAsBoolean) throws SQLException {
    String own = "TABLE_SCHEMA NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys')";
    String database = connection.getCatalog();
    String which =
        database == null || database.isEmpty() ? own : "TABLE_SCHEMA = " + Literals.text(database);
    List<Table> found =
        new Catalogue(connection, isMariaDb(connection), tinyAsBoolean, which).read();
    return found.stream().filter(table -> !table.columns().isEmpty()).toList();
  }

  /**
   * Reads the tables that go by a name: one at most, unless names differ by their case alone.
   *
   * <p>One name at a time: MariaDB looks a table up by plain equalities, and opens every table that
   * there is for anything else.
   */
  static List<Table> of(Connection connection, TableName name, boolean tinyAsBoolean)
      throws SQLException {
    String which =
        "TABLE_SCHEMA = "
            + Literals.text(name.schema())
            + " AND TABLE_NAME = "
            + Literals.text(name.name());
    return new Catalogue(connection, isMariaDb(connection), tinyAsBoolean, which).read();
  }

  static boolean isMariaDb(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseProductVersion().contains("MariaDB");
  }

  private List<Table> read() throws SQLException {
    List<Table> bare = readTables();
    if (bare.isEmpty()) {
      return bare;
    }
    readColumns(mariaDb ? jsonChecks() : Set.of());
    readIndexes();
    return bare.stream().map(this::whole).toList();
  }

  /** The tables by name, as yet without columns and keys. */
  private List<Table> readTables() throws SQLException {
    Map<String, Table> tables = new TreeMap<>();
    String sql =
        "SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE, ENGINE, TABLE_ROWS, DATA_LENGTH,"
            + " CREATE_OPTIONS FROM information_schema.TABLES WHERE "
            + which;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        String type = rows.getString(3);
        if (type == null || type.equals("SEQUENCE") || type.startsWith("SYSTEM VIEW")) {
          continue;
        }
        TableName name = new TableName(rows.getString(1), rows.getString(2));
        TableKind kind = kind(type, rows.getString(4), rows.getString(7));
        long count = number(rows, 5);
        long bytes = number(rows, 6);
        tables.put(
            name.toString(),
            new Table(name, kind, List.of(), List.of(), List.of(), count, bytes, 0));
      }
    }
    return List.copyOf(tables.values());
  }

  /** A number, or -1 where there is none. */
  private static long number(ResultSet rows, int column) throws SQLException {
    long number = rows.getLong(column);
    return rows.wasNull() ? -1 : number;
  }

  private static TableKind kind(String type, String engine, String options) {
    if (type.equals("VIEW")) {
      return TableKind.VIEW;
    }
    if (options != null && options.toLowerCase(Locale.ROOT).contains("partitioned")) {
      return TableKind.PARTITIONED_TABLE;
    }
    boolean elsewhere =
        "FEDERATED".equalsIgnoreCase(engine)
            || "CONNECT".equalsIgnoreCase(engine)
            || "SPIDER".equalsIgnoreCase(engine);
    return elsewhere ? TableKind.FOREIGN_TABLE : TableKind.TABLE;
  }

  private Table whole(Table bare) {
    TableName name = bare.name();
    List<TableColumn> readable = columns.getOrDefault(name, List.of());
    Map<String, TableColumn> byName = new HashMap<>();
    readable.forEach(column -> byName.put(column.name(), column));
    List<TableColumn> key = List.of();
    Set<String> leading = new LinkedHashSet<>();
    for (Index index : indexes.getOrDefault(name, List.of())) {
      Part first = index.parts.get(0);
      if (first.whole) {
        leading.add(first.column);
      }
      List<TableColumn> whole = new ArrayList<>();
      index.parts.forEach(part -> whole.add(byName.get(part.column)));
      boolean usable = whole.stream().allMatch(column -> column != null && column.comparable());
      boolean primary = index.name.equals("PRIMARY");
      if (index.isKey() && usable && (primary || key.isEmpty())) {
        key = List.copyOf(whole);
      }
    }
    return new Table(
        name, bare.kind(), readable, key, List.copyOf(leading), bare.rows(), bare.bytes(), 0);
  }

  private void readColumns(Set<List<String>> json) throws SQLException {
    String sql =
        "SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, CHARACTER_SET_NAME,"
            + " IS_NULLABLE, PRIVILEGES, ORDINAL_POSITION FROM information_schema.COLUMNS WHERE "
            + which;
    Map<TableName, TreeMap<Integer, TableColumn>> found = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        if (!rows.getString(7).contains("select")) {
          continue;
        }
        TableName table = new TableName(rows.getString(1), rows.getString(2));
        String name = rows.getString(3);
        String charset = rows.getString(5);
        TableColumn column =
            ColumnType.column(
                name,
                rows.getString(4),
                charset == null ? "" : charset,
                rows.getString(6).equals("YES"),
                json.contains(List.of(table.schema(), table.name(), name)),
                tinyAsBoolean);
        found.computeIfAbsent(table, any -> new TreeMap<>()).put(rows.getInt(8), column);
      }
    }
    found.forEach((table, ordered) -> columns.put(table, List.copyOf(ordered.values())));
  }

  /** The columns that MariaDB holds to JSON, which is all that its type JSON does. */
  private Set<List<String>> jsonChecks() throws SQLException {
    String sql =
        "SELECT CONSTRAINT_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, CHECK_CLAUSE FROM"
            + " information_schema.CHECK_CONSTRAINTS WHERE "
            + which.replace("TABLE_SCHEMA", "CONSTRAINT_SCHEMA");
    Set<List<String>> found = new HashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        String column = rows.getString(3);
        if (("json_valid(" + Sql.quote(column) + ")").equalsIgnoreCase(rows.getString(4))) {
          found.add(List.of(rows.getString(1), rows.getString(2), column));
        }
      }
    }
    return found;
  }

  private void readIndexes() throws SQLException {
    // a server that hides an index from its optimizer says so in a column of its own
    String sql = "SELECT * FROM information_schema.STATISTICS WHERE " + which;
    Map<TableName, Map<String, TreeMap<Integer, Part>>> parts = new HashMap<>();
    Set<String> unique = new HashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      Set<String> known = labels(rows);
      while (rows.next()) {
        boolean hidden =
            (known.contains("IS_VISIBLE") && "NO".equals(rows.getString("IS_VISIBLE")))
                || (known.contains("IGNORED") && "YES".equals(rows.getString("IGNORED")));
        if (hidden || !"BTREE".equals(rows.getString("INDEX_TYPE"))) {
          continue;
        }
        TableName table =
            new TableName(rows.getString("TABLE_SCHEMA"), rows.getString("TABLE_NAME"));
        String index = rows.getString("INDEX_NAME");
        String column = rows.getString("COLUMN_NAME");
        boolean whole = column != null && rows.getString("SUB_PART") == null;
        boolean nullable = "YES".equals(rows.getString("NULLABLE"));
        parts
            .computeIfAbsent(table, any -> new LinkedHashMap<>())
            .computeIfAbsent(index, any -> new TreeMap<>())
            .put(
                rows.getInt("SEQ_IN_INDEX"),
                new Part(column == null ? "" : column, whole, nullable));
        if (rows.getInt("NON_UNIQUE") == 0) {
          unique.add(table + "\n" + index);
        }
      }
    }
    parts.forEach(
        (table, named) -> {
          List<Index> all = new ArrayList<>();
          named.forEach(
              (name, ordered) ->
                  all.add(
                      new Index(
                          name,
                          unique.contains(table + "\n" + name),
                          List.copyOf(ordered.values()))));
          indexes.put(table, all);
        });
  }

  private static Set<String> labels(ResultSet rows) throws SQLException {
    Set<String> labels = new HashSet<>();
    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
      labels.add(rows.getMetaData().getColumnLabel(i).toUpperCase(Locale.ROOT));
    }
    return labels;
  }

  /** Reads the partitions, the smallest parts, in their order. */
  static List<Table> partitions(Connection connection, Table table) throws SQLException {
    String sql =
        "SELECT COALESCE(SUBPARTITION_NAME, PARTITION_NAME), TABLE_ROWS, DATA_LENGTH FROM"
            + " information_schema.PARTITIONS WHERE PARTITION_NAME IS NOT NULL AND TABLE_SCHEMA = "
            + Literals.text(table.name().schema())
            + " AND TABLE_NAME = "
            + Literals.text(table.name().name())
            + " ORDER BY PARTITION_ORDINAL_POSITION, SUBPARTITION_ORDINAL_POSITION";
    List<Table> partitions = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        TableName name =
            new TableName(table.name().schema(), table.name().name(), rows.getString(1));
        partitions.add(
            new Table(
                name,
                TableKind.TABLE,
                table.columns(),
                table.key(),
                table.indexed(),
                number(rows, 2),
                number(rows, 3),
                0));
      }
    }
    return partitions;
  }
}
