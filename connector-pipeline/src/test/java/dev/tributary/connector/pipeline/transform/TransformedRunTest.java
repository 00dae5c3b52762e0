package dev.tributary.connector.pipeline.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.Connectors;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.pipeline.config.ConfigurationDirectory;
import dev.tributary.connector.pipeline.run.PipelineRunner;
import dev.tributary.connector.pipeline.run.RunResult;
import dev.tributary.connector.pipeline.staging.Manifest;
import dev.tributary.connector.pipeline.staging.StagedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Configuration to staged files: what YAML says is what the files hold. */
class TransformedRunTest {
  @TempDir Path root;

  @BeforeEach
  void sources() throws IOException {
    Files.createDirectories(root.resolve("in"));
    Files.createDirectories(root.resolve("config/sources"));
    Files.createDirectories(root.resolve("config/pipelines"));
    Files.writeString(
        root.resolve("config/sources/sales_files.yml"),
        "source_id: sales_files\nsource_type: FILE\nconnection_config: { path: '"
            + root.resolve("in")
            + "' }\n");
    Files.writeString(
        root.resolve("in/sales.csv"),
        """
        id,date,status,unit price,quantity,discount
        1,31.12.2026,active,19.99,3,0.1
        2,01.01.2027,closed,5.00,1,0
        3,02.01.2027,active,0.50,,0.25
        """);
  }

  private ConfigurationDirectory configuration(String transformation) throws IOException {
    Files.writeString(
        root.resolve("config/pipelines/sales.yml"),
        """
        pipeline_id: sales
        source_id: sales_files
        configuration:
          extraction: { file_pattern: "*.csv", read_options: { header: true } }
          staging: { path: staging, format: JSONL }
        """
            + transformation.indent(2));
    return ConfigurationDirectory.read(
        root.resolve("config"), null, Connectors.discover(), ConnectorContext.defaults());
  }

  private RunResult run(String transformation) throws IOException {
    ConfigurationDirectory directory = configuration(transformation);
    return PipelineRunner.of(
            Connectors.discover(), ConnectorContext.defaults(), root.resolve("runs"))
        .run(directory.pipeline("sales"));
  }

  private List<String> staged(RunResult result) throws IOException {
    result.throwIfFailed();
    Manifest manifest = result.streams().get(0).manifest().orElseThrow();
    List<String> lines = new ArrayList<>();
    for (StagedFile file : manifest.files()) {
      lines.addAll(Files.readAllLines(root.resolve("config/staging").resolve(file.path())));
    }
    return lines;
  }

  @Test
  void mapsConvertsCalculatesAndFilters() throws IOException {
    RunResult result =
        run(
            """
            transformation:
              column_mappings: { id: sale_id, date: sale_date, unit price: unit_price }
              type_conversions:
                sale_date: { type: date, format: DD.MM.YYYY }
                unit_price: decimal(12,2)
                discount: decimal(4,2)
              calculated_fields:
                rounded: round(net, 2)
                net: unit_price * ifnull(quantity, 1) * (1 - discount)
              filters:
                - { column: status, operator: equals, value: active }
              drop: [status]
            """);
    assertThat(staged(result))
        .containsExactly(
            "{\"sale_id\":1,\"sale_date\":\"2026-12-31\",\"unit_price\":19.99,\"quantity\":3,"
                + "\"discount\":0.10,\"rounded\":53.97,\"net\":53.9730}",
            "{\"sale_id\":3,\"sale_date\":\"2027-01-02\",\"unit_price\":0.50,\"quantity\":null,"
                + "\"discount\":0.25,\"rounded\":0.38,\"net\":0.3750}");
    Manifest manifest = result.streams().get(0).manifest().orElseThrow();
    assertThat(manifest.schema().orElseThrow().fields())
        .extracting(field -> field.name())
        .containsExactly(
            "sale_id", "sale_date", "unit_price", "quantity", "discount", "rounded", "net");
  }

