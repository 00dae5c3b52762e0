package dev.tributary.connector.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.files.compression.Compression;
import dev.tributary.connector.files.store.LocalFileStore;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written reads back equal, and appears whole or not at all. */
class FileSinkTest {
  private static final StreamSchema SCHEMA =
      StreamSchema.of(
          Field.int64("id"),
          Field.int32("small"),
          Field.bool("flag"),
          Field.float64("binary"),
          Field.float32("single"),
          Field.decimal("amount", 12, 2),
          Field.decimal("free"),
          Field.string("text"),
          Field.bytes("bytes"),
          Field.date("day"),
          Field.time("time"),
          Field.timestamp("local"),
          Field.timestampTz("instant"),
          Field.uuid("uuid"),
          Field.json("json"));

  @TempDir private Path directory;

  private static RecordBatch batch(int rows) {
    BatchBuilder builder = BatchBuilder.of(BatchTarget.standalone("all", SCHEMA));
    String[] texts = {
      "", "plain", "a,b;c\t\"d\"", "line\nend\r\n", " spaced ", "é𝄞", "#", "\\", "null"
    };
    for (int i = 0; i < rows; i++) {
      builder.add().set(0, (long) i);
      if (i % 5 == 4) {
        continue; // all null but the id
      }
      builder
          .set(1, (long) -i)
          .set(2, i % 2 == 0)
          .set(3, i / 3.0)
          .set(4, (double) (i / 4f))
          .set(5, (Object) new BigDecimal(i + ".25"))
          .set(6, (Object) new BigDecimal("12345678901234567890.123456789" + i))
          .set(7, texts[i % texts.length])
          .set(8, (Object) new byte[] {(byte) i, 0, -1})
          .set(9, (Object) LocalDate.of(2026, 1, 1).plusDays(i))
          .set(10, (Object) LocalTime.of(23, 59, 59, i))
          .set(11, (Object) LocalDateTime.of(2026, 1, 31, 1, 2, 3, i * 1000))
          .set(12, (Object) Instant.parse("2026-01-31T01:02:03.456789Z").plusNanos(i))
          .set(13, (Object) new UUID(i, -i))
          .set(14, "{\"a\":[" + i + ",\"x\"]}");
    }
    return builder.build();
  }

  private static List<Map<String, String>> declared() {
    List<Map<String, String>> columns = new ArrayList<>();
    for (Field field : SCHEMA.fields()) {
      columns.add(Map.of("name", field.name(), "type", field.type().toString()));
    }
    return columns;
  }

  @ParameterizedTest
  @CsvSource({
    "CSV,NONE",
    "CSV,GZIP",
    "CSV,ZSTD",
    "JSONL,NONE",
    "JSONL,SNAPPY",
    "JSONL,GZIP",
    "JSON,NONE",
    "JSON,ZSTD"
  })
  void readsBackWhatItWrote(String format, Compression compression) throws IOException {
    RecordBatch batch = batch(100);
    try (LocalFileStore store = LocalFileStore.at(directory);
        FileSink sink =
            FileSink.open(store, "out", FileLayout.of(format).compression(compression))) {
      sink.write(batch);
      sink.write(batch(7));
      assertThat(names()).isEmpty();
      assertThat(sink.commit()).hasSize(1);
    }
    Reading back = Reading.of(directory, Map.of("schema", declared())).whole();
    List<List<String>> expected = new ArrayList<>();
    for (RecordBatch each : List.of(batch, batch(7))) {
      for (int row = 0; row < each.size(); row++) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < SCHEMA.size(); i++) {
          texts.add(each.column(i).getString(row));
        }
        expected.add(texts);
      }
    }
    assertThat(back.rows).isEqualTo(expected);
  }

  @Test
  void rollsByRows() throws IOException {
    try (LocalFileStore store = LocalFileStore.at(directory);
        FileSink sink = FileSink.open(store, "", FileLayout.of("JSONL").maxRows(20))) {
      for (int i = 0; i < 5; i++) {
        sink.write(batch(10));
      }
      List<StoredFile> files = sink.commit();
      assertThat(files.stream().map(StoredFile::path).toList())
          .containsExactly("part-00000.jsonl", "part-00001.jsonl", "part-00002.jsonl");
    }
    assertThat(names()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CSV", "JSONL", "JSON"})
  void putsPartitionsIntoDirectoriesThatReadBackAsColumns(String format) throws IOException {
    try (LocalFileStore store = LocalFileStore.at(directory);
        FileSink sink =
            FileSink.open(store, "out", FileLayout.of(format).partitionBy("flag", "text"))) {
      sink.write(batch(50));
      sink.commit();
    }
    Reading back = Reading.of(directory, Map.of()).whole();
    assertThat(back.column("id")).hasSize(50);
    assertThat(back.column("text")).contains("a,b;c\t\"d\"", "line\nend\r\n", "null");
    assertThat(back.column("flag")).contains("true", "false");
  }

  @Test
  void writesOneArrayAsADocument() throws IOException {
    StreamSchema ids = StreamSchema.of(Field.int64("id"));
    BatchBuilder two = BatchBuilder.of(BatchTarget.standalone("ids", ids));
    two.add().set(0, 1L);
    two.add().set(0, 2L);
    try (LocalFileStore store = LocalFileStore.at(directory);
        FileSink sink = FileSink.open(store, "", FileLayout.of("JSON"))) {
      sink.write(two.build());
      sink.write(BatchBuilder.of(BatchTarget.standalone("ids", ids)).build());
      sink.commit();
    }
    assertThat(directory.resolve("part-00000.json")).hasContent("[\n{\"id\":1},\n{\"id\":2}\n]\n");
    try (LocalFileStore store = LocalFileStore.at(directory);
        FileSink sink = FileSink.open(store, "none", FileLayout.of("JSON"))) {
      sink.write(BatchBuilder.of(BatchTarget.standalone("ids", ids)).build());
      for (StoredFile file : sink.commit()) {
        assertThat(directory.resolve(file.path())).hasContent("[]\n");
      }
    }
  }

  @Test
  void leavesNothingWithoutCommit() throws IOException {
    try (LocalFileStore store = LocalFileStore.at(directory);
        FileSink sink = FileSink.open(store, "", FileLayout.of("CSV").maxRows(10))) {
      sink.write(batch(10));
      sink.write(batch(5));
    }
    try (Stream<Path> all = Files.list(directory)) {
      assertThat(all).isEmpty();
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .toList();
    }
  }
}
