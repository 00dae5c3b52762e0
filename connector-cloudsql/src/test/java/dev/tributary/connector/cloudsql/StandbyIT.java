package dev.tributary.connector.cloudsql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.cloudsql.servers.Kind;
import dev.tributary.connector.cloudsql.servers.TestServer;
import dev.tributary.connector.host.Consistency;
import dev.tributary.connector.host.StreamOutcome;
import dev.tributary.connector.read.ExtractionRequest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads from a replica that would rather follow its primary than wait for readers. */
class StandbyIT {
  private static final long ROWS = 20_000;

  @ParameterizedTest
  @ValueSource(strings = {"key", "pages"})
  @DisplayName("B2.43: a replica that cancels a long read loses nothing of it")
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void goesOnWhenTheReplicaCancelsTheRead(String splitBy) throws Exception {
    try (TestServer primary = TestServer.start(Kind.POSTGRES);
        TestServer standby = TestServer.standbyOf(primary)) {
      Db db =
          new Db(primary)
              .run(
                  "CREATE TABLE t (id bigint PRIMARY KEY, v int NOT NULL, pad text)",
                  "INSERT INTO t SELECT i, 0, repeat('x', 1000) FROM generate_series(1, "
                      + ROWS
                      + ") i",
                  "ANALYZE t");
      awaitReplay(db, standby);
      // more than sockets hold, so that statements are still running when rows are removed
      ExtractionRequest request =
          ExtractionRequest.of("t")
              .with("split_by", splitBy)
              .with("split_bytes", 8_000_000)
              .with("max_reopenings", 20)
              .parallelism(2)
              .batchSize(100);
      List<Long> ids = new ArrayList<>();
      long generation = 0;
      long batches = 0;
      try (BaseConnector connector =
              Db.connectors().create(db.source().with("port", standby.port()));
          Extraction extraction = connector.extractData(request)) {
        for (RecordBatch batch : extraction) {
          if (batch.generation() > generation) {
            generation = batch.generation();
            ids.clear();
          }
          for (int row = 0; row < batch.size(); row++) {
            ids.add(batch.column("id").getLong(row));
          }
          if (++batches == 3 || batches == 30) {
            db.run("UPDATE t SET v = v + 1", "VACUUM t");
            awaitConflict(standby, db.name);
          }
        }
        StreamOutcome outcome = extraction.outcomes().get("t");
        assertThat(outcome.isComplete()).isTrue();
        if (splitBy.equals("pages")) {
          assertThat(outcome.consistency()).contains(Consistency.ONE_MOMENT);
        } else {
          assertThat(generation).isZero();
        }
      }
      assertThat(ids)
          .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, ROWS).boxed().toList());
    }
  }

  /** Waits until the standby knows what the primary did. */
  private static void awaitReplay(Db db, TestServer standby) throws Exception {
    // not what is written already: the embedded server commits without waiting for that
    String written = db.ask("SELECT pg_current_wal_insert_lsn()").get(0);
    await(standby, "postgres", "SELECT pg_last_wal_replay_lsn() >= '" + written + "'::pg_lsn");
  }

  /** The session that holds the snapshot goes at once, those that send rows when they can. */
  private static void awaitConflict(TestServer standby, String database) throws Exception {
    await(
        standby,
        "postgres",
        "SELECT confl_snapshot > 0 FROM pg_stat_database_conflicts WHERE datname = '"
            + database
            + "'");
  }

  private static void await(TestServer server, String database, String sql) throws Exception {
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement()) {
      while (true) {
        try (ResultSet row = statement.executeQuery(sql)) {
          if (row.next() && row.getBoolean(1)) {
            return;
          }
        }
        assertThat(System.nanoTime()).as(sql).isLessThan(end);
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
  }
}
