package dev.tributary.connector.pipeline.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.Connectors;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.store.LocalFileStore;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.pipeline.PipelineConfig;
import dev.tributary.connector.pipeline.StagingConfig;
import dev.tributary.connector.pipeline.config.ConfigurationDirectory;
import dev.tributary.connector.pipeline.expression.Expression;
import dev.tributary.connector.pipeline.quarantine.ErrorHandling;
import dev.tributary.connector.pipeline.staging.Manifest;
import dev.tributary.connector.pipeline.staging.StagedFile;
import dev.tributary.connector.pipeline.staging.StagingArea;
import dev.tributary.connector.pipeline.transform.Transformation;
import dev.tributary.connector.testkit.FakeSource;
import dev.tributary.connector.testkit.FakeStream;
import dev.tributary.connector.testkit.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a run stages holds each combination of {@code loading.unique_columns} once. */
class UniqueColumnsTest {
  private static final int KEYS = 25;

  @TempDir Path root;
  private Transformation shape =
      Transformation.none().calculate("key", Expression.parse("id % " + KEYS));

  @Test
  @Timeout(120)
  void goesOnAfterEveryStepOfAFullRead() throws IOException {
    goesOnAfterEveryStep(FakeStream.of("orders", 2, 40), 0);
  }

  @Test
  @Timeout(120)
  void goesOnAfterEveryStepOfAReadOfWhatIsNew() throws IOException {
    goesOnAfterEveryStep(FakeStream.of("orders", 2, 40).keyed(1), 0);
  }

  @Test
  @Timeout(120)
  void goesOnAfterEveryStepOfAReadThatSetsRecordsAside() throws IOException {
    shape = shape.calculate("share", Expression.parse("100 / (id % 10)")).drop(List.of("share"));
    goesOnAfterEveryStep(FakeStream.of("orders", 2, 40), 8);
  }

  private void goesOnAfterEveryStep(FakeStream orders, long bad) throws IOException {
    long steps = 0;
    boolean ended = false;
    while (!ended) {
      Path here = root.resolve("after-" + steps);
      ended = runner(orders, here).stores(DyingStore.after(steps)).run(pipeline(here)).isComplete();
      runner(orders, here).run(pipeline(here)).throwIfFailed();
      long all = 0;
      for (Manifest manifest : manifests(here)) {
        if (manifest.rows() > 0) {
          assertThat(keys(here, manifest))
              .as("after %s steps", steps)
              .containsExactlyInAnyOrderElementsOf(LongStream.range(0, KEYS).boxed().toList());
          assertThat(manifest.rows() + manifest.duplicates() + bad)
              .as("after %s steps", steps)
              .isEqualTo(80);
          assertThat(manifest.files()).as("more than one step").hasSizeGreaterThan(1);
          all++;
        }
      }
      assertThat(all).isPositive();
      try (Stream<Path> left = Files.list(here.resolve("staging/shop/_work"))) {
        assertThat(left.map(path -> path.getFileName().toString()))
            .as("no keys are left after %s steps", steps)
            .containsExactly("orders.json");
      }
      steps++;
    }
    assertThat(steps).isGreaterThan(15);
  }

  @Test
  void keepsMoreKeysThanItHoldsInMemory() throws IOException {
    FakeStream orders = FakeStream.of("orders", 2, 200_000);
    shape = Transformation.none().calculate("key", Expression.parse("id % 300000"));
    PipelineConfig pipeline =
        pipeline(root)
            .extraction(Configuration.empty())
            .staging(StagingConfig.at(root.resolve("staging").toString()).format("CSV"));
    RunResult result = runner(orders, root).run(pipeline);
    result.throwIfFailed();
    assertThat(result.rows()).isEqualTo(300_000);
    assertThat(result.streams().get(0).duplicates()).isEqualTo(100_000);
  }

