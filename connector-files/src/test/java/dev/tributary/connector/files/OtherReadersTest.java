package dev.tributary.connector.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.files.compression.Compression;
import dev.tributary.connector.files.store.LocalFileStore;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that DuckDB wrote are read, and it reads those that we write. */
class OtherReadersTest {
  private static final String ROWS =
      "SELECT i AS id, CASE WHEN i % 7 = 0 THEN NULL ELSE i * 1.25 END::DECIMAL(12,2) AS amount,"
          + " CASE i % 5 WHEN 0 THEN 'plain' WHEN 1 THEN 'a,\"b\"' WHEN 2 THEN 'line' || chr(10) ||"
          + " 'end' WHEN 3 THEN 'é€' ELSE NULL END AS text, DATE '2026-01-01' + i::INTEGER AS day,"
          + " i % 2 = 0 AS flag FROM range(1000) t(i)";

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "out.csv | HEADER",
        "out.csv | HEADER, DELIMITER ';'",
        "out.csv | HEADER, DELIMITER '\t', FORCE_QUOTE (id, text)",
        "out.csv.gz | HEADER, COMPRESSION gzip",
        "out.csv.zst | HEADER, COMPRESSION zstd",
        "out.jsonl | FORMAT json",
        "out.json | FORMAT json, ARRAY true",
        "out.jsonl.gz | FORMAT json, COMPRESSION gzip"
      })
  void readsWhatDuckWrote(String name, String options) throws Exception {
    List<List<String>> expected = new ArrayList<>();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute(
          "COPY (" + ROWS + ") TO '" + directory.resolve(name) + "' (" + options + ")");
      try (ResultSet rows = statement.executeQuery(ROWS)) {
        while (rows.next()) {
          List<String> texts = new ArrayList<>();
          for (int i = 1; i <= 5; i++) {
            texts.add(rows.getString(i));
          }
          expected.add(texts);
        }
      }
    }
    Map<String, Object> declared =
        Map.of("schema", List.of(Map.of("name", "amount", "type", "decimal(12,2)")));
    Reading all = Reading.of(directory, declared).whole();
    assertThat(all.fields())
        .containsExactly(
            "id int64", "amount decimal(12,2)", "text string", "day date", "flag boolean");
    assertThat(all.rows).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CSV", "JSONL"})
  void writesWhatDuckReads(String format) throws Exception {
    StreamSchema schema =
        StreamSchema.of(Field.int64("id"), Field.decimal("amount", 12, 2), Field.string("text"));
    BatchBuilder rows = BatchBuilder.of(BatchTarget.standalone("all", schema));
    String[] texts = {"a,\"b\"", "line\nend", "é𝄞", "plain"};
    for (int i = 0; i < 400; i++) {
      rows.add().set(0, (long) i).setDecimal(1, i, 2).set(2, texts[i % 4]);
    }
    try (LocalFileStore store = LocalFileStore.at(directory);
        FileSink sink =
            FileSink.open(store, "", FileLayout.of(format).compression(Compression.GZIP))) {
      sink.write(rows.build());
      String file = directory.resolve(sink.commit().get(0).path()).toString();
      String reader = format.equals("CSV") ? "read_csv" : "read_json";
      try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
          Statement statement = duck.createStatement();
          ResultSet read =
              statement.executeQuery(
                  "SELECT id, amount::DECIMAL(12,2), text FROM "
                      + reader
                      + "('"
                      + file
                      + "') ORDER BY id")) {
        for (int i = 0; i < 400; i++) {
          assertThat(read.next()).isTrue();
          assertThat(read.getLong(1)).isEqualTo(i);
          assertThat(read.getBigDecimal(2).unscaledValue().intValue()).isEqualTo(i);
          assertThat(read.getString(3)).isEqualTo(texts[i % 4]);
        }
        assertThat(read.next()).isFalse();
      }
    }
  }
}
