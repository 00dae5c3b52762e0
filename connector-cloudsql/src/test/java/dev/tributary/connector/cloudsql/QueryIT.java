package dev.tributary.connector.cloudsql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.cloudsql.servers.TestServer;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.host.StreamOutcome;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.state.ExtractionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Queries, joins, columns, filters, patterns and what goes wrong with them. */
class QueryIT {
  private final Db db =
      new Db(TestServer.postgres())
          .run(
              "CREATE TABLE orders (id int PRIMARY KEY, customer_id int, at timestamptz NOT NULL)",
              "CREATE TABLE customers (id int PRIMARY KEY, name text)",
              "INSERT INTO customers VALUES (1, 'Ann'), (2, 'Bob')",
              "INSERT INTO orders VALUES (1, 1, '2026-01-01'), (2, 2, '2026-01-02'),"
                  + " (3, 1, '2026-01-03'), (4, null, '2026-01-04')");

  private static ExtractionRequest query(String sql) {
    return ExtractionRequest.all().with("query", sql);
  }

  private List<String> read(ExtractionRequest request) {
    try (BaseConnector connector = db.connector()) {
      return Db.read(connector, request);
    }
  }

  @Test
  void readsAQueryAsOneStream() {
    assertThat(
            read(query("SELECT id AS n, '@last_value; --' AS \"it's\" FROM orders ORDER BY 1; ")))
        .containsExactly(
            "1,@last_value; --", "2,@last_value; --", "3,@last_value; --", "4,@last_value; --");
    assertThat(read(query("WITH x AS (SELECT 1 AS a) SELECT * FROM x -- the end")))
        .containsExactly("1");
    assertThat(read(query("VALUES (1, 'a')"))).containsExactly("1,a");
  }

  @Test
  void readsWhatIsNewOfAQueryByItsPlaceholders() {
    ExtractionRequest request =
        query("SELECT id FROM orders WHERE at >= @last_extraction_time AND at < @window_end");
    String state;
    try (BaseConnector connector = db.connector();
        Extraction extraction = connector.extractData(request)) {
      List<String> rows = new ArrayList<>();
      for (RecordBatch batch : extraction) {
        Db.add(rows, batch);
      }
      assertThat(rows).hasSize(4);
      state = extraction.state().toJson();
    }
    db.run("INSERT INTO orders VALUES (5, 1, now())", "UPDATE orders SET at = now() WHERE id = 2");
    assertThat(read(request.from(ExtractionState.fromJson(state))))
        .containsExactlyInAnyOrder("5", "2");
    assertThat(read(request.with("start_date", "2026-01-03")))
        .contains("3", "4")
        .doesNotContain("1");
  }

  @Test
  void readsWhatIsNewOfAQueryByItsField() {
    ExtractionRequest request =
        query("SELECT id, customer_id FROM orders WHERE id >= @last_value")
            .with("incremental_field", "id");
    String state;
    try (BaseConnector connector = db.connector();
        Extraction extraction = connector.extractData(request)) {
      for (RecordBatch batch : extraction) {
        assertThat(batch.size()).isEqualTo(4);
      }
      state = extraction.state().toJson();
    }
    db.run("INSERT INTO orders VALUES (5, 1, '2020-01-01')");
    assertThat(read(request.from(ExtractionState.fromJson(state)))).containsExactly("5,1");
  }

  @Test
  void refusesWhatIsNotOneStatementThatReads() {
    for (String sql :
        List.of(
            "SELECT 1; DELETE FROM orders",
            "DELETE FROM orders",
            "WITH gone AS (DELETE FROM orders RETURNING *) SELECT * FROM gone",
            "WITH x AS (UPDATE orders SET id = 1 RETURNING *) SELECT * FROM x",
            "SELECT * INTO copy FROM orders",
            "SELECT * FROM orders FOR UPDATE",
            "SELECT 'open",
            "SELECT 1) AS x; DROP TABLE orders; --",
            "")) {
      assertThatThrownBy(() -> read(query(sql))).as(sql).isInstanceOf(ConnectorException.class);
    }
    assertThatThrownBy(() -> read(query("SELECT @last_valu")))
        .hasMessageContaining("Did you mean `@last_value`?");
    // What the text does not show is refused by the server.
    db.run("CREATE FUNCTION wipe() RETURNS int LANGUAGE sql AS 'DELETE FROM orders; SELECT 1'");
    assertThatThrownBy(() -> read(query("SELECT wipe()"))).hasMessageContaining("read-only");
    assertThat(db.ask("SELECT count(*) FROM orders")).containsExactly("4");
  }

