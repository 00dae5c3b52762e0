package dev.tributary.connector.pipeline.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.store.LocalFileStore;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.pipeline.PipelineConfig;
import dev.tributary.connector.pipeline.StagingConfig;
import dev.tributary.connector.pipeline.staging.Manifest;
import dev.tributary.connector.pipeline.staging.StagingArea;
import dev.tributary.connector.pipeline.state.RunRecord;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PipelineRunnerTest {
  private static final Pattern ID = Pattern.compile("\"id\": ?(\\d+)");

  @TempDir Path root;
  private final FakeSource source =
      FakeSource.of(FakeStream.of("orders", 3, 100), FakeStream.of("items", 2, 50));

  private PipelineConfig pipeline() {
    return PipelineConfig.of("shop", source.config())
        .streams(List.of("orders", "items"))
        .extraction(Configuration.of(Map.of("batch_size", 20, "max_reopenings", 0)))
        .staging(StagingConfig.at(root.resolve("staging").toString()).maxRowsPerFile(30));
  }

  private PipelineRunner runner() {
    ConnectorContext host = ConnectorContext.defaults();
    return PipelineRunner.of(source.connectors(host), host, root.resolve("runs"));
  }

  @Test
  void stagesEveryStreamOnceWithAManifestThatHolds() throws IOException {
    RunResult result = runner().run(pipeline());
    assertThat(result.isComplete()).isTrue();
    assertThat(result.rows()).isEqualTo(400);
    for (StreamResult stream : result.streams()) {
      Manifest manifest = stream.manifest().orElseThrow();
      assertThat(ids(manifest)).isEqualTo(source.stream(stream.stream()).ids());
      assertThat(manifest.schema()).contains(source.stream(stream.stream()).schema());
      assertThat(manifest.state().isComplete()).isTrue();
      area(area -> area.verify(manifest));
    }
    assertThat(manifests()).hasSize(2);
    RunRecord last = runner().history().last("shop", 10).get(0);
    assertThat(last.runId()).isEqualTo(result.runId());
    assertThat(last.isComplete()).isTrue();
  }

  @Test
  void oneFailedStreamStopsNoOtherAndIsGoneOnWithLater() throws IOException {
    source.fault(Fault.fail(source.stream("orders").splitId(1), 60, ErrorKind.DATA).times(1));
    RunResult first = runner().run(pipeline());
    assertThat(first.isComplete()).isFalse();
    assertThat(first.streams().get(0).failure().orElseThrow().kind()).isEqualTo(ErrorKind.DATA);
    assertThat(first.streams().get(1).isCommitted()).isTrue();
    assertThat(manifests()).as("nothing half read is visible").hasSize(1);
    assertThatExceptionOfType(ConnectorException.class).isThrownBy(first::throwIfFailed);

    RunResult second = runner().run(pipeline());
    assertThat(second.isComplete()).isTrue();
    Manifest orders = second.streams().get(0).manifest().orElseThrow();
    assertThat(ids(orders)).isEqualTo(source.stream("orders").ids());
    assertThat(orders.runId()).as("the run that began it").isEqualTo(first.runId());
  }

  @Test
  void dropsWhatWasStagedBeforeAStreamBeganAgain() throws IOException {
    FakeStream snapshot = FakeStream.of("snapshot", 2, 100).snapshot();
    source.stream(snapshot).fault(Fault.lose(snapshot.splitId(1), 60));
    RunResult result = runner().run(pipeline().streams(List.of("snapshot")));
    result.throwIfFailed();
    assertThat(source.log()).isNotNull();
    Manifest manifest = result.streams().get(0).manifest().orElseThrow();
    assertThat(ids(manifest)).isEqualTo(snapshot.ids());
    assertThat(manifest.files()).allMatch(file -> file.generation() == 1);
    assertThat(filesOf("snapshot")).hasSize(manifest.files().size());
  }

  @Test
  void tellsTheSourceOfWhatIsCommittedAndOnlyOfThat() throws IOException {
    FakeStream ledger = FakeStream.of("ledger", 2, 50).keyed(1);
    source.stream(ledger).fault(Fault.fail(ledger.splitId(1), 20, ErrorKind.DATA).times(1));
    PipelineConfig pipeline = pipeline().streams(List.of("ledger"));
    assertThat(runner().run(pipeline).isComplete()).isFalse();
    assertThat(source.log().commits()).as("nothing is visible yet").isEmpty();
    assertThat(runner().run(pipeline).rows()).isEqualTo(100);
    assertThat(source.log().archived()).containsOnlyKeys(ledger.key(0), ledger.key(1));
    assertThat(runner().run(pipeline).rows()).as("nothing is new").isZero();
    assertThat(manifests()).hasSize(2);
  }

  @Test
  void endsWhenItIsInterruptedAndGoesOnInTheSameProcess() throws Exception {
    Fault stall = Fault.stall(source.stream("orders").splitId(2), 60);
    source.fault(stall);
    AtomicReference<ConnectorException> ended = new AtomicReference<>();
    Thread host =
        new Thread(
            () -> {
              try {
                runner().run(pipeline());
              } catch (ConnectorException cancelled) {
                ended.set(cancelled);
              }
            });
    host.start();
    assertThat(stall.awaitReached()).isTrue();
    host.interrupt();
    host.join();
    assertThat(ended.get().kind()).isEqualTo(ErrorKind.CANCELLED);
    assertThat(source.log().openReaders()).isZero();
    stall.release();
    RunResult result = runner().run(pipeline());
    result.throwIfFailed();
    assertThat(result.resumed()).as("it had ended, not been killed").isFalse();
    assertThat(ids(result.streams().get(0).manifest().orElseThrow()))
        .isEqualTo(source.stream("orders").ids());
  }

  @Test
  void failsAStreamWhoseRecordsWereSetAside() {
    source.stream(FakeStream.of("bad", 1, 50).rejectEvery(25));
    StreamResult bad = runner().run(pipeline().streams(List.of("bad"))).streams().get(0);
    assertThat(bad.isCommitted()).isFalse();
    assertThat(bad.failure().orElseThrow()).hasMessageContaining("set aside");
  }

  @Test
  void offersAManifestUntilItIsTakenOverAndInOrder() throws IOException {
    List<String> offered = new ArrayList<>();
    AtomicInteger refusals = new AtomicInteger(3);
    HandOff handOff =
        manifest -> {
          offered.add(manifest.runId());
          if (refusals.getAndDecrement() > 0) {
            throw new IOException("the target is away");
          }
          return true;
        };
    PipelineRunner runner = runner().handOff(handOff, 2, Duration.ZERO);
    PipelineConfig items = pipeline().streams(List.of("items"));
    RunResult first = runner.run(items);
    assertThat(first.isComplete()).as("committed all the same").isTrue();
    assertThat(first.streams().get(0).waiting().orElseThrow()).contains("the target is away");
    RunResult second = runner.run(items);
    assertThat(second.streams().get(0).waiting()).isEmpty();
    assertThat(offered)
        .containsExactly(
            first.runId(), first.runId(), first.runId(), first.runId(), second.runId());
  }

  @Test
  void refusesASecondRunOfAPipelineMeanwhile() {
    AtomicReference<ConnectorException> refused = new AtomicReference<>();
    HandOff handOff =
        manifest -> {
          try {
            runner().run(pipeline());
          } catch (ConnectorException failure) {
            refused.set(failure);
          }
          return true;
        };
    RunResult result = runner().handOff(handOff, 1, Duration.ZERO).run(pipeline());
    assertThat(result.isComplete()).isTrue();
    assertThat(refused.get().kind()).isEqualTo(ErrorKind.TRANSIENT);
    assertThat(refused.get()).hasMessageContaining("another run of the pipeline shop is going on");
    assertThat(refused.get().place().orElseThrow()).contains(result.runId());
  }

  @Test
  void goesOnWithTheRunThatAKilledProcessLeftItsLockOf() throws IOException {
    Files.createDirectories(root.resolve("runs/locks"));
    Files.writeString(
        root.resolve("runs/locks/shop.lock"),
        "20260101T000000Z-abc of process "
            + ProcessHandle.current().pid()
            + " (begun 2001-01-01T00:00:00Z) since 2026-01-01T00:00:00Z\n");
    RunResult result = runner().run(pipeline());
    assertThat(result.resumed()).isTrue();
    assertThat(result.runId()).isEqualTo("20260101T000000Z-abc");
    assertThat(runner().run(pipeline()).resumed()).isFalse();
  }

  @Test
  void saysWhereItCannotWriteAndGoesOnOnceItCan() throws IOException {
    Path staging = Files.writeString(root.resolve("staging"), "a file in the way");
    assertThatExceptionOfType(ConnectorException.class)
        .isThrownBy(() -> runner().run(pipeline()))
        .withMessageContaining("staging area cannot be used")
        .withMessageContaining(staging.toString());
    Files.delete(staging);
    assertThat(runner().run(pipeline()).isComplete()).isTrue();
  }

  @Test
  void saysThatASecretIsMissing() {
    source.token("let me in");
    PipelineConfig locked =
        PipelineConfig.of("shop", source.config().with("token", "secret://shop_token"))
            .streams(List.of("orders"))
            .staging(pipeline().staging());
    ConnectorException failure = runner().run(locked).streams().get(0).failure().orElseThrow();
    assertThat(failure.kind()).isEqualTo(ErrorKind.CONFIG);
    assertThat(failure).hasMessageContaining("shop_token");
  }

  @Test
  void refusesACorruptedManifestAndANewerJournalWithOneMessage() throws IOException {
    RunResult result = runner().run(pipeline());
    Path manifest = file("_manifest.json", "items");
    Files.writeString(
        manifest, Files.readString(manifest).replace("\"complete\": true", "\"complete\": false"));
    assertThatExceptionOfType(ConnectorException.class)
        .isThrownBy(this::manifests)
        .withMessageContaining("the manifest is corrupted")
        .withMessageContaining(manifest.toString())
        .matches(failure -> failure.kind() == ErrorKind.DATA);
    assertThat(result.isComplete()).isTrue();

    Path journal = root.resolve("staging/shop/_work/orders.json");
    String kept = Files.readString(journal);
    Files.writeString(journal, kept.replace("\"format\": 1", "\"format\": 2"));
    RunResult refused = runner().run(pipeline());
    assertThat(refused.streams().get(0).failure().orElseThrow())
        .hasMessageContaining("the journal has format 2, a newer release's");
    assertThat(refused.streams().get(1).isCommitted()).isTrue();
    Files.writeString(journal, kept);
    assertThat(runner().run(pipeline()).isComplete()).isTrue();
  }

  @Test
  void findsAStagedFileThatIsNotWhatWasStaged() throws IOException {
    Manifest manifest = runner().run(pipeline()).streams().get(0).manifest().orElseThrow();
    Path file = root.resolve("staging").resolve(manifest.files().get(1).path());
    byte[] bytes = Files.readAllBytes(file);
    bytes[10] ^= 1;
    Files.write(file, bytes);
    area(
        area ->
            assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(() -> area.verify(manifest))
                .withMessageContaining("does not hold what was staged"));
  }

  private interface Use {
    void of(StagingArea area) throws IOException;
  }

  private void area(Use use) throws IOException {
    try (LocalFileStore store = LocalFileStore.at(root.resolve("staging"))) {
      use.of(StagingArea.of(store, "shop"));
    }
  }

  private List<Manifest> manifests() throws IOException {
    List<Manifest> manifests = new ArrayList<>();
    area(area -> manifests.addAll(area.manifests()));
    return manifests;
  }

  private List<Long> ids(Manifest manifest) throws IOException {
    List<Long> ids = new ArrayList<>();
    for (var file : manifest.files()) {
      for (String line : Files.readAllLines(root.resolve("staging").resolve(file.path()))) {
        Matcher id = ID.matcher(line);
        assertThat(id.find()).isTrue();
        ids.add(Long.parseLong(id.group(1)));
      }
    }
    ids.sort(null);
    return ids;
  }

  private List<Path> filesOf(String stream) throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve("staging"))) {
      return files
          .filter(file -> file.getFileName().toString().contains("part-"))
          .filter(file -> file.getParent().endsWith(stream))
          .toList();
    }
  }

  private Path file(String name, String stream) throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve("staging"))) {
      return files.filter(file -> file.endsWith(Path.of(stream, name))).findFirst().orElseThrow();
    }
  }
}
