package dev.tributary.connector.cloudsql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.cloudsql.servers.TestServer;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.state.ExtractionState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Reads of what is new. */
class IncrementalIT {
  private final Db db = new Db(TestServer.postgres());

  /** What a run read, and the state after it. */
  private record Outcome(List<String> rows, ExtractionState state) {}

  private Outcome run(ExtractionRequest request, ExtractionState state) {
    try (BaseConnector connector = db.connector();
        Extraction extraction = connector.extractData(request.from(state))) {
      List<String> rows = new ArrayList<>();
      for (RecordBatch batch : extraction) {
        Db.add(rows, batch);
      }
      return new Outcome(rows, ExtractionState.fromJson(extraction.state().toJson()));
    }
  }

  private static ExtractionRequest by(String... fields) {
    return ExtractionRequest.of("t").with("incremental_field", List.of(fields)).batchSize(2);
  }

  private static String cursor(Outcome outcome) {
    return outcome.state().stream("t").watermark().orElseThrow().list("cursor").get(0);
  }

  @Test
  @DisplayName("B2.24, B2.26: rows at the boundary are read once, the newest included")
  void readsWhatIsNewByTime() {
    db.run(
        "CREATE TABLE t (id int PRIMARY KEY, at timestamptz NOT NULL)",
        "INSERT INTO t SELECT i, '2026-01-01 00:00:00.123456+00' FROM generate_series(1, 7) i");
    Outcome first = run(by("at"), ExtractionState.initial());
    assertThat(first.rows()).hasSize(7);
    assertThat(run(by("at"), first.state()).rows()).isEmpty();
    // Exactly at the boundary, and later than it.
    String end = cursor(first);
    db.run(
        "INSERT INTO t VALUES (8, '" + end + "+00'), (9, '" + end + "+00')",
        "INSERT INTO t VALUES (10, timestamptz '" + end + "+00' - interval '1 microsecond')",
        "UPDATE t SET at = now() WHERE id = 3",
        "INSERT INTO t VALUES (11, now() + interval '1 hour')");
    Outcome second = run(by("at"), first.state());
    assertThat(ids(second)).containsExactly("8", "9", "3");
    assertThat(run(by("at"), second.state()).rows()).isEmpty();
  }

  @Test
  @DisplayName("B2.27: bounds keep their microseconds and are never rounded up")
  void keepsTheExactText() {
    db.run(
        "CREATE TABLE t (id numeric(20,6) PRIMARY KEY)",
        "INSERT INTO t VALUES (1.000001), (12345678901234.999999)");
    Outcome first = run(by("id"), ExtractionState.initial());
    assertThat(cursor(first)).isEqualTo("12345678901235.000000");
    db.run("INSERT INTO t VALUES (12345678901235.000000)");
    Outcome second = run(by("id"), first.state());
    assertThat(second.rows()).containsExactly("12345678901235.000000");
  }

  @Test
  @DisplayName("B2.26: the highest id is read at once, and nothing twice")
  void readsWhatIsNewById() {
    db.run(
        "CREATE TABLE t (id bigint PRIMARY KEY, v text)",
        "INSERT INTO t SELECT i, 'v' FROM generate_series(1, 10) i");
    Outcome first = run(by("id"), ExtractionState.initial());
    assertThat(first.rows()).hasSize(10);
    assertThat(cursor(first)).isEqualTo("11");
    Outcome nothing = run(by("id"), first.state());
    assertThat(nothing.rows()).isEmpty();
    db.run("INSERT INTO t VALUES (11, 'v'), (9223372036854775807, 'last')");
    Outcome second = run(by("id"), nothing.state());
    assertThat(ids(second)).containsExactly("11", "9223372036854775807");
  }

