package dev.tributary.connector.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.read.ExtractionRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which files are read, through the connector. */
@Timeout(60)
class SelectionTest {
  @TempDir private Path directory;

  private Path file(String path, String text) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private List<String> ids(Map<String, Object> options) {
    return Reading.of(directory, options).whole().column("id");
  }

  @Test
  void showsTheNearestNamesWhereNothingMatches() throws IOException {
    file("sales/2026.csv", "id\n1\n");
    file("orders/2026.csv", "id\n1\n");
    Reading none = Reading.of(directory, Map.of("file_pattern", "sale/*.csv"));
    assertThat(none.failed().kind()).isEqualTo(ErrorKind.NOT_FOUND);
    assertThat(none.failed())
        .hasMessageContaining("sale/*.csv")
        .hasMessageContaining("sales")
        .hasMessageContaining("on_no_match");
    assertThat(
            Reading.of(directory, Map.of("file_pattern", "sale/*.csv", "on_no_match", "empty"))
                .whole()
                .rows)
        .isEmpty();
  }

  @Test
  void saysThatADirectoryIsMissing() {
    Reading none = Reading.of(directory.resolve("nowhere"), Map.of());
    assertThat(none.failed().kind()).isEqualTo(ErrorKind.NOT_FOUND);
    assertThat(none.failed()).hasMessageContaining("nowhere");
  }

  @Test
  void makesColumnsOfDirectories() throws IOException {
    file("region=eu/day=2026-01-01/a.csv", "id\n1\n");
    file("region=us%2Feast/day=2026-01-02/a.csv", "id\n2\n");
    Reading all = Reading.of(directory, Map.of("file_column", "file")).whole();
    assertThat(all.fields())
        .containsExactly("id int64", "region string", "day string", "file string");
    assertThat(all.column("region")).containsExactly("eu", "us/east");
    assertThat(all.column("file").get(0)).isEqualTo("region=eu/day=2026-01-01/a.csv");
  }

  @Test
  void readsDeclaredPartitionsTyped() throws IOException {
    file("day=2026-01-01/a.csv", "id\n1\n");
    Reading all =
        Reading.of(directory, Map.of("schema", List.of(Map.of("name", "day", "type", "date"))))
            .whole();
    assertThat(all.fields()).containsExactly("id int64", "day date");
  }

  @Test
  void readsAWindowOfPartitions() throws IOException {
    for (int day = 1; day <= 5; day++) {
      file("day=2026-01-0" + day + "/a.csv", "id\n" + day + "\n");
    }
    Map<String, Object> field = Map.of("partition_field", "day", "start_date", "2026-01-03");
    assertThat(ids(field)).containsExactly("3", "4", "5");
    ExtractionRequest window =
        ExtractionRequest.of("all")
            .with("file_pattern", "**")
            .with("partition_field", "day")
            .window("2026-01-02", "2026-01-04");
    assertThat(Reading.of(directory, window, ConnectorContext.defaults()).whole().column("id"))
        .containsExactly("2", "3");
  }

  @Test
  void readsDatesInNames() throws IOException {
    file("sales_2026-01-01.csv", "id\n1\n");
    file("sales_2026-01-02.csv", "id\n2\n");
    file("sales_2026-13-02.csv", "id\n3\n");
    assertThat(ids(Map.of("file_pattern", "sales_{YYYY-MM-DD}.csv", "start_date", "2026-01-02")))
        .containsExactly("2");
  }

  @Test
  @DisplayName("B4.64 directories that cannot hold what is meant are not even listed")
  void prunesDirectories() throws IOException {
    file("in/a.csv", "id\n1\n");
    Path closed = Files.createDirectories(directory.resolve("closed/deep"));
    Files.createSymbolicLink(closed.resolve("loop"), directory);
    assertThat(ids(Map.of("file_pattern", "in/*.csv"))).containsExactly("1");
  }