  @Test
  void joinsChoosesAndFilters() {
    ExtractionRequest request =
        ExtractionRequest.of("orders")
            .with("columns", List.of("id"))
            .with("where", "orders.id < 4")
            .with(
                "join",
                Map.of(
                    "table", "customers",
                    "type", "left",
                    "on", "orders.customer_id = customers.id",
                    "columns", List.of("name", "id")));
    assertThat(read(request)).containsExactlyInAnyOrder("1,Ann,1", "2,Bob,2", "3,Ann,1");
    assertThat(
            read(ExtractionRequest.of("orders").with("columns", "id").with("where", "id > 2 -- x")))
        .containsExactly("3", "4");
    assertThatThrownBy(
            () ->
                read(ExtractionRequest.of("orders").with("where", "true); DROP TABLE orders; --")))
        .hasMessageContaining("where");
  }

  @Test
  void findsTablesByPatternsAndAnyLegalName() {
    db.run(
        "CREATE SCHEMA \"Odd schema\"",
        "CREATE TABLE \"Odd schema\".\"a.b \"\"c\"\"\" (id int)",
        "INSERT INTO \"Odd schema\".\"a.b \"\"c\"\"\" VALUES (7)",
        "CREATE VIEW recent AS SELECT id FROM orders WHERE at > '2026-01-02'",
        "CREATE MATERIALIZED VIEW kept AS SELECT id FROM orders");
    try (BaseConnector connector = db.connector()) {
      List<String> names = connector.listStreams().stream().map(stream -> stream.name()).toList();
      assertThat(names)
          .containsExactlyInAnyOrder(
              "Odd schema.\"a.b \"\"c\"\"\"",
              "public.customers",
              "public.kept",
              "public.orders",
              "public.recent");
      for (String name : names) {
        assertThat(Db.read(connector, ExtractionRequest.of(name))).as(name).isNotEmpty();
      }
      assertThat(outcomes(connector, "public.*")).hasSize(4);
      assertThat(outcomes(connector, "{orders,rec*}"))
          .containsOnlyKeys("public.orders", "public.recent");
      assertThat(outcomes(connector, "re:public\\.(orders|kept)")).hasSize(2);
      assertThatThrownBy(() -> outcomes(connector, "nothing_*")).hasMessageContaining("nothing_*");
    }
  }

  private static Map<String, StreamOutcome> outcomes(BaseConnector connector, String tables) {
    try (Extraction extraction =
        connector.extractData(ExtractionRequest.all().with("tables", tables))) {
      extraction.forEach(batch -> assertThat(batch.size()).isPositive());
      return extraction.outcomes();
    }
  }

  @Test
  void oneTableWithoutPermissionDoesNotStopTheOthers() {
    db.run("CREATE ROLE reader_" + db.name + " LOGIN PASSWORD 'r'");
    for (int i = 0; i < 20; i++) {
      db.run(
          "CREATE TABLE t" + i + " (id int)",
          "INSERT INTO t" + i + " VALUES (1)",
          i == 7 ? "SELECT 1" : "GRANT SELECT ON t" + i + " TO reader_" + db.name);
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      names.add("public.t" + i);
    }
    try (BaseConnector connector = Db.connectors().create(db.sourceAs("reader_" + db.name, "r"));
        Extraction extraction = connector.extractData(ExtractionRequest.of(names))) {
      assertThatThrownBy(() -> extraction.forEach(batch -> {}))
          .isInstanceOf(ConnectorException.class)
          .hasMessageContaining("t7");
      assertThat(extraction.outcomes().values()).filteredOn(StreamOutcome::isComplete).hasSize(19);
    }
    db.run("DROP OWNED BY reader_" + db.name, "DROP ROLE reader_" + db.name);
  }
}
