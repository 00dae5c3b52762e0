package dev.tributary.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.json.JsonTree;
import dev.tributary.examples.cli.Shell.Result;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that read a source and keep nothing. */
class ReadingCommandsTest {
  @TempDir private Path directory;
  private Shell shell;
  private Path in;

  @BeforeEach
  void open() throws IOException {
    shell = new Shell(directory);
    in = shell.sales();
  }

  @Test
  void triesSources() {
    Result result = shell.run("test-connection");
    assertThat(result.code()).isZero();
    assertThat(result.out()).startsWith("✓ sales_files answered in");
    assertThat(shell.run("test-connection", "--json").out()).contains("\"ok\"");
  }

  @Test
  void saysWhyASourceCannotBeReached() throws IOException {
    shell.write(
        "sources/gone.yml",
        "source_id: gone",
        "source_type: FILE",
        "connection_config: { path: /nowhere/at/all }");
    Result result = shell.run("test-connection");
    assertThat(result.code()).isPositive();
    assertThat(result.out()).contains("✗ gone").contains("✓ sales_files");
    Result meant = shell.run("test-connection", "sales_fils");
    assertThat(meant.code()).isEqualTo(2);
    assertThat(meant.err()).contains("Did you mean `sales_files`?");
  }

  @Test
  void showsStreamsAndSchema() {
    assertThat(shell.run("streams", "sales").out()).contains("sales");
    Result schema = shell.run("schema", "sales");
    assertThat(schema.code()).as(schema.err()).isZero();
    assertThat(schema.out()).contains("COLUMN").contains("amount").contains("decimal");
    assertThat(JsonTree.parseObject(shell.run("schema", "sales", "--json").out()))
        .containsKey("fields");
  }

  @Test
  void previewsRecords() {
    Result result = shell.run("preview", "sales", "-n", "1");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out().lines()).hasSize(2);
    assertThat(result.out()).contains("Lyon").doesNotContain("Köln");
    assertThat(shell.run("preview", "sales", "--json").out())
        .contains("\"amount\" : 7.00".replace(" :", ":"));
  }

  @Test
  void printsRecordsAndNothingElse() {
    Result result = shell.run("extract", "sales");
    assertThat(result.code()).isZero();
    assertThat(result.out())
        .isEqualTo(
            "{\"id\":1,\"amount\":1.50,\"city\":\"Lyon\"}\n"
                + "{\"id\":2,\"amount\":7.00,\"city\":\"Köln\"}\n");
    assertThat(result.err()).isEmpty();
    assertThat(shell.run("extract", "sales", "--limit", "1").out().lines()).hasSize(1);
    assertThat(directory.resolve("runs")).doesNotExist();
  }

  @Test
  void readsASourceByItselfWithOptions() {
    Result result =
        shell.run("extract", "source:sales_files", "any", "--set", "file_pattern=one.*");
    assertThat(result.out().lines()).hasSize(2);
    Result wrong = shell.run("extract", "sales_files", "any", "--set", "file_patern=one.*");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("did you mean `file_pattern`?");
  }

  @Test
  void saysWhatIsWrongWithAPipelineThatIsNamed() throws IOException {
    shell.write("pipelines/bad.yml", "pipeline_id: bad", "source_id: sales_files", "stream: [x]");
    assertThat(shell.run("extract", "bad").err()).contains("pipelines/bad.yml:3");
    Result meant = shell.run("extract", "sale");
    assertThat(meant.code()).isEqualTo(2);
    assertThat(meant.err()).contains("Did you mean `sales`?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "jsonl", "parquet", "avro"})
  void exportsToAFileThatReadsBack(String ending) {
    Path file = directory.resolve("out." + ending);
    Result result = shell.run("export", "sales", "--output", file.toString());
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).contains("2 records");
    assertThat(directory).isDirectoryNotContaining("glob:**/.exporting*");
    Result back =
        shell.run(
            "extract", "source:sales_files", "back", "--set", "path=..", "--set", "file_pattern=x");
    assertThat(back.code()).isEqualTo(2);
    assertThat(reread(file)).contains("\"city\":\"Köln\"").hasLineCount(2);
  }

  private String reread(Path file) {
    try {
      Path apart = Files.createDirectories(directory.resolve("apart"));
      Files.copy(file, apart.resolve(file.getFileName()));
      shell.write(
          "sources/apart.yml",
          "source_id: apart",
          "source_type: FILE",
          "connection_config: { path: '" + apart + "' }");
      return shell.run("extract", "apart", "all", "--set", "file_pattern=*").out();
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }

  @Test
  void exportsCompressed() throws IOException {
    Path file = directory.resolve("out.csv.gz");
    assertThat(shell.run("export", "sales", "-o", file.toString(), "--json").code()).isZero();
    try (var text = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
      assertThat(new String(text.readAllBytes())).startsWith("id,amount,city");
    }
  }

  @Test
  void exportsWholeOrNotAtAll() throws IOException {
    Path file = directory.resolve("out.csv");
    Files.writeString(in.resolve("two.csv"), "id,amount,city\n3,\"open,Ulm\n");
    Result broken = shell.run("export", "sales", "-o", file.toString());
    assertThat(broken.code()).isEqualTo(1);
    assertThat(broken.err()).contains("two.csv");
    assertThat(file).doesNotExist();
    assertThat(directory).isDirectoryNotContaining("glob:**/.exporting*");
  }

  @Test
  void refusesToExportWhereItMayNot() throws IOException {
    Path there = Files.writeString(directory.resolve("out.csv"), "mine");
    Result result = shell.run("export", "sales", "-o", there.toString());
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("--overwrite");
    assertThat(there).hasContent("mine");
    assertThat(shell.run("export", "sales", "-o", there.toString(), "--overwrite").code()).isZero();
    assertThat(shell.run("export", "sales", "-o", directory + "/out.xlsx").err())
        .contains("says no format")
        .contains("parquet");
    assertThat(shell.run("export", "sales", "-o", directory + "/no/out.csv").err())
        .contains("there is no directory");
  }

  @Test
  void tellsFailuresToScriptsAsJson() {
    Result result = shell.run("extract", "sale", "--json");
    assertThat(result.out()).isEmpty();
    assertThat(JsonTree.parseObject(result.err()).get("error").toString())
        .contains("kind=NOT_FOUND")
        .contains("remedy=Did you mean `sales`?");
    assertThat(List.of(result.code())).containsExactly(2);
  }
}