  @Test
  @Timeout(120)
  void forgetsTheKeysOfWhatAStreamThatBeganAgainHadStaged() throws IOException {
    FakeStream orders = FakeStream.of("orders", 2, 100).snapshot();
    ConnectorContext host = ConnectorContext.defaults();
    FakeSource source = FakeSource.of(orders).fault(Fault.lose(orders.splitId(1), 60));
    RunResult result =
        PipelineRunner.of(source.connectors(host), host, root.resolve("runs")).run(pipeline(root));
    result.throwIfFailed();
    Manifest manifest = manifests(root).get(0);
    assertThat(manifest.files()).allMatch(file -> file.generation() == 1);
    assertThat(keys(root, manifest)).hasSize(KEYS).doesNotHaveDuplicates();
    assertThat(manifest.duplicates()).isEqualTo(200 - KEYS);
  }

  @Test
  void dropsNothingThatWasCountedBeforeAFailure() throws IOException {
    // The first process fails for its bad records once it has staged some; the next bears them.
    FakeStream orders = FakeStream.of("orders", 1, 80);
    shape = shape.calculate("share", Expression.parse("100 / (id - 55)")).drop(List.of("share"));
    PipelineConfig strict = pipeline(root).errorHandling(ErrorHandling.strict());
    assertThat(runner(orders, root).run(strict).isComplete()).isFalse();
    assertThat(root.resolve("staging/shop/_work"))
        .isDirectoryContaining(path -> path.getFileName().toString().endsWith(".bin"));
    runner(orders, root).run(pipeline(root)).throwIfFailed();
    Manifest manifest = manifests(root).get(0);
    assertThat(keys(root, manifest)).hasSize(KEYS).doesNotHaveDuplicates();
    assertThat(manifest.duplicates()).isEqualTo(80 - 1 - KEYS);
  }

