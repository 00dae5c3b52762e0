package dev.tributary.connector.pipeline.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.files.store.LocalFileStore;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.pipeline.PipelineConfig;
import dev.tributary.connector.pipeline.StagingConfig;
import dev.tributary.connector.pipeline.expression.Expression;
import dev.tributary.connector.pipeline.quarantine.BadRecord;
import dev.tributary.connector.pipeline.quarantine.ErrorHandling;
import dev.tributary.connector.pipeline.quarantine.Quarantine;
import dev.tributary.connector.pipeline.quarantine.QuarantinedFile;
import dev.tributary.connector.pipeline.staging.Manifest;
import dev.tributary.connector.pipeline.staging.StagedFile;
import dev.tributary.connector.pipeline.staging.StagingArea;
import dev.tributary.connector.pipeline.transform.Transformation;
import dev.tributary.connector.testkit.FakeSource;
import dev.tributary.connector.testkit.FakeStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The staging area takes no more after each number of steps; the next run goes on from there. */
@DisplayName("rule 12: what is staged is exactly the source's, after whichever step it ended")
class EveryStepTest {
  private static final Pattern ID = Pattern.compile("\"id\":\"(\\d+)\"");

  @TempDir Path root;
  private Transformation shape = Transformation.none();

  @Test
  @Timeout(120)
  void goesOnAfterEveryStepOfAFullRead() throws IOException {
    // Each run reads everything, so each manifest has to hold exactly that.
    goesOnAfterEveryStep(FakeStream.of("orders", 2, 40), Integer.MAX_VALUE);
  }

  @Test
  @Timeout(120)
  void goesOnAfterEveryStepOfAReadOfWhatIsNew() throws IOException {
    // What was read once is never read again, so all manifests together have to hold exactly that.
    goesOnAfterEveryStep(FakeStream.of("orders", 2, 40).keyed(1), 1);
  }

  @Test
  @Timeout(120)
  void goesOnAfterEveryStepOfAReadThatSetsRecordsAside() throws IOException {
    shape =
        Transformation.none()
            .calculate("share", Expression.parse("100 / (id % 10)"))
            .drop(List.of("share"));
    goesOnAfterEveryStep(FakeStream.of("orders", 2, 40), Integer.MAX_VALUE);
  }

  @Test
  @Timeout(120)
  void goesOnAfterEveryStepOfAReadOfWhatIsNewThatSetsRecordsAside() throws IOException {
    shape =
        Transformation.none()
            .calculate("share", Expression.parse("100 / (id % 10)"))
            .drop(List.of("share"));
    goesOnAfterEveryStep(FakeStream.of("orders", 2, 40).keyed(1), 1);
  }

  private void goesOnAfterEveryStep(FakeStream orders, int timesRead) throws IOException {
    long steps = 0;
    boolean ended = false;
    while (!ended) {
      Path here = root.resolve("after-" + steps);
      Set<String> handedOver = ConcurrentHashMap.newKeySet();
      ended =
          runner(orders, here, handedOver)
              .stores(DyingStore.after(steps))
              .run(pipeline(here))
              .isComplete();
      RunResult result = runner(orders, here, handedOver).run(pipeline(here));
      result.throwIfFailed();
      if (timesRead == 1) {
        assertThat(runner(orders, here, handedOver).run(pipeline(here)).rows())
            .as("the state says so after %s steps", steps)
            .isZero();
      }
      assertStaged(orders, timesRead, here, steps, handedOver);
      steps++;
    }
    assertThat(steps).as("there are steps between which it can be killed").isGreaterThan(12);
  }

  private void assertStaged(
      FakeStream orders, int timesRead, Path here, long steps, Set<String> handedOver)
      throws IOException {
    Path staging = here.resolve("staging");
    List<String> listed = new ArrayList<>();
    try (LocalFileStore store = LocalFileStore.at(staging)) {
      StagingArea area = StagingArea.of(store, "shop");
      List<Manifest> manifests = area.manifests();
      assertThat(manifests).as("after %s steps", steps).hasSizeBetween(1, 3);
      List<Long> all = new ArrayList<>();
      for (Manifest manifest : manifests) {
        area.verify(manifest);
        List<Long> ids = ids(staging, manifest);
        all.addAll(ids);
        if (timesRead > 1) {
          assertThat(ids).as("after %s steps", steps).isEqualTo(orders.ids());
        }
        assertThat(handedOver).contains(manifest.runId());
        listed.add(area.directory(manifest.runId(), "orders") + "/_manifest.json");
        manifest.files().forEach(file -> listed.add(file.path()));
      }
      if (timesRead == 1) {
        all.sort(null);
        assertThat(all).as("after %s steps", steps).isEqualTo(orders.ids());
      }
    }
    try (Stream<Path> files = Files.walk(staging)) {
      assertThat(
              files
                  .filter(Files::isRegularFile)
                  .map(file -> staging.relativize(file).toString().replace('\\', '/'))
                  .filter(path -> !path.equals("shop/_work/orders.json"))
                  .filter(path -> !path.startsWith("shop/_quarantine/")))
          .as("nothing else is left after %s steps", steps)
          .isSubsetOf(listed);
    }
  }

  private List<Long> ids(Path staging, Manifest manifest) throws IOException {
    List<Long> ids = new ArrayList<>();
    for (StagedFile file : manifest.files()) {
      List<String> lines = Files.readAllLines(staging.resolve(file.path()));
      lines.stream()
          .skip(1)
          .map(line -> Long.parseLong(line.substring(0, line.indexOf(','))))
          .forEach(ids::add);
    }
    ids.addAll(setAside(staging, manifest.runId()));
    ids.sort(null);
    return ids;
  }

  /** Each record is in the run's files or in its quarantine, and in one of them once. */
  private List<Long> setAside(Path staging, String runId) throws IOException {
    List<Long> ids = new ArrayList<>();
    try (LocalFileStore store = LocalFileStore.at(staging)) {
      Quarantine quarantine = Quarantine.of(store, "shop");
      for (QuarantinedFile file : quarantine.files()) {
        if (file.runId().equals(runId)) {
          for (BadRecord record : quarantine.read(file)) {
            Matcher id = ID.matcher(record.record());
            assertThat(id.find()).as(record.record()).isTrue();
            ids.add(Long.parseLong(id.group(1)));
          }
        }
      }
    }
    assertThat(ids).allMatch(id -> !shape.isIdentity() && id % 10 == 0);
    return ids;
  }

  private static PipelineRunner runner(FakeStream orders, Path here, Set<String> handedOver) {
    ConnectorContext host = ConnectorContext.defaults();
    return PipelineRunner.of(FakeSource.of(orders).connectors(host), host, here.resolve("runs"))
        .handOff(manifest -> handedOver.add(manifest.runId()) || true, 1, Duration.ZERO);
  }

  private PipelineConfig pipeline(Path here) {
    return PipelineConfig.of("shop", SourceConfig.of(FakeSource.TYPE, "fake").with("place", "here"))
        .streams(List.of("orders"))
        .extraction(Configuration.of(Map.of("batch_size", 10)))
        .staging(
            StagingConfig.at(here.resolve("staging").toString()).format("CSV").maxRowsPerFile(30))
        .transformation(shape)
        .errorHandling(ErrorHandling.bearing(shape.isIdentity() ? 0 : 100, 0));
  }
}
