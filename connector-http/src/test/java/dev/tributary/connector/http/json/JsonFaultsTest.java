package dev.tributary.connector.http.json;

import static dev.tributary.connector.http.json.Reading.at;
import static dev.tributary.connector.http.json.Reading.body;
import static dev.tributary.connector.http.json.Reading.texts;
import static dev.tributary.connector.http.json.Reading.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFaultsTest {
  private static final StreamSchema IDS = StreamSchema.of(Field.int64("id"));

  @Test
  void namesWhatIsThereWhenTheDataPathMatchesNothing() {
    String text = "{\"status\":\"ok\",\"data\":{\"orders\":[],\"paging\":{\"x\":1}},\"meta\":{}}";

    assertThatThrownBy(() -> Reading.all(at("data.items"), IDS, text))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("no data stands at the data_path data.items")
        .hasMessageContaining("under data these stand: orders, paging");
    assertThatThrownBy(() -> Reading.all(at("items"), IDS, text))
        .hasMessageContaining("under the top level these stand: status, data, meta");
    assertThatThrownBy(() -> Reading.all(at("status"), IDS, text))
        .hasMessageContaining("the data is \"ok\", neither an array nor an object");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<!DOCTYPE html><html><body>Please log in</body></html> | an HTML or XML page",
        "Forbidden | something else",
        "'' | the body is empty",
        "' ' | the body is empty",
      })
  void showsTheBeginningOfWhatIsNoJson(String text, String said) {
    assertThatThrownBy(() -> Reading.all(at("data"), IDS, text))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining(said)
        .satisfies(e -> assertThat(((ConnectorException) e).kind()).isEqualTo(ErrorKind.DATA));
  }

  @Test
  void refusesAnotherEncoding() {
    byte[] bytes = "[{\"id\":1}]".getBytes(java.nio.charset.StandardCharsets.UTF_16);

    assertThatThrownBy(() -> Reading.all(at("$"), IDS, new ByteArrayInputStream(bytes)))
        .hasMessageContaining("UTF-16");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"id\":01}]",
        "[{\"id\":1.}]",
        "[{\"id\":.5}]",
        "[{\"id\":+1}]",
        "[{\"id\":1e}]",
        "[{\"id\":-}]",
        "[{\"id\":NaN}]",
        "[{\"id\":tru}]",
        "[{\"id\":truee}]",
        "[{\"id\":1 2}]",
        "[{\"id\" 1}]",
        "[{\"id\":1,}]",
        "[{,\"id\":1}]",
        "[{id:1}]",
        "[{'id':1}]",
        "[{\"id\":\"a\tb\"}]",
        "[{\"id\":\"\\x\"}]",
        "[{\"id\":\"\\u12g4\"}]",
        "[{\"id\":1},]",
        "[{\"id\":1}{\"id\":2}]",
        "[{\"id\":1}] x",
        "[{\"id\":1}]]",
        "[{\"id\":[1,]}]",
        "[{\"id\":[1 2]}]",
        "[{\"id\":1}}",
        "[{\"id\":{\"a\":1]}}]",
        "[{\"id\":1} /* no */]",
      })
  void refusesWhatRfc8259Refuses(String text) {
    for (int piece : new int[] {1, 5, 1000}) {
      assertThatThrownBy(() -> Reading.all(at("$"), IDS, Reading.inPieces(utf8(text), piece)))
          .as(text)
          .isInstanceOf(ConnectorException.class)
          .hasMessageContaining("byte ");
    }
  }

  @Test
  void namesTheByteThatIsNotUtf8AndKeepsTheRecordsBefore() throws Exception {
    byte[] bytes = utf8("[{\"id\":1},{\"id\":2,\"t\":\"aX\"}]");
    bytes[24] = (byte) 0xE9;
    BatchBuilder rows = Reading.rows(IDS);

    try (JsonRecords records = at("$").open(new ByteArrayInputStream(bytes), 0)) {
      assertThatThrownBy(() -> records.read(rows))
          .hasMessageContaining("not UTF-8")
          .hasMessageContaining("record 2, byte 24 of the body");
      assertThat(records.records()).isEqualTo(1);
    }
    assertThat(texts(rows.build(), "id")).containsExactly("1");
  }

  @Test
  void keepsAllWholeRecordsWhereverTheBodyEnds() throws Exception {
    String text = "{\"data\":[{\"id\":1,\"t\":\"a\"},{\"id\":2,\"t\":\"b\"}],\"n\":1}";
    for (int length = 1; length < text.length(); length++) {
      byte[] bytes = Arrays.copyOf(utf8(text), length);
      BatchBuilder rows = Reading.rows(IDS);
      JsonRecords records = at("data").open(Reading.inPieces(bytes, 4), 0);

      assertThatThrownBy(() -> records.read(rows))
          .hasMessageContaining("it ends in the middle")
          .hasMessageContaining("byte " + length + " of the body");
      assertThat((long) rows.build().size()).isEqualTo(records.records());
    }
  }

  @Test
  void passesOnWhatCutTheLineAfterTheRecordsBefore() throws Exception {
    InputStream cut =
        new SequenceInputStream(
            body("[{\"id\":1},{\"id\":2},{\"id\""),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("connection reset");
              }
            });
    BatchBuilder rows = Reading.rows(IDS);
    JsonRecords records = at("$").open(cut, 0);

    assertThatThrownBy(() -> records.read(rows))
        .isInstanceOf(IOException.class)
        .hasMessage("connection reset");
    assertThat(rows.build().size()).isEqualTo(2);
  }

  @Test
  void endsAFloodOfBlanks() {
    for (String before : new String[] {"", "{\"a\":", "{\"data\":[", "{\"data\":[{\"id\":", "{}"}) {
      InputStream flood =
          new SequenceInputStream(
              body(before),
              new InputStream() {
                @Override
                public int read() {
                  return ' ';
                }

                @Override
                public int read(byte[] to, int from, int length) {
                  Arrays.fill(to, from, from + length, (byte) ' ');
                  return length;
                }
              });

      assertThatThrownBy(() -> Reading.all(at("data").recordBytes(1 << 20), IDS, flood))
          .as(before)
          .isInstanceOf(ConnectorException.class);
    }
  }

  @Test
  void boundsDepthNumbersAndRecords() {
    String deep = "[".repeat(100_000);
    assertThatThrownBy(() -> Reading.all(at("data"), IDS, "{\"x\":" + deep))
        .hasMessageContaining("200 levels");
    assertThatThrownBy(() -> Reading.all(at("$"), IDS, "[{\"x\":" + deep))
        .hasMessageContaining("200 levels");
    assertThatThrownBy(() -> Reading.all(at("$"), IDS, "[{\"id\":" + "9".repeat(20_000) + "}]"))
        .hasMessageContaining("10000 characters");
    String large = "[{\"id\":1},{\"t\":\"" + "x".repeat(200_000) + "\"}]";
    assertThatThrownBy(() -> Reading.all(at("$").recordBytes(100_000), IDS, large))
        .hasMessageContaining("more than 100000 bytes");
    assertThatThrownBy(() -> Reading.all(at("$").recordBytes(100), IDS, large))
        .hasMessageContaining("more than 100 bytes");
  }
}
