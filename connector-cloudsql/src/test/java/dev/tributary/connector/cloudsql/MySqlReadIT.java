package dev.tributary.connector.cloudsql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.cloudsql.servers.Kind;
import dev.tributary.connector.cloudsql.servers.TestServer;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.state.ExtractionState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole tables, queries and what is new, of MariaDB and MySQL. */
class MySqlReadIT {
  private record Outcome(List<String> rows, ExtractionState state) {}

  private static Outcome run(Db db, ExtractionRequest request, ExtractionState state) {
    try (BaseConnector connector = db.connector();
        Extraction extraction = connector.extractData(request.from(state))) {
      List<String> rows = new ArrayList<>();
      for (RecordBatch batch : extraction) {
        Db.add(rows, batch);
      }
      return new Outcome(rows, ExtractionState.fromJson(extraction.state().toJson()));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MARIADB", "MYSQL"})
  void readsTablesQueriesAndWhatIsNew(Kind kind) {
    Db db =
        new Db(TestServer.shared(kind))
            .run(
                "CREATE TABLE t (id int PRIMARY KEY, at datetime NOT NULL, `we``ird` varchar(200))",
                "CREATE TABLE bare (v int)",
                "INSERT INTO bare VALUES (1), (1), (null)",
                "CREATE VIEW few AS SELECT id FROM t WHERE id <= 3");
    StringBuilder rows = new StringBuilder("INSERT INTO t VALUES ");
    for (int i = 1; i <= 5000; i++) {
      rows.append(i == 1 ? "" : ",").append("(" + i + ", '2026-01-01 00:00:00', repeat('x', 100))");
    }
    db.run(rows.toString(), "ANALYZE TABLE t");
    ExtractionRequest whole = ExtractionRequest.of("t").with("split_bytes", 60_000).batchSize(300);
    assertThat(run(db, whole, ExtractionState.initial()).rows())
        .hasSize(5000)
        .doesNotHaveDuplicates();
    assertThat(run(db, ExtractionRequest.of("bare"), ExtractionState.initial()).rows())
        .containsExactlyInAnyOrder("1", "1", "∅");
    assertThat(run(db, ExtractionRequest.of("few"), ExtractionState.initial()).rows())
        .containsExactlyInAnyOrder("1", "2", "3");
    ExtractionRequest query =
        ExtractionRequest.all()
            .with(
                "query",
                "SELECT id, '@last_value' AS s FROM t WHERE id >= @last_value AND id < 10 # x")
            .with("incremental_field", "id");
    assertThat(run(db, query, ExtractionState.initial()).rows()).hasSize(9);
  }

  @ParameterizedTest
  @EnumSource(names = {"MARIADB", "MYSQL"})
  @DisplayName("B2.24, B2.27: what is written within the second of the boundary is not lost")
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void endsAWindowWithAWholeSecondWhereTheColumnKeepsNoMore(Kind kind) {
    Db db =
        new Db(TestServer.shared(kind))
            .run(
                "SET time_zone = '+00:00'",
                "CREATE TABLE t (id int PRIMARY KEY, at datetime NOT NULL)");
    ExtractionRequest request = ExtractionRequest.of("t").with("incremental_field", "at");
    List<String> ids = new ArrayList<>();
    ExtractionState state = ExtractionState.initial();
    for (int i = 0; i < 12; i++) {
      db.run("INSERT INTO t VALUES (" + i + ", utc_timestamp())");
      Outcome outcome = run(db, request, state);
      state = outcome.state();
      outcome.rows().forEach(row -> ids.add(row.split(",")[0]));
    }
    // Windows end behind now only once their second has passed: whatever came is in one of them.
    while (ids.size() < 12) {
      Outcome outcome = run(db, request, state);
      state = outcome.state();
      outcome.rows().forEach(row -> ids.add(row.split(",")[0]));
    }
    assertThat(ids).doesNotHaveDuplicates().hasSize(12);
  }
}
