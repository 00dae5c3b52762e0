package dev.tributary.connector.rest;

import static dev.tributary.connector.rest.Api.json;
import static dev.tributary.connector.rest.Rest.orders;
import static dev.tributary.connector.rest.Rest.source;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.batch.Row;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.host.ConnectorListener;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class SchemaTest {
  @Test
  void infersTheSchemaFromTheFirstPageAndCountsTheRequest() {
    String page =
        "{\"data\":[{\"id\":1,\"name\":\"a\",\"paid\":true,\"at\":\"2026-01-02T03:04:05Z\","
            + "\"price\":1.50,\"lines\":[{\"n\":1}]}]}";
    try (Api api = Api.answering(asked -> json(page));
        BaseConnector connector = Rest.connector(source(api))) {
      StreamSchema schema = connector.getSourceSchema(orders().with("primary_key", "id"));
      assertThat(schema.find("id")).map(Field::type).contains(DataType.INT64);
      assertThat(schema.find("name")).map(Field::type).contains(DataType.STRING);
      assertThat(schema.find("paid")).map(Field::type).contains(DataType.BOOLEAN);
      assertThat(schema.find("at")).map(Field::type).contains(DataType.TIMESTAMP_TZ);
      assertThat(schema.find("price")).map(Field::type).contains(DataType.DECIMAL);
      assertThat(schema.find("lines")).map(Field::type).contains(DataType.JSON);
      assertThat(schema.key()).containsExactly("id");

      Rest.Run run = Rest.run(connector, orders());
      assertThat(api.asked()).as("two looks and one page").hasSize(3);
      assertThat(run.read().metadata().counters()).containsEntry("requests", 3L);
    }
  }

  @Test
  void asksNobodyForADeclaredSchema() {
    try (Api api = Api.answering(asked -> json("{\"data\":[{\"id\":\"7\",\"n\":1}]}"));
        BaseConnector connector = Rest.connector(source(api))) {
      var request =
          orders()
              .with(
                  "schema",
                  List.of(
                      Map.of("name", "id", "type", "long", "required", true),
                      Map.of("name", "n", "type", "decimal(10,2)")));
      assertThat(connector.getSourceSchema(request).toString())
          .contains("id INT64 required".toLowerCase(java.util.Locale.ROOT));
      assertThat(api.asked()).isEmpty();
      assertThat(Rest.run(connector, request).ids()).containsExactly(7L);
    }
  }

  @Test
  void takesASurpriseAsAChangeOfTheSchema() {
    List<String> changes = new CopyOnWriteArrayList<>();
    ConnectorContext host =
        ConnectorContext.defaults()
            .listener(
                new ConnectorListener() {
                  @Override
                  public void schemaChanged(
                      String source, String stream, StreamSchema before, StreamSchema after) {
                    changes.add(before.version() + ">" + after.version());
                  }
                });
    try (Api api =
            Api.answering(
                asked ->
                    json(
                        asked.number("page", 1) == 1
                            ? "{\"data\":[{\"id\":1,\"n\":5}]}"
                            : asked.number("page", 1) == 2
                                ? "{\"data\":[{\"id\":2,\"n\":\"five\",\"new\":{\"a\":1}}]}"
                                : "{\"data\":[]}"));
        BaseConnector connector = Rest.connector(source(api, "PAGE_NUMBER", Map.of()), host);
        Extraction read = connector.extractData(orders())) {
      List<String> values = new ArrayList<>();
      for (RecordBatch batch : read) {
        for (Row row : batch) {
          values.add(row.getLong("id") + ":" + batch.column("n").getString(row.index()));
          if (row.getLong("id") == 2) {
            assertThat(batch.column("new").getString(row.index())).isEqualTo("{\"a\":1}");
          }
        }
      }
      assertThat(values).containsExactly("1:5", "2:five");
      assertThat(changes).isNotEmpty();
    }
  }

  @Test
  void readsDatesInAFormOfTheirOwn() {
    String page =
        "{\"data\":[{\"id\":1,\"day\":\"31/12/2026\",\"at\":\"2026-12-31"
            + " 10:20:30\",\"more\":{\"a\":1}},{\"id\":2,\"day\":null,\"at\":\"never\"}]}";
    var columns =
        List.of(
            Map.of("name", "id", "type", "long"),
            Map.of("name", "day", "type", "date", "format", "DD/MM/YYYY"),
            Map.of("name", "at", "type", "long", "format", "%Y-%m-%d %H:%M:%S"));
    try (Api api = Api.answering(asked -> json(page));
        BaseConnector connector = Rest.connector(source(api))) {
      try (Extraction read =
          connector.extractData(orders().with("schema", columns).with("misfits", "reject"))) {
        for (RecordBatch batch : read) {
          assertThat(batch.size()).isEqualTo(1);
          assertThat(batch.column("day").getDate(0)).isEqualTo("2026-12-31");
          assertThat(batch.column("at").getInstant(0)).isEqualTo("2026-12-31T10:20:30Z");
          assertThat(batch.column("more").getString(0)).isEqualTo("{\"a\":1}");
          assertThat(batch.rejects())
              .singleElement()
              .satisfies(reject -> assertThat(reject.reason()).contains("never"));
        }
      }
      Rest.Run failed = Rest.run(connector, orders().with("schema", columns));
      assertThat(failed.failure()).hasMessageContaining("never").hasMessageContaining("column at");
    }
  }

  private static List<String> warnings(SourceConfig source, ExtractionRequest request) {
    List<String> warnings = new CopyOnWriteArrayList<>();
    ConnectorContext host =
        ConnectorContext.defaults()
            .listener(
                new ConnectorListener() {
                  @Override
                  public void warned(String sourceId, String message) {
                    warnings.add(message);
                  }
                });
    try (BaseConnector connector = Rest.connector(source, host)) {
      assertThat(Rest.run(connector, request).failure()).isNull();
    }
    return warnings;
  }

  @Test
  void warnsOfAKeyThatNoRecordHas() {
    try (Api api = Api.answering(asked -> json("{\"data\":[{\"id\":1}]}"))) {
      assertThat(warnings(source(api), orders().with("primary_key", "order_id")))
          .anyMatch(warning -> warning.contains("primary_key") && warning.contains("order_id"));
      assertThat(warnings(source(api), orders().with("primary_key", "id"))).isEmpty();
    }
  }

  @Test
  void warnsOfAPathToTheNextPageThatNoAnswerHas() {
    try (Api api =
        Api.answering(
            asked ->
                json(
                    "{\"data\":[{\"id\":1}],\"next\":"
                        + (asked.query().containsKey("cursor") ? "null" : "\"2\"")
                        + "}"))) {
      assertThat(warnings(source(api, "CURSOR", Map.of("cursor_path", "nxt")), orders()))
          .anyMatch(warning -> warning.contains("cursor_path (nxt)") && warning.contains("orders"));
      assertThat(api.asked()).as("a look and one page").hasSize(2);
      assertThat(warnings(source(api, "CURSOR", Map.of("cursor_path", "next")), orders()))
          .isEmpty();
    }
  }

  @Test
  void putsNullsAmongRecordsAside() {
    try (Api api = Api.answering(asked -> json("{\"data\":[null,{\"id\":1},null,{\"id\":2}]}"));
        BaseConnector connector = Rest.connector(source(api));
        Extraction read = connector.extractData(orders())) {
      List<Long> ids = new ArrayList<>();
      List<String> rejects = new ArrayList<>();
      for (RecordBatch batch : read) {
        batch.forEach(row -> ids.add(row.getLong("id")));
        batch.rejects().forEach(reject -> rejects.add(reject.place()));
      }
      assertThat(ids).containsExactly(1L, 2L);
      assertThat(rejects).hasSize(2);
      assertThat(rejects.get(0)).contains("record 1");
      assertThat(rejects.get(1)).contains("record 3");
    }
  }
}
