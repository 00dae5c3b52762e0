package dev.tributary.connector.cloudsql.mysql;

import dev.tributary.connector.cloudsql.connect.Session;
import dev.tributary.connector.cloudsql.server.Comparison;
import dev.tributary.connector.cloudsql.server.RowStream;
import dev.tributary.connector.cloudsql.server.Selection;
import dev.tributary.connector.cloudsql.server.Server;
import dev.tributary.connector.cloudsql.server.Snapshot;
import dev.tributary.connector.cloudsql.server.Table;
import dev.tributary.connector.cloudsql.server.TableColumn;
import dev.tributary.connector.cloudsql.server.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * MySQL 8 and MariaDB. Only their driver's users load this class: it needs the driver's own.
 *
 * <p>A session's results are in UTF-8 and its time zone is UTC. Rows come in the server's binary
 * protocol. A snapshot is one transaction's own: no stock server lets another session join it.
 */
public final class MySqlServer implements Server {
  private final boolean tinyAsBoolean;

  /**
   * Makes the face of a server.
   *
   * @param tinyAsBoolean whether TINYINT(1), which BOOLEAN is another name of, is read as truth
   *     values; else as whole numbers
   */
  public MySqlServer(boolean tinyAsBoolean) {
    this.tinyAsBoolean = tinyAsBoolean;
  }

  @Override
  public String version(Session session) throws SQLException {
    String version = one(session.jdbc(), "SELECT VERSION()").orElse("");
    boolean mariaDb = version.contains("MariaDB");
    return mariaDb ? "MariaDB " + version.replace("-MariaDB", "") : "MySQL " + version;
  }

  @Override
  public Instant now(Session session) throws SQLException {
    String utc = one(session.jdbc(), "SELECT CAST(UTC_TIMESTAMP(6) AS CHAR)").orElseThrow();
    return LocalDateTime.parse(utc.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
  }

  private static Optional<String> one(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
    }
  }

  @Override
  public List<Table> tables(Session session) throws SQLException {
    return Catalogue.all(session.jdbc(), tinyAsBoolean);
  }

  @Override
  public Optional<Table> table(Session session, String name) throws SQLException {
    Connection connection = session.jdbc();
    for (TableName candidate : Names.candidates(name, connection.getCatalog())) {
      List<Table> found = Catalogue.of(connection, candidate, tinyAsBoolean);
      for (Table table : found) {
        if (table.name().equals(candidate)) {
          return Optional.of(table);
        }
      }
      // the server may take names in any case, and keeps one
      if (found.size() == 1 && Names.ignoreCase(connection)) {
        return Optional.of(found.get(0));
      }
    }
    return Optional.empty();
  }

  @Override
  public List<Table> partitions(Session session, Table table) throws SQLException {
    return Catalogue.partitions(session.jdbc(), table);
  }

  @Override
  public List<TableColumn> describe(Session session, String query) throws SQLException {
    return QueryColumns.of(session.jdbc(), query, tinyAsBoolean);
  }

  @Override
  public String quote(String identifier) {
    return Sql.quote(identifier);
  }

  @Override
  public String from(TableName table) {
    String whole = Server.super.from(table);
    String partition = table.partition();
    return partition == null ? whole : whole + " PARTITION (" + quote(partition) + ")";
  }

  @Override
  public String literal(TableColumn column, String text) {
    return Literals.of(column, text);
  }

  @Override
  public String compare(List<TableColumn> columns, Comparison comparison, List<String> bound) {
    return Sql.compare(columns, comparison, bound);
  }

  @Override
  public Optional<TableColumn> physical() {
    return Optional.empty();
  }

  @Override
  public Snapshot begin(Session session) throws SQLException {
    start(session.jdbc());
    String id = one(session.jdbc(), "SELECT CONNECTION_ID()").orElse("");
    return new Snapshot(id, false);
  }

  @Override
  public void join(Session session, Snapshot snapshot) throws SQLException {
    start(session.jdbc());
  }

  private static void start(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    try (Statement statement = connection.createStatement()) {
      statement.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
    }
  }

  @Override
  public List<List<String>> bounds(
      Session session, Table table, List<TableColumn> columns, int ranges) throws SQLException {
    return new Bounds(session.jdbc(), from(table.name()), columns).cut(table.rows(), ranges);
  }

  @Override
  public Optional<String> highest(
      Session session, String from, List<String> conditions, TableColumn column)
      throws SQLException {
    List<String> all = new ArrayList<>(conditions);
    all.add(quote(column.name()) + " IS NOT NULL");
    return new Keys(session.jdbc(), from, List.of(column))
        .first(all, " DESC")
        .map(key -> key.get(0));
  }

  @Override
  public RowStream open(Session session, Selection selection) throws SQLException {
    return MySqlRows.open(session, selection);
  }
}
