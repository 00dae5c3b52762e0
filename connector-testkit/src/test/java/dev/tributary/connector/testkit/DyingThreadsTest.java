package dev.tributary.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.Planned;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.TaskRun;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.host.ConnectorListener;
import dev.tributary.connector.host.ExtractionMetadata;
import dev.tributary.connector.host.StreamOutcome;
import dev.tributary.connector.read.Completion;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.read.PlanRequest;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.read.SplitPlan;
import dev.tributary.connector.read.SplitReader;
import dev.tributary.connector.read.StreamInfo;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.split.Split;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever an engine's thread dies of, the host hears of it and never waits for the dead. */
@DisplayName("rule 14: no host waits for a thread that died")
@Timeout(60)
class DyingThreadsTest {
  private final ThreadWatch threads = new ThreadWatch();
  private final ConnectorContext host = ConnectorContext.defaults().threads(threads);

  /** Where a connector can break. */
  private enum At {
    STREAMS,
    DESCRIBE,
    PLAN,
    NEXT,
    POSITION,
    IDLE,
    CLOSE_PLAN,
    OPEN,
    READ,
    COMPLETION,
    CLOSE_READER
  }

  /** Says in its own way why it cannot go on: not even what it is can be asked for. */
  private static final class Speechless extends Error {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new NoClassDefFoundError("the class with the texts");
    }
  }

  static Stream<Supplier<Error>> errors() {
    return Stream.of(
        StackOverflowError::new,
        () -> new OutOfMemoryError("Java heap space"),
        () -> new NoClassDefFoundError("com/example/Gone"),
        Speechless::new);
  }

  @ParameterizedTest
  @MethodSource("errors")
  void tellsOfAnyErrorInAReader(Supplier<Error> error) {
    ConnectorException failure = failure(config -> new Broken(config, At.READ, error));
    assertThat(failure.kind()).isEqualTo(ErrorKind.INTERNAL);
    assertThat(failure.what()).startsWith(error.get().getClass().getSimpleName());
    assertThat(failure.source()).contains("tiny");
  }

  @ParameterizedTest
  @EnumSource(
      value = At.class,
      names = {"IDLE", "CLOSE_PLAN"},
      mode = EnumSource.Mode.EXCLUDE)
  void tellsOfAnErrorAnywhereInAConnector(At place) {
    for (Supplier<Error> error : errors().toList()) {
      ConnectorException failure = failure(config -> new Broken(config, place, error));
      assertThat(failure.kind()).isEqualTo(ErrorKind.INTERNAL);
      assertThat(failure.what()).contains(error.get().getClass().getSimpleName());
    }
  }

  @Test
  void endsAsUsualIfOnlyClosingThePlanBreaks() {
    List<String> ended = new CopyOnWriteArrayList<>();
    ConnectorListener listener =
        new ConnectorListener() {
          @Override
          public void ended(ExtractionMetadata metadata) {
            ended.addAll(metadata.warnings());
          }
        };
    try (BaseConnector connector =
            connector(
                config -> new Broken(config, At.CLOSE_PLAN, Speechless::new),
                host.listener(listener));
        Extraction extraction = connector.extractData(ExtractionRequest.of("tiny"))) {
      new Reads().all(extraction);
    }
    assertThat(ended).singleElement().asString().contains("closing the plan failed");
  }

  @Test
  void tellsWhatHappenedFirstIfJudgingItBreaks() {
    ConnectorException failure =
        failure(
            config ->
                new Broken(config, At.READ, () -> new StackOverflowError()) {
                  @Override
                  RuntimeException fail() throws IOException {
                    throw new IOException("the line was cut");
                  }

                  @Override
                  protected ErrorKind classify(Exception failure) {
                    throw new NoClassDefFoundError("com/example/Gone");
                  }
                });
    assertThat(failure.what()).contains("the line was cut");
    assertThat(failure.getCause().getSuppressed())
        .singleElement()
        .isInstanceOf(NoClassDefFoundError.class);
  }

  @Test
  void failsTheReadIfAReadersThreadDies() throws Exception {
    // The last of the engine's own that can break on a worker's thread: what the host lends it.
    ConnectorListener listener =
        new ConnectorListener() {
          @Override
          public void retried(String source, String what, int attempt, Duration after) {
            throw new Speechless();
          }
        };
    try (BaseConnector connector =
            connector(
                config ->
                    new Broken(config, At.READ, StackOverflowError::new) {
                      @Override
                      RuntimeException fail() throws IOException {
                        throw new IOException("the line was cut");
                      }

                      @Override
                      protected ErrorKind classify(Exception failure) {
                        return ErrorKind.TRANSIENT;
                      }
                    },
                host.listener(listener));
        Extraction extraction = connector.extractData(ExtractionRequest.of("tiny"))) {
      CompletableFuture<Void> ready = extraction.whenReady().toCompletableFuture();
      ready.get(30, TimeUnit.SECONDS);
      ConnectorException failure = Reads.failure(extraction);
      assertThat(failure.kind()).isEqualTo(ErrorKind.INTERNAL);
      assertThat(failure.what()).contains("died of Speechless");
      assertThat(failure.remedy()).isPresent();
      assertThat(extraction.isFinished()).isTrue();
      assertThat(extraction.outcomes().get("tiny").status()).isEqualTo(StreamOutcome.Status.FAILED);
      assertThat(extraction.state().isComplete()).isFalse();
    }
    assertThat(threads.living()).isEmpty();
  }

  @Test
  void endsTheOthersWhenOneThreadDies() throws Exception {
    CountDownLatch stalling = new CountDownLatch(1);
    ConnectorListener listener =
        new ConnectorListener() {
          @Override
          public void retried(String source, String what, int attempt, Duration after) {
            try {
              stalling.await();
            } catch (InterruptedException ended) {
              Thread.currentThread().interrupt();
            }
            throw new Speechless();
          }
        };
    FakeSource source = FakeSource.of(FakeStream.of("orders", 2, 20));
    source.fault(Fault.cut("orders/0", 7));
    Fault stalled = Fault.stall("orders/1", 7);
    source.fault(stalled);
    try (BaseConnector connector = source.connector(host.listener(listener));
        Extraction extraction =
            connector.extractData(ExtractionRequest.of("orders").parallelism(2).batchSize(5))) {
      assertThat(stalled.awaitReached()).isTrue();
      stalling.countDown();
      assertThat(Reads.failure(extraction).what()).contains("died of Speechless");
      assertThat(threads.awaitNone(Duration.ofSeconds(10)))
          .as("the reader that stalls was stopped")
          .isTrue();
    }
  }

  @Test
  void failsTheReadIfSomebodyInterruptsItsThreads() throws Exception {
    FakeSource source = FakeSource.of(FakeStream.of("orders", 2, 20));
    Fault stalled = Fault.stall("orders/1", 0);
    source.fault(stalled);
    try (BaseConnector connector = source.connector(host);
        Extraction extraction =
            connector.extractData(ExtractionRequest.of("orders").parallelism(2).batchSize(100))) {
      assertThat(stalled.awaitReached()).isTrue();
      extraction.complete(Reads.next(extraction));
      // The planner, a worker that stalls, and one that waits for work: a pool that shuts down.
      threads.living().forEach(Thread::interrupt);
      assertThat(Reads.failure(extraction).kind()).isEqualTo(ErrorKind.CANCELLED);
      assertThat(threads.awaitNone(Duration.ofSeconds(10))).isTrue();
    }
  }

  @Test
  void failsTheReadIfThePlannersThreadDies() throws Exception {
    FakeSource source = FakeSource.of(FakeStream.of("orders", 1, 20));
    Fault stalled = Fault.stall("orders/0", 5);
    source.fault(stalled);
    try (BaseConnector connector = source.connector(host);
        Extraction extraction =
            connector.extractData(ExtractionRequest.of("orders").parallelism(1))) {
      assertThat(stalled.awaitReached()).isTrue();
      Thread planner = threads.living().get(0);
      // Once it plans no more but hires and watches; the second time it can do nothing else.
      while (planner.isAlive()) {
        planner.interrupt();
        planner.join(10);
      }
      assertThat(Reads.failure(extraction).kind()).isEqualTo(ErrorKind.CANCELLED);
      assertThat(threads.awaitNone(Duration.ofSeconds(10)))
          .as("the reader that stalls was stopped")
          .isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = At.class,
      names = {"OPEN", "READ", "COMPLETION", "CLOSE_READER"})
  void tellsAnotherEngineToo(At place) throws Exception {
    for (Supplier<Error> error : errors().toList()) {
      try (BaseConnector connector = connector(config -> new Broken(config, place, error), host);
          Planned planned = connector.plan(ExtractionRequest.of("tiny"))) {
        ReadTask task = Objects.requireNonNull(planned.next());
        try (TaskRun run = connector.read(task)) {
          assertThatThrownBy(
                  () -> {
                    while (!run.isFinished()) {
                      run.poll(Duration.ofSeconds(10));
                    }
                  })
              .isInstanceOfSatisfying(
                  ConnectorException.class,
                  failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.INTERNAL));
        }
      }
    }
    assertThat(threads.awaitNone(Duration.ofSeconds(10))).isTrue();
  }

  @Test
  void tellsAnotherEngineThatItsPlanDied() throws Exception {
    try (BaseConnector connector =
            connector(config -> new Broken(config, At.IDLE, Speechless::new), host);
        Planned planned = connector.plan(ExtractionRequest.of("tiny"))) {
      Reads.await(
          () -> {
            try {
              planned.next();
              return false;
            } catch (ConnectorException failure) {
              return failure.kind() == ErrorKind.INTERNAL;
            }
          });
    }
  }

  private ConnectorException failure(Function<SourceConfig, BaseConnector> make) {
    try (BaseConnector connector = connector(make, host);
        Extraction extraction = connector.extractData(ExtractionRequest.all())) {
      ConnectorException failure = Reads.failure(extraction);
      assertThat(extraction.isFinished()).isTrue();
      return failure;
    } finally {
      assertThat(threads.living()).isEmpty();
    }
  }

  private static BaseConnector connector(
      Function<SourceConfig, BaseConnector> make, ConnectorContext host) {
    return Tiny.only(make, host).create(SourceConfig.of("TINY", "tiny"));
  }

  /** A connector that breaks at one place. */
  private static class Broken extends Tiny {
    private final At place;
    private final Supplier<Error> error;

    Broken(SourceConfig config, At place, Supplier<Error> error) {
      super(config);
      this.place = place;
      this.error = error;
    }

    RuntimeException fail() throws IOException {
      throw error.get();
    }

    private void at(At here) throws IOException {
      if (here == place) {
        throw fail();
      }
    }

    /** The same where nothing checked may be thrown. */
    private void quietlyAt(At here) {
      if (here == place) {
        throw error.get();
      }
    }

    @Override
    protected List<StreamInfo> streams() throws Exception {
      at(At.STREAMS);
      return List.of(StreamInfo.of("tiny"));
    }

    @Override
    protected StreamSchema describe(String stream) {
      quietlyAt(At.DESCRIBE);
      return super.describe(stream);
    }

    @Override
    protected SplitPlan planSplits(PlanRequest request) throws Exception {
      at(At.PLAN);
      return new SplitPlan() {
        private boolean planned;

        @Override
        public @Nullable List<Split> next() throws IOException {
          at(At.NEXT);
          boolean before = planned;
          planned = true;
          return before ? null : List.of(Split.of("tiny", "tiny"));
        }

        @Override
        public Position position() {
          quietlyAt(At.POSITION);
          return Position.empty();
        }

        @Override
        public Map<String, Position> watermarks() {
          return Map.of();
        }

        @Override
        public void idle() {
          quietlyAt(At.IDLE);
        }

        @Override
        public void close() throws IOException {
          at(At.CLOSE_PLAN);
        }
      };
    }

    @Override
    protected SplitReader openSplit(ReadTask task, ReadContext context) throws Exception {
      at(At.OPEN);
      SplitReader reader = super.openSplit(task, context);
      return new SplitReader() {
        @Override
        public @Nullable RecordBatch readBatch() throws Exception {
          at(At.READ);
          return reader.readBatch();
        }

        @Override
        public Completion completion() {
          quietlyAt(At.COMPLETION);
          return reader.completion();
        }

        @Override
        public void close() throws Exception {
          reader.close();
          at(At.CLOSE_READER);
        }
      };
    }
  }
}
