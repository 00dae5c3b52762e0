package dev.tributary.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.Connectors;
import dev.tributary.connector.json.JsonTree;
import dev.tributary.examples.cli.Shell.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that look at configurations or write them, and ask nobody. */
class ConfigurationCommandsTest {
  @TempDir private Path directory;
  private Shell shell;

  @BeforeEach
  void open() {
    shell = new Shell(directory);
  }

  @Test
  void showsWhatThereIsWithoutACommand() {
    Result result = shell.plain();
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("Usage: tributary").contains("test-connection");
    assertThat(shell.plain("run", "--help").out()).contains("Ctrl-C");
  }

  @Test
  void knowsWhichCommandWasMeant() {
    Result result = shell.plain("validte");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("validte").contains("Did you mean").contains("validate");
  }

  @Test
  void knowsWhichOptionWasMeant() {
    assertThat(shell.run("validate", "--srict").err()).contains("--strict");
  }

  @Test
  void validatesADirectory() throws IOException {
    shell.sales();
    Result result = shell.run("validate");
    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("1 source, 1 pipeline");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void tellsEveryProblemAtOnce() throws IOException {
    shell.sales();
    shell.write(
        "pipelines/wrong.yml",
        "pipeline_id: wrong",
        "source_id: sales_file",
        "configuration:",
        "  stagin: { format: JSONL }");
    Result result = shell.run("validate");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out())
        .contains("pipelines/wrong.yml:2")
        .contains("Did you mean `sales_files`?")
        .contains("pipelines/wrong.yml:4")
        .contains("staging");
    Map<String, Object> json = JsonTree.parseObject(shell.run("validate", "--json").out());
    assertThat(json).containsEntry("valid", false);
    assertThat(json.get("problems").toString()).contains("pipelines/wrong.yml");
  }

  @Test
  void takesWarningsForErrorsIfAsked() throws IOException {
    shell.sales();
    shell.write(
        "pipelines/odd.yml",
        "pipeline_id: odd",
        "source_id: sales_files",
        "streams: [sales]",
        "source_id: sales_files");
    assertThat(shell.run("validate").code()).isZero();
    assertThat(shell.run("validate", "--strict").code()).isEqualTo(2);
  }

  @Test
  void saysThatThereIsNoDirectory() {
    Result result = shell.plain("validate", "--config", directory.resolve("none").toString());
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).contains("there is no directory");
  }

  @Test
  void lists() throws IOException {
    shell.sales();
    Result result = shell.run("list");
    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("sales_files  FILE").contains("JSONL in");
    assertThat(JsonTree.parseObject(shell.run("list", "--json").out()))
        .containsKeys("sources", "pipelines");
  }

  @Test
  void findsTheConfigurationByVariable() throws IOException {
    shell.sales();
    shell.with("TRIBUTARY_CONFIG", directory.toString());
    assertThat(shell.plain("list").out()).contains("sales_files");
  }

  @Test
  void writesASourceOfEachTypeThatIsValidOnceFilledIn() throws IOException {
    Map<String, String> filled =
        Map.of(
            "base_url", "https://api.example.com",
            "path", directory.toString(),
            "db_type", "postgres",
            "host", "example.com",
            "user", "reader",
            "database", "shop",
            "bucket", "lake",
            "file_pattern", "'*.csv'",
            "host_key", "SHA256:uNiVztksCsDhcc0u9e8BrWgt7BDzHoW9yLPa0JaOnbk");
    List<String> types = List.copyOf(Connectors.discover().types());
    assertThat(types).contains("API", "CLOUD_SQL", "FILE", "GCS", "SFTP");
    for (String type : types) {
      Result result = shell.run("init", type);
      assertThat(result.code()).as(result.err()).isZero();
      assertThat(result.out()).contains("Fill in:");
      String name = type.toLowerCase(java.util.Locale.ROOT);
      for (String kind : List.of("sources", "pipelines")) {
        Path file = directory.resolve(kind + "/" + name + ".yml");
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).anyMatch(line -> line.strip().startsWith("#"));
        Files.write(file, lines.stream().map(line -> fill(line, filled)).toList());
      }
    }
    Result result = shell.run("validate");
    assertThat(result.code()).as(result.out()).isZero();
    assertThat(result.out()).contains(types.size() + " sources, " + types.size() + " pipelines");
  }

  private static String fill(String line, Map<String, String> values) {
    String key = line.strip().replaceFirst(":$", "");
    return line.endsWith(":") && values.containsKey(key) ? line + " " + values.get(key) : line;
  }

  @Test
  void validatesNotBeforeItIsFilledIn() {
    shell.run("init", "SFTP", "partner");
    Result result = shell.run("validate");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).contains("`connection_config.host` (sources/partner.yml:");
  }

  @Test
  void replacesNoFile() throws IOException {
    shell.sales();
    Result result = shell.run("init", "FILE", "sales");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("there is a file already").contains("pipelines/sales.yml");
    assertThat(directory.resolve("sources/sales.yml")).doesNotExist();
  }

  @Test
  void knowsWhichTypeWasMeant() {
    assertThat(shell.run("init", "SFPT").err()).contains("Did you mean `SFTP`?");
    assertThat(shell.run("init", "SFTP", "My Source").err()).contains("small letters");
    assertThat(shell.run("init").out()).contains("CLOUD_SQL").contains("PostgreSQL");
  }

  @Test
  void addsStreamsAndKeepsComments() throws IOException {
    shell.sales();
    Result result = shell.run("add-stream", "sales", "returns", "sales", "--offline");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(directory.resolve("pipelines/sales.yml"))
        .content()
        .contains("pipeline_id: sales # of all branches\n")
        .contains("streams: [sales, returns]\n");
  }

  @Test
  void addsStreamsToEveryFormOfTheList() {
    assertThat(StreamList.add("pipeline_id: a\nstreams:\n- x # why\nsource_id: b\n", List.of("y")))
        .isEqualTo("pipeline_id: a\nstreams:\n- x # why\n- y\nsource_id: b\n");
    assertThat(StreamList.add("pipeline_id: a\nsource_id: b\n", List.of("public.y", "1")))
        .isEqualTo("pipeline_id: a\nstreams: [public.y, \"1\"]\nsource_id: b\n");
    assertThat(StreamList.add("pipeline_id: a\nstreams: [ ] # none\n", List.of("y")))
        .isEqualTo("pipeline_id: a\nstreams: [y] # none\n");
    assertThat(StreamList.add("pipeline_id: a\nstreams:\n  - x", List.of("y")))
        .isEqualTo("pipeline_id: a\nstreams:\n  - x\n  - y\n");
  }

  @Test
  void leavesAFileAsItIsThatItCannotEdit() throws IOException {
    shell.sales();
    Path file =
        shell.write(
            "pipelines/other.yml",
            "{ \"pipeline_id\": \"other\", \"source_id\": \"sales_files\",",
            "\"streams\": [ \"x\" ] }");
    String before = Files.readString(file);
    Result result = shell.run("add-stream", "other", "y", "--offline");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("no file declares the pipeline other");
    assertThat(file).hasContent(before);
    shell.write(
        "pipelines/third.yml",
        "pipeline_id: third",
        "source_id: sales_files",
        "streams: [",
        "  a ]");
    assertThat(shell.run("add-stream", "third", "b", "--offline").err())
        .contains("it is as it was");
    assertThat(directory.resolve("pipelines/third.yml")).content().contains("streams: [\n  a ]");
  }
}
