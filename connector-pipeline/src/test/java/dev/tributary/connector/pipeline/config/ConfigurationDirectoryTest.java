package dev.tributary.connector.pipeline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tributary.connector.Connectors;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.option.Problem;
import dev.tributary.connector.pipeline.PipelineConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationDirectoryTest {
  private static final String SOURCE =
      """
      source_id: sales_files
      source_type: FILE
      connection_config:
        path: ${IN:-/data/in}
      """;
  private static final String PIPELINE =
      """
      pipeline_id: sales
      source_id: sales_files
      configuration:
        extraction:
          file_pattern: sales_*.csv
          batch_size: 5000
        staging: { path: staging, format: csv }
      """;

  @TempDir Path root;

  private ConfigurationDirectory read(String environment) {
    return ConfigurationDirectory.read(
        root,
        environment,
        Connectors.discover(),
        ConnectorContext.defaults().environment(Map.of("SET", "prod")));
  }

  private List<String> problems() {
    return read(null).problems().stream().map(Problem::toString).toList();
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  @Test
  void turnsFilesIntoPipelines() throws IOException {
    write("sources/sales.yml", SOURCE);
    write("pipelines/sales.yml", PIPELINE);
    ConfigurationDirectory directory = read(null);
    assertThat(directory.problems()).isEmpty();
    assertThat(directory).hasToString("✓ 1 source, 1 pipeline\n");
    PipelineConfig sales = directory.pipeline("sales");
    assertThat(sales.source().sourceId()).isEqualTo("sales_files");
    assertThat(sales.streams()).containsExactly("sales");
    assertThat(sales.extraction().find("batch_size")).contains(5000);
    assertThat(sales.staging().format()).isEqualTo("csv");
    assertThat(sales.staging().path()).isEqualTo(root.resolve("staging").toString());
  }

  @Test
  void reportsEveryProblemOfEveryFileWithItsLineAndASuggestion() throws IOException {
    write("sources/sales.yml", SOURCE.replace("path:", "pth:"));
    write(
        "sources/env.yml", "source_id: env\nsource_type: FILE\nconnection_config: {path: '${NO}'}");
    write("sources/odd.yml", "source_id: odd\nsource_type: FLIE\nconnection_config: {}\n");
    write("pipelines/sales.yml", PIPELINE.replace("batch_size: 5000", "batch_sise: 5000"));
    write("pipelines/b.yml", PIPELINE.replace("sales\n", "b\n").replace("_files", "_fils"));
    write(
        "pipelines/c.yml",
        PIPELINE.replace("_id: sales\n", "_id: c\n").replace("csv }", "PARQUET }"));
    write("pipelines/broken.yml", "pipeline_id: broken\n  x: [1,\n");
    assertThat(problems())
        .anyMatch(line -> line.contains("pth") && line.contains("sources/sales.yml:4"))
        .anyMatch(line -> line.contains("did you mean `path`?"))
        .anyMatch(line -> line.contains("sources/env.yml:3") && line.contains("variable NO"))
        .anyMatch(line -> line.contains("odd.yml:2") && line.contains("no connector of type FLIE"))
        .anyMatch(line -> line.contains("pipelines/broken.yml:"))
        .anyMatch(
            line ->
                line.contains("no source `sales_fils`")
                    && line.contains("pipelines/b.yml:2")
                    && line.contains("Did you mean `sales_files`?"))
        .anyMatch(line -> line.contains("the source `sales_files` cannot be used"));
    write("sources/sales.yml", SOURCE);
    assertThat(problems())
        .anyMatch(
            line ->
                line.contains("pipelines/sales.yml:6")
                    && line.contains("did you mean `batch_size`?"))
        .anyMatch(
            line -> line.contains("pipelines/c.yml:7") && line.contains("connector-files-parquet"));
    assertThatExceptionOfType(ConnectorException.class)
        .isThrownBy(() -> read(null).pipeline("sales"))
        .withMessageContaining("pipelines/sales.yml:6");
    assertThatExceptionOfType(ConnectorException.class)
        .isThrownBy(() -> read(null).pipeline("sale"))
        .matches(failure -> failure.kind() == ErrorKind.NOT_FOUND);
  }

  @Test
  void laysAnEnvironmentOverTheSharedKeys() throws IOException {
    write("sources/sales.yml", SOURCE);
    write("pipelines/sales.yml", PIPELINE);
    write("prod/sources/sales.yml", "source_id: sales_files\nconnection_config: {path: /prod}\n");
    write(
        "prod/pipelines/sales.yml",
        "pipeline_id: sales\nconfiguration: {extraction: {batch_size: 9}}\n");
    PipelineConfig sales = read("prod").pipeline("sales");
    assertThat(sales.source().connection().find("path")).contains("/prod");
    assertThat(sales.extraction().find("batch_size")).contains(9);
    assertThat(sales.extraction().find("file_pattern")).contains("sales_*.csv");
    assertThat(read(null).pipeline("sales").extraction().find("batch_size")).contains(5000);
    write(
        "prod/pipelines/sales.yml",
        "pipeline_id: sales\nconfiguration: {extraction: {batch_sise: 9}}\n");
    assertThat(read("prod").toString()).contains("prod/pipelines/sales.yml:2");
    assertThat(read("dev").toString()).contains("there is no environment `dev`");
  }

  @Test
  void passesOverNothingThatWouldChangeTheRecords() throws IOException {
    write("sources/sales.yml", SOURCE);
    write("pipelines/sales.yml", PIPELINE + "  transformation: { filters: [ { column: a } ] }\n");
    assertThat(read(null).pipelines()).isEmpty();
    assertThat(problems()).anyMatch(line -> line.contains("needs an operator"));
    write(
        "pipelines/sales.yml",
        PIPELINE + "  transformation: { enabled: false }\nschedule_interval: 0 */3 * * *\n");
    assertThat(read(null).pipelines()).hasSize(1);
    assertThat(problems()).singleElement().asString().contains("is kept and not acted on");
  }

  @Test
  void saysThatThereIsNoSuchDirectory() {
    assertThat(
            ConfigurationDirectory.read(
                root.resolve("confg"), null, Connectors.discover(), ConnectorContext.defaults()))
        .asString()
        .contains("there is no directory")
        .contains("confg");
  }

  @Test
  void saysWhatStandsTwice() throws IOException {
    write("sources/sales.yml", SOURCE + "source_type: FILE\nsource_type: API\n");
    write("sources/again.yml", SOURCE);
    assertThat(problems())
        .anyMatch(line -> line.contains("sales.yml:5") && line.contains("the same value"))
        .anyMatch(line -> line.contains("sales.yml:6") && line.contains("two values"))
        .anyMatch(line -> line.contains("is declared twice") && line.contains("again.yml:1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
            + "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\n"
            + "e: [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\n",
        "a: &a [*a]\n",
        "a: !!java.net.URL [http://localhost]\n",
        "a: 1\n---\nb: 2\n",
        "- a\n",
        "",
        "? [a]\n: b\n",
        "a: \"\\uD800",
        "\t"
      })
  void refusesFilesThatAreNoPlainMaps(String text) throws IOException {
    write("sources/odd.yml", text);
    assertThat(read(null).problems())
        .anyMatch(problem -> problem.isError() && problem.place().isPresent());
  }

  @Test
  void refusesFilesThatAreTooDeepOrTooLarge() throws IOException {
    write("sources/deep.yml", "a: " + "[".repeat(100_000));
    write("sources/large.yml", "a: " + "x".repeat(2_000_000));
    write("sources/many.yml", "a: [" + "1,".repeat(100_000) + "1]");
    assertThat(problems())
        .anyMatch(line -> line.contains("deep.yml:1") && line.contains("nested deeper"))
        .anyMatch(line -> line.contains("large.yml:1") && line.contains("2000003 characters"))
        .anyMatch(line -> line.contains("many.yml:1") && line.contains("more than 50000 values"));
  }

  @Test
  void knowsTheValuesOfARunAndNoOthers() throws IOException {
    write("sources/sales.yml", SOURCE);
    write("pipelines/sales.yml", PIPELINE.replace("sales_*.csv", "${run.window_end}_*.csv"));
    write(
        "pipelines/b.yml",
        PIPELINE
            .replace("_id: sales\n", "_id: b\n")
            .replace("sales_*.csv", "${run.window_ent}_*.csv"));
    write(
        "pipelines/c.yml",
        PIPELINE
            .replace("_id: sales\n", "_id: c\n")
            .replace("path: staging", "path: '${pipeline.id}/${run.id}'"));
    write(
        "pipelines/d.yml",
        PIPELINE
            .replace("_id: sales\n", "_id: d\n")
            .replace("path: staging", "path: 'at/${pipeline.id}'"));
    assertThat(problems())
        .noneMatch(line -> line.contains("pipelines/sales.yml"))
        .anyMatch(
            line ->
                line.contains("pipelines/b.yml:5")
                    && line.contains("${run.window_ent}")
                    && line.contains("Did you mean `run.window_end`?"))
        .anyMatch(line -> line.contains("pipelines/c.yml:7") && line.contains("${run.id}"));
    assertThat(read(null).pipeline("d").staging().path()).isEqualTo(root + "/at/d");
    assertThat(read(null).pipeline("sales").extraction().find("file_pattern"))
        .as("has its value in a run")
        .contains("${run.window_end}_*.csv");
  }

  @Test
  void picksUpWhatChangedOnlyWhenItIsReadAgain() throws IOException {
    write("sources/sales.yml", SOURCE);
    write("pipelines/sales.yml", PIPELINE);
    ConfigurationDirectory before = read(null);
    write("pipelines/sales.yml", PIPELINE.replace("5000", "7"));
    assertThat(before.pipeline("sales").extraction().find("batch_size")).contains(5000);
    assertThat(before.reread().pipeline("sales").extraction().find("batch_size")).contains(7);
  }

  @Test
  void listsProblemsForPrograms() throws IOException {
    write("sources/sales.yml", SOURCE);
    write("pipelines/sales.yml", PIPELINE.replace("source_id: sales_files", "source_id: sales"));
    String json = read(null).toJson();
    assertThat(json)
        .contains("\"errors\": 1")
        .contains("\"severity\": \"error\"")
        .contains("\"path\": \"source_id\"")
        .contains("\"file\": \"pipelines/sales.yml\"")
        .contains("\"line\": 2");
  }

  @Test
  void warnsOfWhatIsProbablyNotMeantApartFromErrors() throws IOException {
    write("sources/sales.yml", SOURCE);
    write("sources/odd-name.yml", SOURCE.replace("sales_files", "odd-name"));
    for (String often : List.of("*/5 * * * *", "0,30 * * * *", "* * * * *", "0-10/5 1 * * *")) {
      write("pipelines/sales.yml", PIPELINE + "schedule_interval: '" + often + "'\n");
      assertThat(read(null).toString())
          .as(often)
          .contains("⚠ `schedule_interval` (pipelines/sales.yml:8): runs more than once an hour")
          .contains("⚠ `source_id` (sources/odd-name.yml:1): is not named as the others are")
          .contains("✓ 2 sources, 1 pipeline")
          .doesNotContain("✗");
    }
    for (String seldom : List.of("0 */3 * * *", "59 * * * *", "*/60 * * * *", "@hourly")) {
      write("pipelines/sales.yml", PIPELINE + "schedule_interval: '" + seldom + "'\n");
      assertThat(read(null).toString()).as(seldom).doesNotContain("more than once");
    }
    assertThat(
            ConfigurationDirectory.read(
                    root,
                    null,
                    Connectors.discover(),
                    ConnectorContext.defaults(),
                    Conventions.names("[a-z-]+"))
                .toString())
        .doesNotContain("odd-name.yml")
        .contains("sources/sales.yml:1");
  }

  @Test
  void jsonAndBuildersMeanTheSameAsYaml() throws IOException {
    write("sources/sales.yml", SOURCE);
    write("pipelines/sales.yml", PIPELINE);
    PipelineConfig yaml = read(null).pipeline("sales");
    Files.delete(root.resolve("sources/sales.yml"));
    Files.delete(root.resolve("pipelines/sales.yml"));
    write(
        "sources/sales.json",
        "{\"source_id\": \"sales_files\", \"source_type\": \"FILE\","
            + " \"connection_config\": {\"path\": \"${IN:-/data/in}\"}}");
    write(
        "pipelines/sales.json",
        "{\"pipeline_id\": \"sales\", \"source_id\": \"sales_files\", \"configuration\":"
            + " {\"extraction\": {\"file_pattern\": \"sales_*.csv\", \"batch_size\": 5000},"
            + " \"staging\": {\"path\": \"staging\", \"format\": \"csv\"}}}");
    PipelineConfig json = read(null).pipeline("sales");
    PipelineConfig built =
        PipelineConfig.of(
                "sales",
                dev.tributary.connector.SourceConfig.of("FILE", "sales_files")
                    .with("path", "${IN:-/data/in}"))
            .streams(List.of("sales"))
            .extraction(
                dev.tributary.connector.option.Configuration.of(
                    Map.of("file_pattern", "sales_*.csv", "batch_size", 5000)))
            .staging(
                dev.tributary.connector.pipeline.StagingConfig.at(
                        root.resolve("staging").toString())
                    .format("csv"));
    for (PipelineConfig other : List.of(json, built)) {
      assertThat(other.pipelineId()).isEqualTo(yaml.pipelineId());
      assertThat(other.name()).isEqualTo(yaml.name());
      assertThat(other.streams()).isEqualTo(yaml.streams());
      assertThat(other.extraction()).isEqualTo(yaml.extraction());
      assertThat(other.source().connection()).isEqualTo(yaml.source().connection());
      assertThat(other.staging().toString()).isEqualTo(yaml.staging().toString());
      assertThat(other.runs()).isEqualTo(yaml.runs());
    }
  }
}
