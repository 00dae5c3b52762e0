package dev.tributary.connector.pipeline.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.files.store.LocalFileStore;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.pipeline.PipelineConfig;
import dev.tributary.connector.pipeline.StagingConfig;
import dev.tributary.connector.pipeline.staging.Manifest;
import dev.tributary.connector.pipeline.staging.StagingArea;
import dev.tributary.connector.pipeline.state.PipelineStore;
import dev.tributary.connector.pipeline.state.States;
import dev.tributary.connector.testkit.FakeSource;
import dev.tributary.connector.testkit.FakeStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RetentionTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path root;
  private final FakeSource source = FakeSource.of(FakeStream.of("orders", 2, 50));
  private final PipelineStore store = PipelineStore.memory();

  private PipelineConfig pipeline() {
    return PipelineConfig.of("shop", source.config())
        .streams(List.of("orders"))
        .extraction(Configuration.of(Map.of("batch_size", 20, "max_reopenings", 0)))
        .staging(staging().retentionDays(2));
  }

  private StagingConfig staging() {
    return StagingConfig.at(root.resolve("staging").toString()).maxRowsPerFile(30);
  }

  private PipelineRunner runner(int day) {
    ConnectorContext host =
        ConnectorContext.defaults()
            .clock(Clock.fixed(START.plus(Duration.ofDays(day)), ZoneOffset.UTC));
    return PipelineRunner.of(source.connectors(host), host, store);
  }

  private List<Manifest> manifests(boolean current) throws IOException {
    try (LocalFileStore files = LocalFileStore.at(root.resolve("staging"))) {
      StagingArea area = StagingArea.of(files, "shop");
      return current ? area.current() : area.manifests();
    }
  }

  private List<Path> runs() throws IOException {
    try (Stream<Path> runs = Files.list(root.resolve("staging/shop"))) {
      return runs.filter(run -> !run.endsWith("_work")).sorted().toList();
    }
  }

  @Test
  void deletesWhatIsOldAndTakenOverAndNothingElse() throws IOException {
    for (int day = 0; day < 4; day++) {
      runner(day).run(pipeline()).throwIfFailed();
    }
    assertThat(manifests(false))
        .extracting(Manifest::committedAt)
        .containsExactly(
            START.plus(Duration.ofDays(1)),
            START.plus(Duration.ofDays(2)),
            START.plus(Duration.ofDays(3)));
    assertThat(runs()).as("no empty directory is left").hasSize(3);
  }

  @Test
  void keepsWhatTheHostHasNotTakenOver() throws IOException {
    HandOff refusing = manifest -> false;
    for (int day = 0; day < 9; day += 3) {
      runner(day).handOff(refusing, 1, Duration.ZERO).run(pipeline()).throwIfFailed();
    }
    assertThat(manifests(false)).hasSize(3);
    runner(9).run(pipeline()).throwIfFailed();
    assertThat(manifests(false)).as("now it has").hasSize(1);
  }

  @Test
  void neverShowsHalfOfWhatItDeletes() throws IOException {
    long steps = 0;
    boolean ended = false;
    while (!ended) {
      Path here = root.resolve("staging");
      runner(0).run(pipeline()).throwIfFailed();
      // The old run goes after the new one is committed; the store ends somewhere on the way.
      RunResult result = runner(9).stores(DyingStore.after(steps)).run(pipeline());
      try (LocalFileStore files = LocalFileStore.at(here)) {
        StagingArea area = StagingArea.of(files, "shop");
        for (Manifest manifest : area.manifests()) {
          area.verify(manifest); // whatever is visible is whole
        }
      }
      runner(9).run(pipeline()).throwIfFailed();
      assertThat(manifests(false))
          .as("after %s steps", steps)
          .allMatch(manifest -> manifest.committedAt().isAfter(START));
      assertThat(runs()).allMatch(run -> !run.toString().contains("20260101"));
      ended = result.isComplete() && steps > 40;
      steps++;
      delete(here);
      States.of(store).reset("shop", "orders");
    }
    assertThat(steps).isGreaterThan(20);
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void takesThePlaceOfTheRunsBeforeInOneStep() throws IOException {
    PipelineConfig truncating = pipeline().staging(staging().replacing(true));
    runner(0).run(pipeline().staging(staging())).throwIfFailed();
    runner(1).run(pipeline().staging(staging())).throwIfFailed();
    assertThat(manifests(true)).as("each adds").hasSize(2);
    RunResult last = runner(2).run(truncating);
    assertThat(manifests(false)).hasSize(3);
    assertThat(manifests(true)).extracting(Manifest::runId).containsExactly(last.runId());
    // Wherever committing ends, what counts is the one run or the other, whole.
    for (long steps = 0; steps < 14; steps++) {
      runner(3).stores(DyingStore.after(steps)).run(truncating);
      assertThat(manifests(true)).hasSize(1).allMatch(manifest -> manifest.rows() == 100);
    }
  }

  @Test
  void aResetStreamTakesThePlaceOfWhatWasReadBefore() throws IOException {
    FakeStream orders = FakeStream.of("orders", 2, 50).keyed(1);
    source.stream(orders);
    PipelineConfig pipeline = pipeline().staging(staging());
    runner(0).run(pipeline).throwIfFailed();
    runner(1).run(pipeline).throwIfFailed();
    assertThat(manifests(true)).hasSize(2);
    States.of(store).reset("shop", "orders");
    RunResult anew = runner(2).run(pipeline);
    assertThat(anew.rows()).isEqualTo(100);
    assertThat(manifests(true)).extracting(Manifest::runId).containsExactly(anew.runId());
  }
}