  @Test
  void refusesALogOfKeysThatIsCorrupted() throws IOException {
    FakeStream orders = FakeStream.of("orders", 1, 80);
    shape = shape.calculate("share", Expression.parse("100 / (id - 55)"));
    runner(orders, root).run(pipeline(root).errorHandling(ErrorHandling.strict()));
    Path log;
    try (Stream<Path> work = Files.list(root.resolve("staging/shop/_work"))) {
      log = work.filter(path -> path.toString().endsWith(".bin")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(log);
    bytes[3] ^= 1;
    Files.write(log, bytes);
    ConnectorException failure = failure(runner(orders, root).run(pipeline(root)));
    assertThat(failure.kind()).isEqualTo(ErrorKind.DATA);
    assertThat(failure).hasMessageContaining("the log of keys is corrupted");
    assertThat(failure.place()).hasValueSatisfying(place -> assertThat(place).contains(".bin"));
  }

  @Test
  void readsItFromTheConfigurationAndKeepsWhatHasNoKey() throws IOException {
    csv("id,name\n1,a\n2,b\n1,c\n,d\n,e\n3,f\n");
    PipelineConfig pipeline = configured("{ unique_columns: [id] }", 0);
    RunResult result = discovered().run(pipeline);
    result.throwIfFailed();
    assertThat(lines(result)).containsExactly("a", "b", "d", "e", "f");
    assertThat(result.streams().get(0).duplicates()).isEqualTo(1);
    assertThat(discovered().history().last("sales", 1).get(0).streams().get(0).duplicates())
        .isEqualTo(1);
    assertThat(result.streams().get(0).rejects()).isZero();
  }

  @Test
  void namesTheNearestColumnWhereThereIsNone() throws IOException {
    csv("sale_id,name\n1,a\n");
    ConnectorException failure =
        failure(discovered().run(configured("{ unique_columns: [sale_idd] }", 0)));
    assertThat(failure.kind()).isEqualTo(ErrorKind.CONFIG);
    assertThat(failure.what()).isEqualTo("`loading.unique_columns`: there is no column `sale_idd`");
    assertThat(failure.remedy().orElseThrow()).contains("sale_id");
    assertThat(failure.stream()).contains("sales");
  }

  @Test
  void leavesItToTheLoaderToMerge() throws IOException {
    csv("id,name\n1,a\n1,b\n");
    PipelineConfig pipeline =
        configured("{ unique_columns: [id], write_disposition: WRITE_MERGE }", 1);
    RunResult result = discovered().run(pipeline);
    assertThat(lines(result)).containsExactly("a", "b");
  }

  @Test
  void saysWhatIsMistyped() throws IOException {
    csv("id,name\n1,a\n");
    assertThat(directory("{ unique_colums: [id] }").toString())
        .contains("unique_colums")
        .contains("unique_columns");
    assertThat(directory("{ unique_columns: [id, id] }").toString()).contains("`id` twice");
    assertThat(directory("{ write_disposition: WRITE_OVER }").toString())
        .contains("WRITE_TRUNCATE");
  }

  private void csv(String text) throws IOException {
    Files.createDirectories(root.resolve("in"));
    Files.writeString(root.resolve("in/sales.csv"), text);
  }

  private ConfigurationDirectory directory(String loading) throws IOException {
    Files.createDirectories(root.resolve("config/sources"));
    Files.createDirectories(root.resolve("config/pipelines"));
    Files.writeString(
        root.resolve("config/sources/files.yml"),
        "source_id: files\nsource_type: FILE\nconnection_config: { path: '"
            + root.resolve("in")
            + "' }\n");
    Files.writeString(
        root.resolve("config/pipelines/sales.yml"),
        """
        pipeline_id: sales
        source_id: files
        configuration:
          extraction: { file_pattern: "*.csv" }
          staging: { path: staging, format: CSV }
          loading:\s"""
            + loading
            + "\n");
    return ConfigurationDirectory.read(
        root.resolve("config"), null, Connectors.discover(), ConnectorContext.defaults());
  }

  private PipelineConfig configured(String loading, int warnings) throws IOException {
    ConfigurationDirectory directory = directory(loading);
    assertThat(directory.problems()).as(directory.toString()).hasSize(warnings);
    return directory.pipeline("sales");
  }

  private PipelineRunner discovered() {
    return PipelineRunner.of(
        Connectors.discover(), ConnectorContext.defaults(), root.resolve("runs"));
  }

  private static ConnectorException failure(RunResult result) {
    return result.streams().get(0).failure().orElseThrow();
  }

  private List<String> lines(RunResult result) throws IOException {
    result.throwIfFailed();
    Manifest manifest = result.streams().get(0).manifest().orElseThrow();
    return column(root.resolve("config/staging"), manifest, "name");
  }

  private static List<String> column(Path staging, Manifest manifest, String name)
      throws IOException {
    List<String> values = new ArrayList<>();
    for (StagedFile file : manifest.files()) {
      List<String> lines = Files.readAllLines(staging.resolve(file.path()));
      int place = List.of(lines.get(0).split(",", -1)).indexOf(name);
      lines.stream().skip(1).map(line -> line.split(",", -1)[place]).forEach(values::add);
    }
    return values;
  }

  private static List<Long> keys(Path here, Manifest manifest) throws IOException {
    return column(here.resolve("staging"), manifest, "key").stream().map(Long::valueOf).toList();
  }

  private static List<Manifest> manifests(Path here) throws IOException {
    try (LocalFileStore store = LocalFileStore.at(here.resolve("staging"))) {
      StagingArea area = StagingArea.of(store, "shop");
      List<Manifest> manifests = area.manifests();
      for (Manifest manifest : manifests) {
        area.verify(manifest);
      }
      return manifests;
    }
  }

  private static PipelineRunner runner(FakeStream orders, Path here) {
    ConnectorContext host = ConnectorContext.defaults();
    return PipelineRunner.of(FakeSource.of(orders).connectors(host), host, here.resolve("runs"))
        .handOff(manifest -> true, 1, Duration.ZERO);
  }

  private PipelineConfig pipeline(Path here) {
    return PipelineConfig.of("shop", SourceConfig.of(FakeSource.TYPE, "fake").with("place", "here"))
        .streams(List.of("orders"))
        .extraction(Configuration.of(Map.of("batch_size", 10)))
        .staging(
            StagingConfig.at(here.resolve("staging").toString()).format("CSV").maxRowsPerFile(4))
        .transformation(shape)
        .errorHandling(ErrorHandling.bearing(10, 0))
        .uniqueColumns(List.of("key"));
  }
}