  @Test
  @DisplayName("B2.29: an empty table is nothing to do; null cursors follow the policy")
  void keepsToThePolicyForMissingCursors() {
    db.run("CREATE TABLE t (id int PRIMARY KEY, seq int)");
    Outcome empty = run(by("seq"), ExtractionState.initial());
    assertThat(empty.rows()).isEmpty();
    assertThat(empty.state().stream("t").watermark()).isEmpty();
    db.run("INSERT INTO t VALUES (1, 1), (2, null)");
    assertThatThrownBy(() -> run(by("seq"), ExtractionState.initial()))
        .isInstanceOfSatisfying(
            ConnectorException.class,
            failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.DATA))
        .hasMessageContaining("on_missing_cursor");
    ExtractionRequest include = by("seq").with("on_missing_cursor", "include");
    Outcome first = run(include, ExtractionState.initial());
    assertThat(ids(first)).containsExactlyInAnyOrder("1", "2");
    assertThat(ids(run(include, first.state()))).containsExactly("2");
    ExtractionRequest exclude = by("seq").with("on_missing_cursor", "exclude");
    try (BaseConnector connector = db.connector();
        Extraction extraction = connector.extractData(exclude)) {
      List<String> rows = new ArrayList<>();
      extraction.forEach(batch -> Db.add(rows, batch));
      assertThat(rows).containsExactly("1,1");
      assertThat(extraction.metadata().counters()).containsEntry("missing_cursor", 1L);
    }
  }

  @Test
  @DisplayName("B2.28: late rows are waited for by the lag, in the cursor's own zone")
  void endsEarlierByTheLag() {
    db.run(
        "CREATE TABLE t (id int PRIMARY KEY, at timestamp NOT NULL)",
        "INSERT INTO t SELECT 1, (now() - interval '10 minutes') AT TIME ZONE 'Asia/Tokyo'",
        "INSERT INTO t SELECT 2, (now() - interval '2 minutes') AT TIME ZONE 'Asia/Tokyo'");
    ExtractionRequest request = by("at").with("incremental_zone", "Asia/Tokyo").with("lag", "5m");
    Outcome first = run(request, ExtractionState.initial());
    assertThat(ids(first)).containsExactly("1");
    db.run("INSERT INTO t SELECT 3, (now() - interval '4 minutes') AT TIME ZONE 'Asia/Tokyo'");
    Outcome second = run(request.with("lag", 0), first.state());
    assertThat(ids(second)).containsExactly("3", "2");
  }

  @Test
  @DisplayName("B2.25: rows that change while they are read are neither skipped nor read twice")
  void goesOnInTheOrderOfTheCursorWhileRowsChange() {
    db.run(
        "CREATE TABLE t (id int PRIMARY KEY, at timestamptz NOT NULL)",
        "INSERT INTO t SELECT i, '2026-01-01' FROM generate_series(1, 5) i");
    ExtractionState before = run(by("at"), ExtractionState.initial()).state();
    db.run("INSERT INTO t SELECT i, now() FROM generate_series(6, 40) i");
    List<String> rows = new ArrayList<>();
    String state;
    try (BaseConnector connector = db.connector();
        Extraction extraction = connector.extractData(by("at").from(before))) {
      for (int i = 0; i < 5; i++) {
        RecordBatch batch = extraction.poll(Duration.ofSeconds(30));
        Db.add(rows, batch);
        extraction.complete(batch);
      }
      state = extraction.state().toJson();
    }
    // Rows in front of the place leave the window, others behind it too.
    db.run("UPDATE t SET at = now() WHERE id IN (7, 20, 30)", "DELETE FROM t WHERE id = 6");
    Outcome rest = run(by("at"), ExtractionState.fromJson(state));
    List<String> ids = new ArrayList<>(ids(new Outcome(rows, rest.state())));
    ids.addAll(ids(rest));
    assertThat(ids).hasSize(33).doesNotHaveDuplicates().doesNotContain("20", "30");
    assertThat(ids(run(by("at"), rest.state()))).containsExactlyInAnyOrder("7", "20", "30");
  }

  @Test
  void readsByACompositeCursor() {
    db.run(
        "CREATE TABLE t (batch int, line int, PRIMARY KEY (batch, line))",
        "INSERT INTO t VALUES (1, 1), (1, 2), (2, 1)");
    Outcome first = run(by("batch", "line"), ExtractionState.initial());
    assertThat(first.rows()).hasSize(3);
    db.run("INSERT INTO t VALUES (2, 2), (1, 3), (3, 1)");
    assertThat(run(by("batch", "line"), first.state()).rows()).containsExactly("2,2", "3,1");
  }

  @Test
  void aWindowThatIsAskedForMovesNothing() {
    db.run(
        "CREATE TABLE t (id int PRIMARY KEY, at date NOT NULL)",
        "INSERT INTO t SELECT i, date '2026-01-01' + i FROM generate_series(0, 9) i");
    Outcome first = run(by("at").with("start_date", "2026-01-04"), ExtractionState.initial());
    assertThat(ids(first)).containsExactlyInAnyOrder("3", "4", "5", "6", "7", "8", "9");
    Outcome window =
        run(
            by("at").with("start_date", "2026-01-04").window("2026-01-02", "2026-01-04"),
            first.state());
    assertThat(ids(window)).containsExactly("1", "2");
    assertThat(window.state().stream("t").watermark())
        .isEqualTo(first.state().stream("t").watermark());
  }

  @Test
  void theFirstRunIsParallel() {
    db.run(
        "CREATE TABLE t (id bigint PRIMARY KEY, at timestamptz NOT NULL, pad text)",
        "INSERT INTO t SELECT i, '2026-01-01', repeat('x', 100) FROM generate_series(1, 5000) i",
        "ANALYZE");
    ExtractionRequest request = by("at").with("split_bytes", 100_000).batchSize(500);
    try (BaseConnector connector = db.connector();
        var planned = connector.plan(request)) {
      assertThat(planned.all()).hasSizeGreaterThan(3);
    }
    assertThat(ids(run(request, ExtractionState.initial()))).hasSize(5000).doesNotHaveDuplicates();
  }

  @Test
  void refusesACursorOfAWrongType() {
    db.run("CREATE TABLE t (id int PRIMARY KEY, name text, d double precision)");
    for (String field : List.of("name", "d")) {
      assertThatThrownBy(() -> run(by(field), ExtractionState.initial()))
          .hasMessageContaining("`" + field + "`")
          .hasMessageContaining("cannot tell new rows from old ones");
    }
    assertThatThrownBy(
            () ->
                run(
                    by("id").with("incremental_field_type", "timestamp"),
                    ExtractionState.initial()))
        .hasMessageContaining("whose values are not TIMESTAMP");
    assertThatThrownBy(() -> run(by("idd"), ExtractionState.initial()))
        .hasMessageContaining("Did you mean `id`?");
    assertThatThrownBy(
            () ->
                run(
                    ExtractionRequest.of("t").with("extraction_method", "CDC"),
                    ExtractionState.initial()))
        .hasMessageContaining("later");
  }

  @Test
  @DisplayName("B2.42: a cursor that wraps is refused: xmin is no column of the table")
  void doesNotTakeTransactionNumbersForACursor() {
    db.run("CREATE TABLE t (id int PRIMARY KEY)");
    assertThatThrownBy(() -> run(by("xmin"), ExtractionState.initial()))
        .hasMessageContaining("no column `xmin`");
  }

  @Test
  void saysOfACursorWhetherItIsIndexedAndComplete() {
    db.run("CREATE TABLE t (id int PRIMARY KEY, at timestamp)", "INSERT INTO t VALUES (1, null)");
    try (BaseConnector connector = db.connector()) {
      assertThat(connector.testConnection(by("at")).details())
          .contains("PostgreSQL")
          .contains("t.at is not the first column of an index")
          .contains("t.at is null in some rows")
          .contains("t.at has no time zone");
      assertThat(connector.testConnection(by("id")).details()).doesNotContain("⚠");
      assertThat(connector.testConnection(by("ids")).isOk()).isFalse();
    }
  }

  @Test
  void readsPartitionsThatAreNewOrRestated() {
    db.run(
        "CREATE TABLE t (id int PRIMARY KEY, day date NOT NULL)",
        "INSERT INTO t SELECT i, date '2026-01-30' + i / 10 FROM generate_series(0, 39) i");
    ExtractionRequest request =
        ExtractionRequest.of("t")
            .with("extraction_method", "PARTITION")
            .with("partition_field", "day");
    Outcome first = run(request, ExtractionState.initial());
    assertThat(first.rows()).hasSize(40);
    assertThat(run(request, first.state()).rows()).isEmpty();
    db.run("INSERT INTO t VALUES (100, '2026-01-31'), (101, '2026-02-05')");
    Outcome second = run(request, first.state());
    assertThat(second.rows()).hasSize(12);
    Outcome months = run(request.with("partition_format", "YYYY-MM"), ExtractionState.initial());
    assertThat(months.rows()).hasSize(42);
    assertThat(months.state().stream("t").keys().has("2026-01")).isTrue();
  }

  @Test
  void readsTheTablesOwnPartitions() {
    db.run(
        "CREATE TABLE t (id int, day date NOT NULL) PARTITION BY RANGE (day)",
        "CREATE TABLE t_jan PARTITION OF t FOR VALUES FROM ('2026-01-01') TO ('2026-02-01')",
        "CREATE TABLE t_feb PARTITION OF t FOR VALUES FROM ('2026-02-01') TO ('2026-03-01')",
        "INSERT INTO t VALUES (1, '2026-01-05'), (2, '2026-02-05'), (3, '2026-02-06')");
    ExtractionRequest request = ExtractionRequest.of("t").with("extraction_method", "PARTITION");
    Outcome first = run(request, ExtractionState.initial());
    assertThat(ids(first)).containsExactlyInAnyOrder("1", "2", "3");
    db.run("INSERT INTO t VALUES (4, '2026-01-06')");
    assertThat(ids(run(request, first.state()))).containsExactlyInAnyOrder("1", "4");
    assertThat(ids(run(ExtractionRequest.of("t"), ExtractionState.initial()))).hasSize(4);
  }

  private static List<String> ids(Outcome outcome) {
    return outcome.rows().stream().map(row -> row.split(",")[0]).toList();
  }
}
