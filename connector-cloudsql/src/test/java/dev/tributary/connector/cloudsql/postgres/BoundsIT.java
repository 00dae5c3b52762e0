package dev.tributary.connector.cloudsql.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.cloudsql.server.Comparison;
import dev.tributary.connector.cloudsql.server.Table;
import dev.tributary.connector.cloudsql.servers.Kind;
import dev.tributary.connector.cloudsql.servers.TestServer;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundsIT {
  private final TestServer testServer = TestServer.shared(Kind.POSTGRES);
  private final String database = testServer.createDatabase();
  private PlainSession session;
  private PostgresServer server;

  @BeforeEach
  void open() throws SQLException {
    session = PlainSession.open(testServer, database);
    server = PostgresServer.of(session);
  }

  @AfterEach
  void close() {
    session.close();
  }

  @DisplayName("B2.41: keys of any shape are cut into ranges of like size")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "i                            | a",
        "i::bigint * i * i * i        | a",
        "CASE WHEN i < 9000 THEN i ELSE 1000000000 + i END | a",
        "md5(i::text)                 | a",
        "md5(i::text)::uuid           | a",
        "CASE WHEN i = 7 THEN 'NaN' ELSE i::float8 END | a",
        "concat('tenant ', i % 3)     | a, b",
        "i % 2 = 0                    | a, b",
      })
  void cutsKeysOfAnyShapeIntoRangesOfLikeSize(String a, String key) throws SQLException {
    session.run(
        "CREATE TABLE t AS SELECT "
            + a
            + " AS a, (i * 7919) % 10007 AS b FROM generate_series(1, 10000) i;"
            + "ALTER TABLE t ADD PRIMARY KEY ("
            + key
            + ")");
    Table table = server.table(session, "t").orElseThrow();

    List<List<String>> bounds = server.bounds(session, table, table.key(), 8);

    assertThat(bounds).hasSize(7);
    long total = 0;
    for (int i = 0; i <= bounds.size(); i++) {
      String from =
          i == 0 ? "true" : server.compare(table.key(), Comparison.FROM, bounds.get(i - 1));
      String to =
          i == bounds.size()
              ? "true"
              : server.compare(table.key(), Comparison.BEFORE, bounds.get(i));
      long rows =
          Long.parseLong(
              session.one("SELECT count(*) FROM t WHERE (" + from + ") AND (" + to + ")"));
      assertThat(rows).isBetween(1_000L, 1_500L);
      total += rows;
    }
    assertThat(total).isEqualTo(10_000);
  }

  @Test
  void cutsAPartitionedTableAndNoEmptyOrForeignOne() throws SQLException {
    session.run(
        """
        CREATE TABLE whole (id int PRIMARY KEY) PARTITION BY HASH (id);
        CREATE TABLE part0 PARTITION OF whole FOR VALUES WITH (MODULUS 2, REMAINDER 0);
        CREATE TABLE part1 PARTITION OF whole FOR VALUES WITH (MODULUS 2, REMAINDER 1);
        INSERT INTO whole SELECT generate_series(1, 10000);
        CREATE TABLE nothing (id int PRIMARY KEY);
        CREATE VIEW looking AS SELECT * FROM whole
        """);
    Table whole = server.table(session, "whole").orElseThrow();
    Table nothing = server.table(session, "nothing").orElseThrow();
    Table looking = server.table(session, "looking").orElseThrow();

    assertThat(server.bounds(session, whole, whole.key(), 4)).hasSize(3);
    assertThat(server.bounds(session, nothing, nothing.key(), 4)).isEmpty();
    assertThat(server.bounds(session, looking, looking.columns(), 4)).isEmpty();
  }

  @Test
  void readsAThousandPagesAtMostHoweverLargeTheTableIs() throws SQLException {
    session.run(
        """
        CREATE TABLE t (id int PRIMARY KEY, v text) WITH (fillfactor = 10);
        INSERT INTO t SELECT i, repeat('x', 100) FROM generate_series(1, 40000) i;
        UPDATE pg_class SET relpages = 134217728, reltuples = 1e10 WHERE relname = 't'
        """);
    Table table = server.table(session, "t").orElseThrow();
    assertThat(table.bytes()).isGreaterThanOrEqualTo(1L << 40);
    session.jdbc().setAutoCommit(false);
    String counter =
        "SELECT pg_stat_get_xact_blocks_fetched('t'::regclass)"
            + " + pg_stat_get_xact_blocks_fetched('t_pkey'::regclass)";
    long before = Long.parseLong(session.one(counter));

    List<List<String>> bounds = server.bounds(session, table, table.key(), 100);

    assertThat(bounds).hasSize(99);
    assertThat(Long.parseLong(session.one("SELECT pg_relation_size('t') / 8192")))
        .isGreaterThan(3_000);
    assertThat(Long.parseLong(session.one(counter)) - before).isBetween(1L, 1_000L);
  }
}