  @Test
  void dropsWhatIsNotMapped() throws IOException {
    assertThat(
            staged(
                run(
                    """
                    transformation:
                      column_mappings: { id: id }
                      unmapped_columns: drop
                      constants: { region: EU }
                      filters: [ { expression: "quantity is null or quantity > 2" } ]
                    """)))
        .containsExactly("{\"id\":1,\"region\":\"EU\"}", "{\"id\":3,\"region\":\"EU\"}");
  }

  @Test
  void nowIsWhenTheRunBeganAsItsIdSays() throws IOException {
    RunResult result = run("transformation: { calculated_fields: { at: now() } }");
    String began =
        result
            .runId()
            .replaceFirst("(....)(..)(..)T(..)(..)(..)Z.*", "\"at\":\"$1-$2-$3T$4:$5:$6Z\"");
    assertThat(staged(result)).hasSize(3).allMatch(line -> line.contains(began));
  }

  @Test
  void saysWhichRowAndColumnCannotBeConverted() throws IOException {
    RunResult result = run("transformation: { type_conversions: { status: integer } }");
    ConnectorException failure = result.streams().get(0).failure().orElseThrow();
    assertThat(failure).hasMessageContaining("status: 'active' is no INT64");
    assertThat(failure.place().orElseThrow()).contains("row 1 of 3");
    assertThat(root.resolve("config/staging/sales/_work/sales.json")).exists();
  }

  @Test
  void findsWhatIsWrongOfflineWithItsLine() throws IOException {
    String problems =
        configuration(
                """
                transformation:
                  column_maping: { a: b }
                  calculated_fields:
                    a: b + 1
                    b: a * 2
                    c: price *
                    d: lowr(status)
                  type_conversions: { x: dat }
                  filters: [ { column: a, operator: greater } ]
                """)
            .toString();
    assertThat(problems)
        .contains("did you mean `column_mappings`?")
        .contains("go in a circle: a → b → a")
        .contains("expected a value, a column or a function, and there is the end")
        .contains("calculated_fields.c` (pipelines/sales.yml:11)")
        .contains("Did you mean `lower`?")
        .contains("\"dat\" is no type");
  }

  @Test
  void namesAColumnThatIsNotThereAndTheNearestOne() throws IOException {
    RunResult result = run("transformation: { calculated_fields: { a: quantty * 2 } }");
    ConnectorException failure = result.streams().get(0).failure().orElseThrow();
    assertThat(failure).hasMessageContaining("there is no column `quantty`");
    assertThat(failure.remedy().orElseThrow()).contains("Did you mean `quantity`?");
  }

  @Test
  void masksHashesFlattensAndTransforms() throws IOException {
    Files.delete(root.resolve("in/sales.csv"));
    Files.writeString(
        root.resolve("in/people.jsonl"),
        """
        {"id":1,"email":"Ann@X.org","card":"4111222233334444","at":{"city":"Bern","geo":{"lat":46.9}}}
        {"id":2,"email":null,"card":null,"at":null}
        """);
    Files.writeString(
        root.resolve("config/pipelines/sales.yml"),
        """
        pipeline_id: sales
        source_id: sales_files
        configuration:
          extraction: { file_pattern: "*.jsonl", file_format: JSONL }
          staging: { path: staging, format: JSONL }
          transformation:
            flatten: { at: { city: string, geo.lat: float } }
            mask: { card: 4 }
            hash: { columns: [id], salt: "pepper" }
          loading:
            columns: [ { name: email, transformer: lower(email) } ]
        """);
    ConfigurationDirectory directory =
        ConfigurationDirectory.read(
            root.resolve("config"), null, Connectors.discover(), ConnectorContext.defaults());
    RunResult result =
        PipelineRunner.of(Connectors.discover(), ConnectorContext.defaults(), root.resolve("runs"))
            .run(directory.pipeline("sales"));
    List<String> lines = staged(result);
    assertThat(lines.get(0))
        .contains("\"email\":\"ann@x.org\"")
        .contains("\"card\":\"************4444\"")
        .contains("\"at_city\":\"Bern\",\"at_geo_lat\":46.9")
        .doesNotContain("\"at\":")
        .containsPattern("\"id\":\"[0-9a-f]{64}\"");
    assertThat(lines.get(1)).contains("\"email\":null", "\"card\":null", "\"at_city\":null");
  }
}