  @Test
  @DisplayName("B4.65 files that are still written wait: by name, age, size and marker")
  void leavesUnfinishedFilesForLater() throws IOException {
    file("a.csv", "id\n1\n");
    for (String name : List.of("b.csv.tmp", "c.csv.part", ".d.csv", "_e.csv", "f.csv~")) {
      file(name, "id\n9\n");
    }
    assertThat(ids(Map.of())).containsExactly("1");

    Path old = file("old.csv", "id\n2\n");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
    Reading aged = Reading.of(directory, Map.of("min_age", "1h"));
    assertThat(aged.whole().column("id")).containsExactly("2");
    Reading later = Reading.of(directory, Map.of(), aged.state);
    assertThat(later.whole().column("id")).containsExactly("1");

    assertThat(ids(Map.of("marker_file", "{name}.done", "on_no_match", "empty"))).isEmpty();
    file("a.csv.done", "");
    assertThat(ids(Map.of("marker_file", "{name}.done", "schema_differences", "widen")))
        .containsExactly("1");
    assertThat(ids(Map.of("min_size", 6, "file_pattern", "*.csv", "on_no_match", "empty")))
        .isEmpty();
  }

  @Test
  void refusesLinksThatLeadOut() throws IOException {
    Path outside = Files.createTempDirectory("outside");
    Files.writeString(outside.resolve("secret.csv"), "id\n666\n");
    file("in/a.csv", "id\n1\n");
    Files.createSymbolicLink(directory.resolve("in/b.csv"), outside.resolve("secret.csv"));
    Files.createSymbolicLink(directory.resolve("in/dir"), outside);
    Files.createSymbolicLink(directory.resolve("in/c.csv"), directory.resolve("in/a.csv"));
    assertThat(ids(Map.of())).containsExactly("1", "1");
    Reading through = Reading.of(directory, Map.of("file_pattern", "in/dir/secret.csv"));
    assertThat(through.rows).isEmpty();
    assertThat(through.failed().kind()).isEqualTo(ErrorKind.PERMISSION);
    Files.delete(outside.resolve("secret.csv"));
    Files.delete(outside);
  }

  @Test
  void widensFailsOrQuarantinesWhereFilesDiffer() throws IOException {
    file("a.csv", "id,n\n1,1\n");
    file("b.csv", "id,n,extra\n2,x,y\n");
    Reading wide = Reading.of(directory, Map.of()).whole();
    assertThat(wide.fields()).containsExactly("id int64", "n string", "extra string");
    Reading failed =
        Reading.of(directory, Map.of("schema_differences", "fail", "misfits", "reject"));
    assertThat(failed.failed())
        .hasMessageContaining("\"extra\" is new")
        .hasMessageContaining("b.csv");
    Reading aside = Reading.of(directory, Map.of("schema_differences", "quarantine")).whole();
    assertThat(aside.column("id")).containsExactly("1");
    assertThat(aside.rejects).hasSize(1);
    assertThat(aside.rejects.get(0).place()).isEqualTo("b.csv, the whole file");
  }

  @Test
  void readsMixedFormatsIntoOneStream() throws IOException {
    file("a.csv", "id,name\n1,x\n");
    file("b.jsonl", "{\"id\":2,\"name\":\"y\"}\n");
    file("c.json", "[{\"id\":3,\"name\":\"z\"}]");
    Reading all = Reading.of(directory, Map.of("read_options", Map.of("delimiter", ","))).whole();
    assertThat(all.column("id")).containsExactly("1", "2", "3");
    Reading wrong = Reading.of(directory, Map.of("read_options", Map.of("delimeter", ",")));
    assertThat(wrong.failed().kind()).isEqualTo(ErrorKind.CONFIG);
    assertThat(wrong.failed()).hasMessageContaining("delimeter").hasMessageContaining("delimiter");
  }

  @Test
  void saysWhichDependencyAFormatNeeds() throws IOException {
    file("a.parquet", "PAR1");
    assertThat(Reading.of(directory, Map.of()).failed())
        .hasMessageContaining("dev.tributary:connector-files-parquet");
  }

  @Test
  void readsOnlyTheColumnsThatAreWanted() throws IOException {
    file("a.csv", "id,x,name\n1,bad\"x,a\n");
    file("b.jsonl", "{\"x\":[1],\"name\":\"b\",\"id\":2}\n");
    Reading all = Reading.of(directory, Map.of("columns", List.of("name", "id"))).whole();
    assertThat(all.fields()).containsExactly("id int64", "name string");
    assertThat(all.rows).hasSize(2);
  }
}
