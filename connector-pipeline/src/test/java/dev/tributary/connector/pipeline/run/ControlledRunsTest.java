package dev.tributary.connector.pipeline.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.pipeline.PipelineConfig;
import dev.tributary.connector.pipeline.RunSettings;
import dev.tributary.connector.pipeline.RunValues;
import dev.tributary.connector.pipeline.StagingConfig;
import dev.tributary.connector.pipeline.staging.Manifest;
import dev.tributary.connector.pipeline.state.PipelineStore;
import dev.tributary.connector.pipeline.state.RunRecord;
import dev.tributary.connector.pipeline.state.States;
import dev.tributary.connector.testkit.FakeSource;
import dev.tributary.connector.testkit.FakeStream;
import dev.tributary.connector.testkit.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ControlledRunsTest {
  @TempDir Path root;
  private final PipelineStore store = PipelineStore.memory();
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
    return PipelineRunner.of(source.connectors(host), host, store);
  }

  @Test
  void cancelsFromAnotherThreadAndGoesOnLater() throws Exception {
    Fault stall = Fault.stall(source.stream("orders").splitId(2), 60);
    source.fault(stall);
    RunControl control = new RunControl();
    CompletableFuture<RunResult> running =
        CompletableFuture.supplyAsync(() -> runner().control(control).run(pipeline()));
    assertThat(stall.awaitReached()).isTrue();
    control.cancel();
    RunResult cancelled = running.get();
    assertThat(cancelled.isComplete()).isFalse();
    ConnectorException why = cancelled.streams().get(0).failure().orElseThrow();
    assertThat(why.kind()).isEqualTo(ErrorKind.CANCELLED);
    assertThat(why).hasMessageContaining("the run was cancelled");
    assertThat(source.log().openReaders()).isZero();
    assertThat(runner().history().last("shop", 1).get(0).isComplete()).isFalse();
    stall.release();
    RunResult next = runner().run(pipeline());
    next.throwIfFailed();
    assertThat(next.streams().get(0).manifest().map(Manifest::rows)).contains(300L);
    assertThat(next.streams().get(0).manifest().map(Manifest::runId))
        .as("what was staged is kept under the run that began it")
        .contains(cancelled.runId());
    assertThat(runner().control(control).run(pipeline()).isComplete())
        .as("cancelled stays cancelled")
        .isFalse();
  }

  @Test
  void pausesWithEverythingDurableAndGoesOn() throws Exception {
    RunControl control = new RunControl();
    CountDownLatch paused = new CountDownLatch(2);
    AtomicInteger afterPause = new AtomicInteger();
    RunListener listener =
        new RunListener() {
          @Override
          public void progressed(StreamProgress progress) {
            control.pause();
            if (paused.getCount() == 0) {
              afterPause.incrementAndGet();
            }
          }

          @Override
          public void streamPaused(String stream) {
            paused.countDown();
          }
        };
    CompletableFuture<RunResult> running =
        CompletableFuture.supplyAsync(
            () -> runner().control(control).listener(listener).run(pipeline()));
    assertThat(paused.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(afterPause).hasValue(0);
    assertThat(running).isNotDone();
    while (!running.isDone()) { // each batch pauses it again
      control.resume();
      Thread.onSpinWait();
    }
    assertThat(running.get().rows()).isEqualTo(400);
  }

  @Test
  void endsTheOthersWithTheFirstThatFailsIfAskedTo() throws IOException {
    source.fault(Fault.fail(source.stream("orders").splitId(0), 20, ErrorKind.DATA).times(1));
    PipelineConfig pipeline =
        pipeline().runs(RunSettings.defaults().parallelStreams(1).stopOnFailure(true));
    RunResult result = runner().run(pipeline);
    assertThat(result.streams().get(0).failure().orElseThrow().kind()).isEqualTo(ErrorKind.DATA);
    assertThat(result.streams().get(1).failure().orElseThrow())
        .hasMessageContaining("the stream orders failed")
        .matches(failure -> failure.kind() == ErrorKind.CANCELLED);
    assertThat(runner().run(pipeline).isComplete()).isTrue();
  }

  @Test
  void retriesOnlyWhatFailed() throws IOException {
    source.fault(Fault.fail(source.stream("orders").splitId(1), 60, ErrorKind.DATA).times(1));
    RunResult first = runner().run(pipeline());
    RunRecord.Stream failed = runner().history().last("shop", 1).get(0).streams().get(0);
    assertThat(failed.committed()).isFalse();
    assertThat(failed.message()).startsWith("DATA: ");
    RunResult second = runner().retry(pipeline());
    assertThat(second.streams()).extracting(StreamResult::stream).containsExactly("orders");
    assertThat(second.streams().get(0).manifest().map(Manifest::runId)).contains(first.runId());
    RunRecord.Stream done = runner().history().last("shop", 1).get(0).streams().get(0);
    assertThat(done.rows()).isEqualTo(300);
    assertThat(done.bytes()).isPositive();
    assertThat(done.duration()).isPositive();
    assertThatExceptionOfType(ConnectorException.class)
        .isThrownBy(() -> runner().retry(pipeline()))
        .withMessageContaining("no stream of shop failed");
  }

  @Test
  void readsAnewAfterAResetThoughAnotherRunWasUnderWay() throws IOException {
    FakeStream orders = FakeStream.of("orders", 2, 40).keyed(1);
    source.stream(orders);
    PipelineConfig pipeline = pipeline().streams(List.of("orders"));
    assertThat(runner().run(pipeline).rows()).isEqualTo(80);
    assertThat(runner().run(pipeline).rows()).as("nothing is new").isZero();
    States.of(store).reset("shop", "orders");
    source.fault(Fault.fail(orders.splitId(1), 20, ErrorKind.DATA).times(1));
    assertThat(runner().run(pipeline).isComplete()).as("some of it is staged").isFalse();
    States.of(store).reset("shop", "orders");
    RunResult anew = runner().run(pipeline);
    assertThat(anew.rows()).as("once, and not what was staged before").isEqualTo(80);
    assertThat(runner().run(pipeline).rows()).isZero();
  }

  @Test
  void keepsAResetOfARunThatWasVisibleAndNotYetStored() throws IOException {
    FakeStream orders = FakeStream.of("orders", 2, 40).keyed(1);
    source.stream(orders);
    PipelineConfig pipeline = pipeline().streams(List.of("orders"));
    // The last change that succeeds is the manifest's; the journal's note of it fails.
    long steps = 0;
    RunResult result = null;
    while (result == null || result.streams().get(0).failure().isPresent()) {
      Path here = root.resolve("after-" + steps);
      PipelineStore fresh = PipelineStore.memory();
      PipelineConfig moved = pipeline.staging(StagingConfig.at(here.toString()).maxRowsPerFile(30));
      ConnectorContext host = ConnectorContext.defaults();
      PipelineRunner runner = PipelineRunner.of(source.connectors(host), host, fresh);
      result = runner.stores(DyingStore.after(steps)).run(moved);
      States.of(fresh).reset("shop", "orders");
      long again = runner.run(moved).rows() + runner.run(moved).rows() + runner.run(moved).rows();
      assertThat(again)
          .as("after %s steps and a reset: all of it once more, and perhaps a run's", steps)
          .isIn(80L, 160L);
      assertThat(runner.run(moved).rows()).isZero();
      steps++;
    }
    assertThat(steps).isGreaterThan(5);
  }

  @Test
  void givesEachRunItsWindowAlsoWhenItIsGoneOnWith() throws IOException {
    PipelineConfig pipeline =
        pipeline()
            .streams(List.of("orders"))
            .extraction(
                Configuration.of(
                    Map.of("start_date", "2001-02-03", "batch_size", 20, "max_reopenings", 0)));
    String first = runner().run(pipeline).runId();
    RunValues before = RunIds.values(pipeline, first, store.history());
    assertThat(before.asMap()).containsEntry("run.window_start", "2001-02-03");
    assertThat(before.in("a ${run.id} $${run.id} ${pipeline.id} ${X}"))
        .isEqualTo("a " + first + " $${run.id} shop ${X}");
    String later = "20990101T000000Z-1";
    assertThat(RunIds.values(pipeline, later, store.history()).asMap())
        .containsEntry("run.last_extraction_time", RunIds.began(first).toString())
        .containsEntry("run.window_end", "2099-01-01T00:00:00Z");
  }

  @Test
  void tellsAListenerAndOutlivesOneThatFails() {
    List<String> told = new java.util.concurrent.CopyOnWriteArrayList<>();
    RunListener listener =
        new RunListener() {
          @Override
          public void started(String id, String run, boolean resumed, List<String> streams) {
            told.add("started " + id + " " + streams);
          }

          @Override
          public void progressed(StreamProgress progress) {
            assertThat(progress.rows()).isPositive();
            throw new IllegalStateException("a bar that broke");
          }

          @Override
          public void streamEnded(StreamResult result) {
            told.add("ended " + result.stream());
          }

          @Override
          public void ended(RunResult result) {
            told.add("ended with " + result.rows());
          }
        };
    assertThat(runner().listener(listener).run(pipeline()).isComplete()).isTrue();
    assertThat(told.get(0)).isEqualTo("started shop [orders, items]");
    assertThat(told).contains("ended orders", "ended items");
    assertThat(told.get(told.size() - 1)).isEqualTo("ended with 400");
  }
}
