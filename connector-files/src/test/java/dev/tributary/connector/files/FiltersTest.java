package dev.tributary.connector.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.batch.Row;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.state.ExtractionState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code filters}: what is left out, whatever the format. */
class FiltersTest {
  @TempDir Path directory;

  private void write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static Map<String, Object> filter(String column, String operator, Object... value) {
    return value.length == 0
        ? Map.of("column", column, "operator", operator)
        : Map.of("column", column, "operator", operator, "value", value[0]);
  }

  private Reading read(Object... filters) {
    return Reading.of(directory, Map.of("filters", List.of(filters)));
  }

  @Test
  void keepsTheSameRecordsOfEachFormat() throws IOException {
    write("a.csv", "id,amount\n1,50\n2,100\n3,\n4,150\n");
    write("b.jsonl", "{\"id\":5,\"amount\":99}\n{\"id\":6,\"amount\":101}\n{\"id\":7}\n");
    write("c.json", "[{\"id\":8,\"amount\":100},{\"id\":9,\"amount\":-1}]");
    assertThat(read(filter("amount", "greater_or_equal", 100)).whole().column("id"))
        .containsExactly("2", "4", "6", "8");
    assertThat(
            read(filter("amount", "greater_or_equal", "100"), filter("id", "less_than", 5))
                .whole()
                .column("id"))
        .containsExactly("2", "4");
    assertThat(read(filter("amount", "is_null")).whole().column("id")).containsExactly("3", "7");
    assertThat(read(filter("id", "in", List.of(1, "9"))).whole().column("id"))
        .containsExactly("1", "9");
  }

  @Test
  void whatIsFilteredOutCountsAsRead() throws IOException {
    write("a.csv", "id\n1\n2\n");
    Reading first = read(filter("id", "greater_than", 100)).whole();
    assertThat(first.rows).isEmpty();
    Reading again =
        Reading.of(
            directory, Map.of("filters", List.of(filter("id", "greater_than", 100))), first.state);
    assertThat(again.whole().rows).isEmpty();
    assertThat(first.state.toJson()).contains("a.csv");
  }

  @Test
  void aLongStretchWithoutRecordsIsOneRead() throws IOException {
    StringBuilder text = new StringBuilder("id\n");
    for (int i = 0; i < 50_000; i++) {
      text.append(i).append('\n');
    }
    write("a.csv", text.toString());
    Reading reading =
        Reading.of(
            directory,
            Map.of(
                "batch_size",
                100,
                "patience",
                60,
                "filters",
                List.of(filter("id", "in", List.of(7, 49_999)))));
    assertThat(reading.whole().column("id")).containsExactly("49999", "7");
    assertThat(reading.batches).isLessThanOrEqualTo(2);
  }

  @Test
  void aFileWhosePathExcludesItIsNotOpened() throws IOException {
    write("day=2026-01-01/a.csv", "id\n1\n");
    write("day=2026-01-02/b.csv", "id\n2\n");
    write("day=2026-01-03/c.csv", "id\n3\n");
    // no CSV, and behind the three that the schema comes from: whoever opens it fails
    write("day=2026-01-04/d.csv", "\0\1\2\0");
    Reading reading =
        Reading.of(
            directory,
            Map.of(
                "schema",
                List.of(Map.of("name", "day", "type", "date")),
                "filters",
                List.of(
                    filter("day", "greater_or_equal", "2026-01-02"),
                    filter("day", "less_than", "2026-01-03"))));
    assertThat(reading.whole().column("id")).containsExactly("2");
  }

  @Test
  void saysWhatIsWrongWithAFilter() throws IOException {
    write("a.csv", "id,name\n1,x\n");
    assertThat(read(filter("idd", "equals", 1)).failed())
        .hasMessageContaining("\"idd\"")
        .hasMessageContaining("[id, name]")
        .extracting(failure -> failure.kind())
        .isEqualTo(ErrorKind.CONFIG);
    assertThat(read(filter("id", "equals", "one")).failed())
        .hasMessageContaining("id equals one")
        .hasMessageContaining("int64");
    assertThat(read(filter("id", "equals")).failed()).hasMessageContaining("0 values");
    Reading left =
        Reading.of(
            directory, Map.of("columns", "name", "filters", List.of(filter("id", "equals", 1))));
    assertThat(left.failed()).hasMessageContaining("`columns`");
  }

  @Test
  void aColumnThatTurnsIntoAnotherOrderFailsInPlaceOfComparingTwoWays() throws IOException {
    StringBuilder text = new StringBuilder("code\n");
    for (int i = 0; i < 12_000; i++) {
      text.append(i).append('\n');
    }
    write("a.csv", text + "A7\n");
    assertThat(read(filter("code", "greater_than", 11_990)).failed())
        .hasMessageContaining("\"code\"")
        .hasMessageContaining("from int64 into string")
        .hasMessageContaining("`schema`");
    Reading declared =
        Reading.of(
            directory,
            Map.of(
                "schema", List.of(Map.of("name", "code", "type", "string")),
                "filters", List.of(filter("code", "greater_than", "9998"))));
    assertThat(declared.whole().column("code")).containsExactly("9999", "A7");
  }

  @Test
  void rejectsStayWhateverTheFilter() throws IOException {
    write("a.csv", "id,n\n1,5\n2\n3,7\n");
    Reading reading =
        Reading.of(
            directory,
            Map.of("misfits", "reject", "filters", List.of(filter("n", "greater_than", 100))));
    assertThat(reading.whole().rows).isEmpty();
    assertThat(reading.rejects).hasSize(1);
  }

  @Test
  void goesOnInsideAFile() throws IOException {
    StringBuilder text = new StringBuilder("id,odd\n");
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      text.append(i).append(',').append(i % 2).append('\n');
      if (i % 2 == 1) {
        expected.add(Integer.toString(i));
      }
    }
    write("a.csv", text.toString());
    List<String> seen = new ArrayList<>();
    ExtractionState state = ExtractionState.initial();
    for (int piece = 0; piece < 1000 && seen.size() < expected.size(); piece++) {
      ExtractionRequest request =
          ExtractionRequest.of("all")
              .with("file_pattern", "**")
              .with("filters", List.of(filter("odd", "equals", 1)))
              .batchSize(90)
              .from(state);
      try (BaseConnector connector =
              Connectors.none()
                  .with(new LocalFilesFactory())
                  .create(SourceConfig.of("FILE", "files").with("path", directory.toString()));
          Extraction extraction = connector.extractData(request)) {
        RecordBatch batch = extraction.iterator().next();
        for (Row row : batch) {
          seen.add(row.get("id") + "");
        }
        extraction.complete(batch);
        state = extraction.state();
      }
    }
    assertThat(seen).containsExactlyElementsOf(expected);
  }
}
