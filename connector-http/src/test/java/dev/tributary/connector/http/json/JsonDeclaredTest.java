package dev.tributary.connector.http.json;

import static dev.tributary.connector.http.json.Reading.at;
import static dev.tributary.connector.http.json.Reading.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonDeclaredTest {
  private static RecordBatch read(String type, String value) {
    StreamSchema schema = StreamSchema.of(Field.of("v", DataType.parse(type)));
    return Reading.all(at("$").declared(schema), schema, "[{\"v\":" + value + "}]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int32 | 2147483647 | 2147483647",
        "int64 | 1.0 | 1",
        "int64 | 12e2 | 1200",
        "int64 | \"42\" | 42",
        "decimal(12,2) | 9.5 | 9.50",
        "decimal(12,2) | 9.500 | 9.50",
        "decimal(12,2) | \"9.99\" | 9.99",
        "decimal(38,10) | 1234567890123456789.0123456789 | 1234567890123456789.0123456789",
        "decimal | 1e-3 | 0.001",
        "float64 | 0.1 | 0.1",
        "float64 | -0.0 | -0.0",
        "float64 | 1e300 | 1.0E300",
        "float64 | 0.30000000000000004 | 0.30000000000000004",
        "float64 | 123456789012345678 | null",
        "float32 | 0.1 | 0.1",
        "boolean | \"true\" | true",
        "string | 12345678901234567890.0 | 12345678901234567890.0",
        "string | false | false",
        "string | [1, 2] | [1,2]",
        "string | \"\\u00fc\\n\" | 'ü\n'",
        "uuid | \"4D1F9A9E-3C56-4f4d-9d35-7bb6a1c9d001\" | 4d1f9a9e-3c56-4f4d-9d35-7bb6a1c9d001",
        "date | \"2026-11-21\" | 2026-11-21",
        "date | \"\\u0032026-11-21\" | 2026-11-21",
        "time | \"03:45:00\" | 03:45:00",
        "timestamp | \"+10000-01-01T00:00:00\" | +10000-01-01T00:00:00",
        "timestamptz | \"2026-11-21T03:45:00-0230\" | 2026-11-21T06:15:00Z",
        "timestamptz | \"2026-11-21 03:45:00 +01\" | 2026-11-21T02:45:00Z",
        "bytes | \"AQI=\" | AQI=",
        "list(int64) | [1, 2] | [1,2]",
        "json | \"x\" | \"x\"",
        "json | 1.0 | 1.0",
      })
  void readsEveryFormThatFitsExactly(String type, String value, String text) {
    if (text.equals("null")) {
      assertThatThrownBy(() -> read(type, value)).hasMessageContaining("does not fit");
    } else {
      assertThat(texts(read(type, value), "v")).containsExactly(text);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int32 | 2147483648",
        "int64 | 1.5",
        "int64 | 9223372036854775808",
        "int64 | \"x\"",
        "int64 | true",
        "int64 | {}",
        "decimal(4,2) | 123.45",
        "decimal(4,2) | 1.234",
        "decimal(4,2) | 1e1000000000",
        "boolean | 1",
        "boolean | \"yes\"",
        "date | \"2026-11-21T00:00:00\"",
        "date | \"2026-13-01\"",
        "date | 20260101",
        "timestamp | \"2026-11-21T03:45:00Z\"",
        "timestamp | \"2026-11-21\"",
        "timestamptz | \"2026-11-21T03:45:00\"",
        "uuid | \"4d1f9a9e\"",
        "list(int64) | {}",
        "struct(a int64) | []",
        "string | \"\\ud800\"",
      })
  void refusesWhatDoesNotFitAndNamesThePlace(String type, String value) {
    assertThatThrownBy(() -> read(type, value))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("record 1, field v")
        .satisfies(e -> assertThat(((ConnectorException) e).kind()).isEqualTo(ErrorKind.DATA));
  }

  @Test
  @DisplayName("rule 13: what does not fit travels as a reject, and its neighbours stay whole")
  void rejectsTheRecordOnly() {
    StreamSchema schema =
        StreamSchema.of(Field.int64("id").required(), Field.string("name"), Field.date("day"));
    String text =
        "[{\"id\":1,\"name\":\"a\",\"day\":\"2026-01-01\"},"
            + "{\"id\":2,\"name\":\"b\",\"day\":\"soon\"},"
            + "{\"name\":\"c\"},"
            + "{\"id\":null},"
            + "7,"
            + "{\"id\":5,\"name\":\"e\"}]";

    JsonRows how =
        at("$").declared(schema).misfits(Misfits.REJECT).unknownFields(UnknownFields.DROP);
    RecordBatch batch = Reading.all(how, schema, text);

    assertThat(texts(batch, "id")).containsExactly("1", "5");
    assertThat(texts(batch, "name")).containsExactly("a", "e");
    assertThat(texts(batch, "day")).containsExactly("2026-01-01", null);
    assertThat(batch.rejects())
        .extracting(reject -> reject.place() + ": " + reject.rawText())
        .containsExactly(
            "record 2, field day: {\"id\":2,\"name\":\"b\",\"day\":\"soon\"}",
            "record 3, field id: {\"name\":\"c\"}",
            "record 4, field id: {\"id\":null}",
            "record 5, field value: 7");
  }
}
