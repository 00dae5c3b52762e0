package dev.tributary.connector.cloudsql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.Planned;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.cloudsql.servers.TestServer;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.host.Consistency;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.read.ReadTask;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole tables, however they are cut. */
class FullReadIT {
  private static final Db DB =
      new Db(TestServer.postgres())
          .run(
              "CREATE TABLE orders (id bigint PRIMARY KEY, name text, price numeric(10,2))",
              "INSERT INTO orders SELECT i, 'name ' || i, i / 100.0 FROM generate_series(1, 20000) i",
              "CREATE TABLE heap AS SELECT * FROM orders",
              "ANALYZE");

  @ParameterizedTest
  @ValueSource(strings = {"auto", "pages", "key", "none"})
  void readsEveryRowOnceHoweverItIsCut(String splitBy) {
    ExtractionRequest request =
        ExtractionRequest.of("orders", "public.heap")
            .with("split_by", splitBy)
            .with("split_bytes", 100_000)
            .parallelism(3)
            .batchSize(700);
    try (BaseConnector connector = DB.connector();
        Extraction extraction = connector.extractData(request)) {
      List<String> rows = new ArrayList<>();
      for (RecordBatch batch : extraction) {
        if (batch.stream().equals("orders")) {
          Db.add(rows, batch);
        }
      }
      assertThat(rows)
          .containsExactlyInAnyOrderElementsOf(
              DB.ask("SELECT concat_ws(',', id, name, price) FROM orders"));
      assertThat(extraction.outcomes().get("public.heap").records()).isEqualTo(20_000);
      assertThat(extraction.outcomes().values())
          .allMatch(
              outcome ->
                  outcome.consistency().equals(java.util.Optional.of(Consistency.ONE_MOMENT)));
    }
  }

  @Test
  void cutsALargeTableByItsPagesUnlessToldOtherwise() {
    ExtractionRequest request = ExtractionRequest.of("orders").with("split_bytes", 100_000);
    try (BaseConnector connector = DB.connector()) {
      assertThat(tasks(connector, request.with("split_by", "pages")))
          .hasSizeBetween(8, 20)
          .allMatch(task -> task.split().bounds().get("order").equals("pages"));
      assertThat(tasks(connector, request.with("split_by", "key")))
          .hasSizeBetween(8, 20)
          .allMatch(task -> task.split().bounds().get("order").equals("key"));
      assertThat(tasks(connector, request.with("split_by", "none"))).hasSize(1);
    }
  }

  @Test
  void readsPostgresWithoutTheDriverOfMySql() throws Exception {
    DB.run("CREATE TABLE IF NOT EXISTS few AS SELECT 1 AS a, 'x' AS b");

    assertThat(OtherClassPath.read("mysql-connector-j-.*", DB.source(), "few")).isEqualTo("[1,x]");
  }

  @Test
  void needsNoMoreThanOneConnection() {
    ExtractionRequest request =
        ExtractionRequest.of("orders", "heap").with("split_bytes", 100_000).parallelism(3);
    try (BaseConnector connector = DB.connector(1)) {
      assertThat(Db.read(connector, request)).hasSize(40_000);
    }
  }

  @Test
  void saysWhatATableIsCalled() {
    try (BaseConnector connector = DB.connector()) {
      assertThatThrownBy(() -> Db.read(connector, ExtractionRequest.of("odrers")))
          .isInstanceOf(ConnectorException.class)
          .hasMessageContaining("odrers")
          .hasMessageContaining("Did you mean `orders`?");
      assertThatThrownBy(
              () -> Db.read(connector, ExtractionRequest.of("orders").with("columns", "nam")))
          .hasMessageContaining("Did you mean `name`?");
    }
  }

  private static List<ReadTask> tasks(BaseConnector connector, ExtractionRequest request) {
    try (Planned planned = connector.plan(request)) {
      return planned.all();
    }
  }
}
