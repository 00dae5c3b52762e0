package dev.tributary.connector.http.json;

import static dev.tributary.connector.http.json.Reading.at;
import static dev.tributary.connector.http.json.Reading.body;
import static dev.tributary.connector.http.json.Reading.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRecordsTest {
  private static final StreamSchema IDS = StreamSchema.of(Field.int64("id"));
  private static final JsonPath CURSOR = JsonPath.parse("meta.cursor");
  private static final JsonPath MORE = JsonPath.parse("has_more");
  private static final JsonPath TOTAL = JsonPath.parse("total");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"meta\":{\"cursor\":\"c2\"},\"total\":7,\"has_more\":true,\"data\":{\"items\":[{\"id\":1},{\"id\":2}]}}",
        "{\"data\":{\"x\":[[1],{}],\"items\":[{\"id\":1},{\"id\":2}],\"y\":{}},\"meta\":{\"a\":[],\"cursor\":\"c2\"},\"has_more\":true,\"total\":7}",
        "\uFEFF { \"total\" : \"7\" ,\n\t\"data\" : { \"items\" : [ { \"id\" : 1 } , { \"id\" : 2 } ] } , \"has_more\" : \"True\", \"meta\" : { \"cursor\" : \"c2\" } } \r\n",
      })
  void readsRecordsAndWhatStandsBesideThem(String text) throws Exception {
    JsonRows how = at("data.items").capture(CURSOR, MORE, TOTAL);
    BatchBuilder rows = Reading.rows(IDS);

    try (JsonRecords records = how.open(body(text), 0)) {
      assertThat(records.read(rows)).isTrue();

      assertThat(texts(rows.build(), "id")).containsExactly("1", "2");
      assertThat(records.records()).isEqualTo(2);
      assertThat(records.text(CURSOR)).contains("c2");
      assertThat(records.number(TOTAL)).hasValue(7);
      assertThat(records.truth(MORE)).contains(true);
    }
  }

  @Test
  @DisplayName("B1.9, B1.10: tells absent, null and empty apart, and keeps the token 0")
  void tellsAbsentNullAndEmptyApart() throws Exception {
    JsonPath a = JsonPath.parse("a");
    JsonPath b = JsonPath.parse("b");
    JsonPath c = JsonPath.parse("c");
    JsonPath d = JsonPath.parse("d");
    JsonRows how = at("data").capture(a, b, c, d);

    try (JsonRecords records = how.open(body("{\"a\":null,\"b\":\"\",\"c\":0,\"data\":[]}"), 0)) {
      assertThat(records.read(Reading.rows(IDS))).isTrue();

      assertThat(records.isPresent(a)).isTrue();
      assertThat(records.text(a)).isEmpty();
      assertThat(records.text(b)).contains("");
      assertThat(records.text(c)).contains("0");
      assertThat(records.isPresent(d)).isFalse();
      assertThatThrownBy(() -> records.text(MORE)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> records.number(b)).hasMessageContaining("no whole number");
      assertThatThrownBy(() -> records.truth(b)).hasMessageContaining("no truth value");
    }
  }

  @Test
  void keepsNestedValuesEscapesAndExactDigits() throws Exception {
    JsonPath whole = JsonPath.parse("meta");
    JsonPath part = JsonPath.parse("meta.next[1]");
    JsonPath exact = JsonPath.parse("n");
    JsonRows how = at("data").capture(whole, part, exact);
    String text =
        "{\"meta\":{\"next\":[1, \"\\u00e9\\ud83d\\ude00\\/\"]},\"n\":12345678901234567890.10,\"data\":[]}";

    try (JsonRecords records = how.open(body(text), 0)) {
      records.read(Reading.rows(IDS));

      assertThat(records.text(whole)).contains("{\"next\":[1,\"\\u00e9\\ud83d\\ude00\\/\"]}");
      assertThat(records.text(part)).contains("é😀/");
      assertThat(records.text(exact)).contains("12345678901234567890.10");
      assertThatThrownBy(() -> records.number(exact)).hasMessageContaining("64 bits");
    }
  }

  @Test
  void takesCursorsFromTheFirstAndTheLastRecord() throws Exception {
    JsonPath first = JsonPath.parse("data[0].id");
    JsonPath last = JsonPath.parse("data[-1].id");
    JsonRows how = at("data").capture(first, last);
    BatchBuilder rows = Reading.rows(IDS, 1);

    try (JsonRecords records =
        how.open(
            Reading.inPieces(Reading.utf8("{\"data\":[{\"id\":5},{\"id\":6},{\"id\":7} ]}"), 3),
            0)) {
      int batches = 1;
      while (!records.read(rows)) {
        rows.build();
        batches++;
      }

      assertThat(batches).isEqualTo(4);
      assertThat(records.text(first)).contains("5");
      assertThat(records.text(last)).contains("7");
    }
  }

  @Test
  void readsASingleObjectAsOneRecord() throws Exception {
    JsonPath next = JsonPath.parse("next");
    JsonRows how = JsonRows.at(JsonPath.root()).capture(next);
    BatchBuilder rows = Reading.rows(IDS);

    try (JsonRecords records = how.open(body("{\"id\":1,\"next\":\"n\"}"), 0)) {
      assertThat(records.read(rows)).isTrue();

      assertThat(texts(rows.build(), "next")).containsExactly("n");
      assertThat(records.text(next)).contains("n");
    }
  }

  @Test
  void readsValuesThatAreNoObjects() {
    RecordBatch batch = Reading.inferred("[1, \"a\", [2], null]");

    assertThat(texts(batch, "value")).containsExactly("1", "a", "[2]", null);
  }

  @Test
  @DisplayName("B1.11: counts raw records: added, rejected and skipped ones")
  void countsRawRecords() throws Exception {
    JsonRows how = at("$").declared(IDS).misfits(Misfits.REJECT);
    BatchBuilder rows = Reading.rows(IDS);

    try (JsonRecords records =
        how.open(body("[{\"id\":1},{\"id\":\"x\", \"a\":{}},{\"id\":3}]"), 1)) {
      assertThat(records.read(rows)).isTrue();

      RecordBatch batch = rows.build();
      assertThat(texts(batch, "id")).containsExactly("3");
      assertThat(batch.rejects()).hasSize(1);
      assertThat(batch.rejects().get(0).place()).isEqualTo("record 2, field id");
      assertThat(batch.rejects().get(0).rawText()).isEqualTo("{\"id\":\"x\", \"a\":{}}");
      assertThat(records.records()).isEqualTo(3);
    }
  }

  @Test
  void resumesAtAnyRecord() throws Exception {
    StringBuilder text = new StringBuilder("{\"data\":[");
    for (int i = 0; i < 50; i++) {
      text.append(i == 0 ? "" : ",").append("{\"id\":").append(i).append(",\"t\":\"x]}\"}");
    }
    text.append("],\"next\":\"n\"}");
    JsonRows how = at("data").capture(JsonPath.parse("next"), JsonPath.parse("data[-1].id"));

    for (int skip = 0; skip <= 60; skip++) {
      BatchBuilder rows = Reading.rows(IDS, 7);
      List<String> ids = new ArrayList<>();
      try (JsonRecords records =
          how.open(Reading.inPieces(Reading.utf8(text.toString()), 13), skip)) {
        boolean over;
        do {
          over = records.read(rows);
          ids.addAll(texts(rows.build(), "id"));
        } while (!over);
        assertThat(records.records()).isEqualTo(50);
        assertThat(records.text(JsonPath.parse("next"))).contains("n");
        assertThat(records.text(JsonPath.parse("data[-1].id"))).contains("49");
      }
      assertThat(ids).hasSize(Math.max(0, 50 - skip));
      assertThat(ids.isEmpty() || ids.get(0).equals(Integer.toString(skip))).isTrue();
    }
  }

  @Test
  void takesNullForAnEmptyPageOnlyIfTold() {
    for (String text : List.of("{\"data\":null}", "{}", "{\"other\":[1]}")) {
      assertThat(Reading.all(at("data").emptyIfMissing(true), IDS, text).size()).isZero();
      assertThatThrownBy(() -> Reading.all(at("data"), IDS, text))
          .isInstanceOf(ConnectorException.class)
          .hasMessageContaining("data_path");
    }
  }

  @Test
  void digestsTheRecordsAsTheyCame() throws Exception {
    assertThat(digest("[{\"id\":1},{\"id\":2}]")).isEqualTo(digest(" [ {\"id\":1} , {\"id\":2}]"));
    assertThat(digest("[{\"id\":1},{\"id\":2}]")).isNotEqualTo(digest("[{\"id\":2},{\"id\":1}]"));
  }

  private static long digest(String text) throws Exception {
    try (JsonRecords records = at("$").digest(true).open(body(text), 0)) {
      records.read(Reading.rows(IDS));
      return records.digest().orElseThrow();
    }
  }

  @Test
  void refusesCapturesThatHoldTheData() {
    assertThatThrownBy(() -> at("data.items").capture(JsonPath.parse("data")))
        .hasMessageContaining("holds the data");
    assertThatThrownBy(() -> at("data.items").capture(JsonPath.parse("other[-1].id")))
        .hasMessageContaining("[-1]");
  }
}
