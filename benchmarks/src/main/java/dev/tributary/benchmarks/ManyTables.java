package dev.tributary.benchmarks;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.read.StreamInfo;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;

/**
 * Many small tables of a PostgreSQL: 1,000 of 1,000 rows, each extracted by itself over one
 * connection, at 50 a second or more; and finding 10,000 tables in less than 5 seconds with as many
 * questions as finding 1,000.
 */
public final class ManyTables {
  private static final String DATABASE = "many";
  private static final int TABLES = 1_000;
  private static final int ROWS = 1_000;
  private static final int MANY = 10_000;

  private ManyTables() {}

  /**
   * Measures and prints.
   *
   * @param arguments rounds of extracting, 3 if not said
   */
  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
    boolean held;
    try (EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setLocaleConfig("locale", "C.UTF-8")
            .setServerConfig("fsync", "off")
            .setServerConfig("shared_buffers", "512MB")
            .setServerConfig("shared_preload_libraries", "pg_stat_statements")
            .start()) {
      run(server, "postgres", "CREATE EXTENSION pg_stat_statements");
      run(server, "postgres", "CREATE DATABASE " + DATABASE);
      make(server, 1, TABLES, ROWS);
      run(server, DATABASE, "VACUUM ANALYZE");
      held = extract(server, rounds);
      long few = discover(server, TABLES);
      make(server, TABLES + 1, MANY, 0);
      long many = discover(server, MANY);
      boolean constant = few == many;
      System.out.printf(
          Locale.ROOT,
          "%d questions for %d tables, %d for %d: %s%n",
          few,
          TABLES,
          many,
          MANY,
          constant ? "held" : "MISSED");
      held &= constant;
    }
    System.exit(held ? 0 : 1);
  }

  private static BaseConnector connect(EmbeddedPostgres server) {
    return Connectors.discover()
        .create(
            SourceConfig.of("CLOUD_SQL", "many")
                .with("db_type", "postgres")
                .with("host", "localhost")
                .with("port", server.getPort())
                .with("database", DATABASE)
                .with("user", "postgres")
                .with("password", "postgres")
                .with("max_pool_size", 1));
  }

  private static boolean extract(EmbeddedPostgres server, int rounds) throws SQLException {
    double best = 0;
    for (int round = 0; round < rounds; round++) {
      run(server, "postgres", "SELECT pg_stat_statements_reset()");
      final long start = System.nanoTime();
      final long processor = Pairs.processorTime();
      long rows = 0;
      try (BaseConnector connector = connect(server)) {
        for (int i = 1; i <= TABLES; i++) {
          try (Extraction table = connector.extractData(ExtractionRequest.of("t" + i))) {
            for (RecordBatch batch : table) {
              rows += batch.size();
            }
          }
        }
      }
      double perSecond = TABLES / ((System.nanoTime() - start) / 1e9);
      if (rows != (long) TABLES * ROWS) {
        throw new IllegalStateException(rows + " rows came");
      }
      System.out.printf(
          Locale.ROOT,
          "%d tables of %d rows, one by one over one connection: %.0f a second, each %.1f ms of our"
              + " processor's and %.1f questions, load %.1f%n",
          TABLES,
          ROWS,
          perSecond,
          (Pairs.processorTime() - processor) / 1e6 / TABLES,
          (double) questions(server) / TABLES,
          PostgresBenchmark.load());
      best = Math.max(best, perSecond);
    }
    System.out.printf(
        Locale.ROOT, "at least 50 tables a second: %s%n", best >= 50 ? "held" : "MISSED");
    return best >= 50;
  }

  /** Finds all tables, which must take less than 5 s, and returns how many questions that took. */
  private static long discover(EmbeddedPostgres server, int tables) throws SQLException {
    run(server, "postgres", "SELECT pg_stat_statements_reset()");
    long start = System.nanoTime();
    int found;
    try (BaseConnector connector = connect(server)) {
      List<StreamInfo> streams = connector.listStreams();
      found = streams.size();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    long questions = questions(server);
    boolean held = seconds < 5 && found == tables;
    System.out.printf(
        Locale.ROOT,
        "%d of %d tables found in %.2f s, connecting included, by %d questions, load %.1f: %s%n",
        found,
        tables,
        seconds,
        questions,
        PostgresBenchmark.load(),
        held ? "held" : "MISSED");
    if (!held) {
      System.exit(1);
    }
    return questions;
  }

  private static long questions(EmbeddedPostgres server) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT sum(calls) FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid"
                    + " WHERE d.datname = '"
                    + DATABASE
                    + "'")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void make(EmbeddedPostgres server, int from, int to, int rows)
      throws SQLException {
    for (int first = from; first <= to; first += 500) {
      // in pieces, for each table that a transaction makes is a lock
      run(
          server,
          DATABASE,
          "DO $$ BEGIN FOR i IN "
              + first
              + ".."
              + Math.min(first + 499, to)
              + " LOOP EXECUTE 'CREATE TABLE t' || i || ' (id int PRIMARY KEY, name text NOT NULL,"
              + " total numeric(12,2), at timestamptz)';"
              + " EXECUTE 'INSERT INTO t' || i || ' SELECT g, ''name '' || g, g / 100.0, now()"
              + " FROM generate_series(1, "
              + rows
              + ") g'; END LOOP; END $$");
    }
  }

  private static void run(EmbeddedPostgres server, String database, String sql)
      throws SQLException {
    try (Connection connection = server.getDatabase("postgres", database).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
