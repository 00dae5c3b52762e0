package dev.tributary.benchmarks;

import dev.tributary.connector.SourceConfig;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * The PostgreSQL that is read from: one of our own, or the one that the system property {@code
 * postgres} names by a JDBC URL with user and password, in which tables of an earlier run are used
 * again.
 */
final class BenchDatabase implements AutoCloseable {
  private final @Nullable EmbeddedPostgres own;
  private final String url;

  private BenchDatabase(@Nullable EmbeddedPostgres own, String url) {
    this.own = own;
    this.url = url;
  }

  static BenchDatabase open() throws IOException {
    String given = System.getProperty("postgres");
    if (given != null) {
      return new BenchDatabase(null, given);
    }
    EmbeddedPostgres own =
        EmbeddedPostgres.builder()
            .setLocaleConfig("locale", "C.UTF-8")
            .setServerConfig("shared_buffers", "1GB")
            .setServerConfig("max_wal_size", "8GB")
            .setServerConfig("fsync", "off")
            .start();
    return new BenchDatabase(own, own.getJdbcUrl("postgres", "postgres"));
  }

  String url() {
    return url;
  }

  /** Opens a connection that is in a transaction, and in UTC as the connector's are. */
  Connection connect(String arguments) throws SQLException {
    String mark = url.indexOf('?') < 0 ? "?" : "&";
    Connection connection = DriverManager.getConnection(url + mark + arguments);
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
    }
    return connection;
  }

  /** Returns it as the connector's source. */
  SourceConfig source() {
    Properties parts = Objects.requireNonNull(Driver.parseURL(url, null));
    return SourceConfig.of("CLOUD_SQL", "bench")
        .with("db_type", "postgres")
        .with("host", parts.getProperty("PGHOST"))
        .with("port", Integer.parseInt(parts.getProperty("PGPORT")))
        .with("database", parts.getProperty("PGDBNAME"))
        .with("user", parts.getProperty("user"))
        .with("password", parts.getProperty("password", "postgres"));
  }

  /** Asks for a number. */
  long number(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getLong(1);
    }
  }

  /** Makes the table of twelve mixed columns, if it is not there. */
  void mixed(long rows) throws SQLException {
    make(
        "mixed",
        rows,
        "id bigint PRIMARY KEY, n int, d double precision, amount numeric(12,2), name text,"
            + " note text, ok boolean, day date, at timestamp, seen timestamptz, ref uuid,"
            + " doc jsonb",
        "i, (i * 7919 % 2000000011)::int, i * 0.7310585786300049,"
            + " (i * 37 % 10000000000)::numeric / 100, 'name-' || i,"
            + " CASE WHEN i % 10 = 0 THEN NULL"
            + " ELSE 'a note of some length that goes with row ' || i END,"
            + " i % 3 = 0, date '2000-01-01' + (i % 9000)::int,"
            + " timestamp '2001-01-01' + i * interval '61.000007 s',"
            + " timestamptz '2001-01-01 00:00+00' + i * interval '59.000003 s',"
            + " md5(i::text)::uuid,"
            + " jsonb_build_object('k', i, 'tags', jsonb_build_array('x', i % 100))");
  }

  /** Makes a table of two narrow columns, if it is not there. */
  void narrow(long rows) throws SQLException {
    make("narrow", rows, "id bigint, n int", "i, (i % 1000)::int");
  }

  private void make(String name, long rows, String columns, String values) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS " + name + " (" + columns + ")");
      try (ResultSet count = statement.executeQuery("SELECT count(*) FROM " + name)) {
        count.next();
        if (count.getLong(1) == rows) {
          return;
        }
      }
      statement.execute("TRUNCATE " + name);
      String series = " FROM generate_series(1, " + rows + "::bigint) i";
      statement.execute("INSERT INTO " + name + " SELECT " + values + series);
      statement.execute("VACUUM ANALYZE " + name);
    }
  }

  @Override
  public void close() throws IOException {
    if (own != null) {
      own.close();
    }
  }
}
