package dev.tributary.connector.cloudsql.postgres;

import dev.tributary.connector.cloudsql.connect.Session;
import dev.tributary.connector.cloudsql.server.Comparison;
import dev.tributary.connector.cloudsql.server.RowStream;
import dev.tributary.connector.cloudsql.server.Selection;
import dev.tributary.connector.cloudsql.server.Server;
import dev.tributary.connector.cloudsql.server.Snapshot;
import dev.tributary.connector.cloudsql.server.Table;
import dev.tributary.connector.cloudsql.server.TableColumn;
import dev.tributary.connector.schema.Field;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** PostgreSQL, and servers that speak as it does, from version 12 on. */
public final class PostgresServer implements Server {
  /** The first version that reads a range of pages without reading those before it. */
  private static final int RANGES_OF_PAGES = 14;

  private static final TableColumn PLACE =
      new TableColumn(Field.string("ctid").required().sourceType("tid"), "tid", BuiltIn.TID, true);

  private final String version;
  private final boolean rangesOfPages;
  private final Catalogue catalogue;
  private final Reading reading;

  private PostgresServer(String version, int major, String encoding) {
    this.version = version;
    this.rangesOfPages = major >= RANGES_OF_PAGES;
    this.catalogue = new Catalogue(rangesOfPages);
    this.reading = new Reading(encoding.equals("SQL_ASCII"));
  }

  /** Asks the server who it is. */
  public static PostgresServer of(Session session) throws SQLException {
    try (Statement statement = session.jdbc().createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT current_setting('server_version'),"
                    + " current_setting('server_version_num')::int / 10000,"
                    + " current_setting('server_encoding')")) {
      row.next();
      return new PostgresServer("PostgreSQL " + row.getString(1), row.getInt(2), row.getString(3));
    }
  }

  @Override
  public String version(Session session) {
    return version;
  }

  @Override
  public Instant now(Session session) throws SQLException {
    try (Statement statement = session.jdbc().createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_catalog.clock_timestamp()")) {
      row.next();
      return row.getObject(1, OffsetDateTime.class).toInstant();
    }
  }

  @Override
  public List<Table> tables(Session session) throws SQLException {
    return catalogue.every(session);
  }

  @Override
  public Optional<Table> table(Session session, String name) throws SQLException {
    return catalogue.find(session, name);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Of nested ones the innermost. None also if the user may read the whole but not some part of
   * it: then only the whole can be read.
   */
  @Override
  public List<Table> partitions(Session session, Table table) throws SQLException {
    List<Table> partitions = catalogue.partitions(session, table.name());
    Set<String> wanted = new HashSet<>(table.columns().stream().map(TableColumn::name).toList());
    for (Table partition : partitions) {
      List<String> names = partition.columns().stream().map(TableColumn::name).toList();
      if (!new HashSet<>(names).containsAll(wanted)) {
        return List.of();
      }
    }
    return partitions;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Here it is the files that hold the rows: TRUNCATE and some forms of ALTER TABLE give a table
   * new ones, after which transactions that began before see it empty.
   */
  @Override
  public String incarnation(Session session, Table table) throws SQLException {
    String relation = "pg_catalog.to_regclass(" + Sql.text(name(table)) + ")";
    String sql =
        "SELECT coalesce(string_agg(coalesce(pg_catalog.pg_relation_filenode(p.oid), 0)::text, ','"
            + " ORDER BY p.oid), '') FROM (SELECT "
            + relation
            + "::oid AS oid UNION SELECT relid FROM pg_catalog.pg_partition_tree("
            + relation
            + ")) p";
    try (Statement statement = session.jdbc().createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : "";
    }
  }

  @Override
  public List<TableColumn> describe(Session session, String query) throws SQLException {
    return QueryColumns.of(session, query);
  }

  @Override
  public String quote(String identifier) {
    return Sql.name(identifier);
  }

  @Override
  public String literal(TableColumn column, String text) {
    // a sum of money is read as a number, and its own notation is the locale's
    return column.type().equals("money")
        ? Sql.text(text) + "::numeric::money"
        : Sql.text(text) + "::" + column.type();
  }

  @Override
  public String compare(List<TableColumn> columns, Comparison comparison, List<String> bound) {
    String operator =
        switch (comparison) {
          case FROM -> " >= ";
          case AFTER -> " > ";
          case BEFORE -> " < ";
        };
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      names.add(Sql.name(columns.get(i).name()));
      values.add(literal(columns.get(i), bound.get(i)));
    }
    return columns.size() == 1
        ? names.get(0) + operator + values.get(0)
        : "(" + String.join(", ", names) + ")" + operator + "(" + String.join(", ", values) + ")";
  }

  @Override
  public Optional<TableColumn> physical() {
    return rangesOfPages ? Optional.of(PLACE) : Optional.empty();
  }

  @Override
  public Snapshot begin(Session session) throws SQLException {
    return Snapshots.begin(session);
  }

  @Override
  public void join(Session session, Snapshot snapshot) throws SQLException {
    Snapshots.join(session, snapshot);
  }

  @Override
  public List<List<String>> bounds(
      Session session, Table table, List<TableColumn> columns, int ranges) throws SQLException {
    return Bounds.of(session, table, columns, ranges);
  }

  @Override
  public Optional<String> highest(
      Session session, String from, List<String> conditions, TableColumn column)
      throws SQLException {
    String name = Sql.name(column.name());
    List<String> all = new ArrayList<>(conditions);
    all.add(name + " IS NOT NULL");
    String rest = " FROM " + from + Sql.where(all) + " ORDER BY " + name + " DESC LIMIT 1";
    return ExactTexts.of(session, List.of(column), rest).stream()
        .findFirst()
        .map(row -> row.get(0));
  }

  @Override
  public RowStream open(Session session, Selection selection) throws SQLException {
    return reading.open(session, selection);
  }

  /** Returns a table's name in the server's language. */
  static String name(Table table) {
    return Sql.name(table.name().schema()) + "." + Sql.name(table.name().name());
  }
}
