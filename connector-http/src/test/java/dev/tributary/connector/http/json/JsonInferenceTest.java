package dev.tributary.connector.http.json;

import static dev.tributary.connector.http.json.Reading.at;
import static dev.tributary.connector.http.json.Reading.body;
import static dev.tributary.connector.http.json.Reading.inferred;
import static dev.tributary.connector.http.json.Reading.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonInferenceTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true | boolean | true",
        "0 | int64 | 0",
        "-9223372036854775808 | int64 | -9223372036854775808",
        "9223372036854775808 | decimal | 9223372036854775808",
        "1.50 | decimal | 1.50",
        "1e3 | decimal | 1000",
        "0.1234567890123456789012345678901234567890 | decimal | 0.1234567890123456789012345678901234567890",
        "1e99999999999 | string | 1e99999999999",
        "\"a\" | string | a",
        "\"2026-11-21\" | date | 2026-11-21",
        "\"2026-02-29\" | string | 2026-02-29",
        "\"2024-02-29\" | date | 2024-02-29",
        "\"2026-11-21T03:45:00Z\" | timestamp_tz | 2026-11-21T03:45:00Z",
        "\"2026-11-21 03:45:00.123456789+01:00\" | timestamp_tz | 2026-11-21T02:45:00.123456789Z",
        "\"2026-11-21T03:45\" | timestamp | 2026-11-21T03:45:00",
        "\"1969-12-31 23:59:59.5\" | timestamp | 1969-12-31T23:59:59.500",
        "\"2026-11-21T24:00:00Z\" | string | 2026-11-21T24:00:00Z",
        "\"4d1f9a9e-3c56-4f4d-9d35-7bb6a1c9d001\" | string | 4d1f9a9e-3c56-4f4d-9d35-7bb6a1c9d001",
        "{ \"a\" : [ 1.0, \"x y\\\" \" ] } | json | {\"a\":[1.0,\"x y\\\" \"]}",
      })
  void readsEachValueAsTheTypeItShows(String value, String type, String text) {
    RecordBatch batch = inferred("[{\"v\":" + value + "}]");

    assertThat(batch.schema().field(0)).isEqualTo(Field.of("v", DataType.parse(type)));
    assertThat(texts(batch, "v")).containsExactly(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | 2.5 | decimal | 1 | 2.5",
        "1 | 99999999999999999999 | decimal | 1 | 99999999999999999999",
        "1 | \"007\" | string | 1 | 007",
        "1.50 | \"x\" | string | 1.50 | x",
        "true | 0 | string | true | 0",
        "\"2026-11-21\" | \"\" | string | 2026-11-21 | ''",
        "\"2026-11-21\" | \"2026-11-21T00:00:00Z\" | string | 2026-11-21 | 2026-11-21T00:00:00Z",
        "{} | \"x\" | json | {} | \"x\"",
        "\"x\" | {\"a\": 1} | string | x | {\"a\":1}",
        "1 | 1.0 | decimal | 1 | 1.0",
      })
  @DisplayName("B1: a later surprise widens the column and loses no value")
  void widensWithoutLosingAValue(
      String one, String other, String type, String oneText, String otherText) {
    RecordBatch batch = inferred("[{\"v\":null},{\"v\":" + one + "},{},{\"v\":" + other + "}]");

    assertThat(batch.schema().field(0).type()).isEqualTo(DataType.parse(type));
    assertThat(texts(batch, "v")).containsExactly(null, oneText, null, otherText);
  }

  @Test
  @DisplayName("B1.32, B1.33: numbers stay exact and ids stay integers")
  void keepsNumbersExact() {
    RecordBatch batch =
        inferred(
            "[{\"id\":9007199254740993,\"amount\":12345678901234567890123456789012345678.01},"
                + "{\"id\":1234567890123456789,\"amount\":0.10},"
                + "{\"id\":10000000,\"amount\":1E+2}]");

    assertThat(texts(batch, "id"))
        .containsExactly("9007199254740993", "1234567890123456789", "10000000");
    assertThat(texts(batch, "amount"))
        .containsExactly("12345678901234567890123456789012345678.01", "0.10", "100");
  }

  @Test
  void addsColumnsFromWhereTheyAppearOn() {
    RecordBatch batch = inferred("[{\"a\":1},{\"b\":\"x\",\"a\":2},{\"c\":null,\"b\":\"y\"}]");

    assertThat(batch.schema().fields()).containsExactly(Field.int64("a"), Field.string("b"));
    assertThat(texts(batch, "a")).containsExactly("1", "2", null);
    assertThat(texts(batch, "b")).containsExactly(null, "x", "y");
  }

  @Test
  void takesTheLastOfEqualNamesAndKnowsNamesWithEscapes() {
    RecordBatch batch = inferred("[{\"a\":1,\"a\":2},{\"\\u0061\":3,\"q\\\"\":1},{\"q\\\"\":2}]");

    assertThat(texts(batch, "a")).containsExactly("2", "3", null);
    assertThat(texts(batch, "q\"")).containsExactly(null, "1", "2");
  }

  @Test
  void infersFromASampleOnly() throws Exception {
    JsonRows how = at("data").declared(StreamSchema.of(Field.string("id").required()).key("id"));
    String text =
        "{\"data\":[{\"x\":1,\"id\":1,\"n\":null},{\"x\":2.5,\"id\":2},{\"x\":\"late\",\"y\":1}]}";

    assertThat(how.infer(body(text), 2))
        .isEqualTo(
            StreamSchema.of(Field.string("id").required(), Field.decimal("x"), Field.string("n"))
                .key("id"));
    assertThat(how.infer(body(text), 3).fields())
        .containsExactly(
            Field.string("id").required(), Field.string("x"), Field.int64("y"), Field.string("n"));
  }

  @Test
  void dropsOrRefusesUnknownFields() {
    StreamSchema ids = StreamSchema.of(Field.int64("id"));
    String text = "[{\"x\":{\"id\":5},\"id\":1,\"y\":[\"id\"]}]";

    assertThat(Reading.values(Reading.all(at("$").unknownFields(UnknownFields.DROP), ids, text)))
        .isEqualTo(List.of(java.util.Map.of("id", 1L)));
    assertThatThrownBy(() -> Reading.all(at("$").unknownFields(UnknownFields.REFUSE), ids, text))
        .hasMessageContaining("no such field")
        .hasMessageContaining("record 1, field x");
  }

  @Test
  void infersTheSameOnAllThreads() throws Exception {
    JsonRows how = at("$");
    String text =
        IntStream.range(0, 500)
            .mapToObj(
                i -> "{\"id\":" + i + ",\"f" + i % 20 + "\":" + (i % 40 < 20 ? i : "\"x\"") + "}")
            .collect(Collectors.joining(",", "[", "]"));
    StreamSchema alone = how.infer(body(text), 500);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Callable<StreamSchema> again = () -> how.infer(body(text), 500);
      for (Future<StreamSchema> result : threads.invokeAll(List.of(again, again, again, again))) {
        assertThat(result.get()).isEqualTo(alone);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
