package dev.tributary.connector.cloudsql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.cloudsql.servers.TestServer;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.host.Consistency;
import dev.tributary.connector.host.StreamOutcome;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.state.ExtractionState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One moment for all readers of a table, and what happens when it is lost. */
class SnapshotIT {
  private static final String HOLDERS =
      "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
          + " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
          + " AND query LIKE '%clock_timestamp%'";

  private final Db db =
      new Db(TestServer.postgres())
          .run(
              "CREATE TABLE t (id bigint PRIMARY KEY, name text, v int NOT NULL DEFAULT 0)",
              "INSERT INTO t SELECT i, repeat('x', 100) FROM generate_series(1, 10000) i",
              "ANALYZE");

  private ExtractionRequest request(String splitBy) {
    return ExtractionRequest.of("t")
        .with("split_by", splitBy)
        .with("split_bytes", 100_000)
        .parallelism(2)
        .batchSize(100);
  }

  @Test
  @DisplayName("B2.26: every range is read as of one moment")
  void readsATableThatIsWrittenToAsOfOneMoment() {
    for (String splitBy : List.of("pages", "key")) {
      try (BaseConnector connector = db.connector();
          Extraction extraction = connector.extractData(request(splitBy))) {
        List<String> rows = new ArrayList<>();
        List<String> before = null;
        for (RecordBatch batch : extraction) {
          if (before == null) {
            before = db.ask("SELECT concat_ws(',', id, name, v) FROM t");
            db.run(
                "UPDATE t SET v = v + 1",
                "DELETE FROM t WHERE id % 10 = 0",
                "INSERT INTO t SELECT i, 'new' FROM generate_series(20001, 20100) i"
                    + " ON CONFLICT DO NOTHING");
          }
          Db.add(rows, batch);
        }
        assertThat(rows).containsExactlyInAnyOrderElementsOf(before);
        assertThat(outcome(extraction).consistency()).contains(Consistency.ONE_MOMENT);
      }
    }
  }

  @Test
  void beginsAgainByPagesAndGoesOnByKeyWhenTheSnapshotIsLost() throws Exception {
    for (String splitBy : List.of("pages", "key")) {
      try (BaseConnector connector = db.connector();
          Extraction extraction = connector.extractData(request(splitBy))) {
        List<String> rows = new ArrayList<>();
        long generation = 0;
        long batches = 0;
        for (RecordBatch batch : extraction) {
          if (++batches == 5) {
            // The planner asks its session for the time once a second: wait until it did.
            await(() -> !db.ask(HOLDERS).isEmpty());
            db.ask("SELECT pg_terminate_backend(" + db.ask(HOLDERS).get(0) + ")");
            await(() -> lostIsKnown(extraction));
          }
          if (batch.generation() > generation) {
            generation = batch.generation();
            rows.clear();
          }
          Db.add(rows, batch);
        }
        assertThat(rows)
            .containsExactlyInAnyOrderElementsOf(
                db.ask("SELECT concat_ws(',', id, name, v) FROM t"));
        boolean pages = splitBy.equals("pages");
        assertThat(generation).isEqualTo(pages ? 1 : 0);
        assertThat(outcome(extraction).consistency())
            .contains(pages ? Consistency.ONE_MOMENT : Consistency.SEVERAL_MOMENTS);
        assertThat(extraction.metadata().warnings().toString().contains("again from the start"))
            .isEqualTo(pages);
      }
    }
  }

  /** The host is slow meanwhile, so the plan is idle and finds out by itself. */
  private boolean lostIsKnown(Extraction extraction) {
    return db.ask(HOLDERS).isEmpty() || extraction.metadata().counters().containsKey("restarts");
  }

  @Test
  void goesOnByKeyInAnotherProcess() {
    Extraction[] first = new Extraction[1];
    List<String> rows = new ArrayList<>();
    String state;
    try (BaseConnector connector = db.connector()) {
      first[0] = connector.extractData(request("key"));
      for (int i = 0; i < 20; i++) {
        RecordBatch batch = first[0].poll(Duration.ofSeconds(20));
        Db.add(rows, batch);
        first[0].complete(batch);
      }
      state = first[0].state().toJson();
      first[0].close();
    }
    db.run("DELETE FROM t WHERE id % 10 = 0");
    try (BaseConnector connector = db.connector();
        Extraction extraction =
            connector.extractData(request("key").from(ExtractionState.fromJson(state)))) {
      extraction.forEach(batch -> Db.add(rows, batch));
      assertThat(outcome(extraction).consistency()).contains(Consistency.SEVERAL_MOMENTS);
      assertThat(outcome(extraction).generation()).isZero();
    }
    assertThat(rows).doesNotHaveDuplicates();
    assertThat(rows).containsAll(db.ask("SELECT concat_ws(',', id, name, v) FROM t"));
  }

  @Test
  void readsATableAgainThatWasTruncatedMeanwhile() {
    try (BaseConnector connector = db.connector();
        Extraction extraction = connector.extractData(request("pages"))) {
      List<String> rows = new ArrayList<>();
      boolean truncated = false;
      long generation = 0;
      for (RecordBatch batch : extraction) {
        if (batch.generation() > generation) {
          generation = batch.generation();
          rows.clear();
        }
        Db.add(rows, batch);
        if (!truncated) {
          truncated = true;
          // Waits for the readers that have the table now; those that come later see a new one.
          Thread writer =
              new Thread(
                  () ->
                      db.run(
                          "BEGIN; TRUNCATE t;"
                              + " INSERT INTO t SELECT i, 'y' FROM generate_series(1, 50) i; COMMIT"));
          writer.start();
          await(
              () ->
                  !writer.isAlive()
                      || !db.ask(
                              "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                                  + " AND query LIKE '%TRUNCATE t%'")
                          .isEmpty());
        }
      }
      List<String> now = db.ask("SELECT concat_ws(',', id, name, v) FROM t");
      assertThat(rows).containsExactlyInAnyOrderElementsOf(now);
      assertThat(outcome(extraction).isComplete()).isTrue();
    }
  }

  @Test
  void namesTheTableThatWasDroppedMeanwhile() {
    db.run("CREATE TABLE other AS SELECT * FROM t", "ANALYZE other");
    try (BaseConnector connector = db.connector()) {
      ExtractionRequest both =
          ExtractionRequest.of("t", "other").with("split_by", "none").parallelism(1).batchSize(100);
      Extraction extraction = connector.extractData(both);
      assertThatThrownBy(
              () -> {
                boolean dropped = false;
                for (RecordBatch batch : extraction) {
                  if (!dropped) {
                    dropped = true;
                    db.run("DROP TABLE " + (batch.stream().equals("t") ? "other" : "t"));
                  }
                }
              })
          .isInstanceOf(ConnectorException.class)
          .hasMessageContaining("t: ");
      assertThat(extraction.outcomes().values())
          .extracting(StreamOutcome::isComplete)
          .containsExactlyInAnyOrder(true, false);
      extraction.close();
    }
  }

  private static StreamOutcome outcome(Extraction extraction) {
    return Optional.ofNullable(extraction.outcomes().get("t")).orElseThrow();
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      try {
        Thread.sleep(20);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new AssertionError(stopped);
      }
    }
  }
}
