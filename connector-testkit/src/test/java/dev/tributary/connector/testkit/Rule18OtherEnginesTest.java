package dev.tributary.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Planned;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.TaskRun;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.limit.RateLimits;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.read.SplitReader;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.state.ExtractionState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("rule 18: Spark and its like")
@Timeout(30)
class Rule18OtherEnginesTest {
  private static final ExtractionRequest ORDERS =
      ExtractionRequest.of("orders").batchSize(5).parallelism(4);

  private final FakeSource source = FakeSource.of(FakeStream.of("orders", 3, 20));

  @Test
  void readsEachTaskInAProcessOfItsOwn() {
    List<String> tasks = new ArrayList<>();
    String config;
    try (BaseConnector driver = source.connector();
        Planned planned = driver.plan(ORDERS)) {
      planned.all().forEach(task -> tasks.add(task.toJson()));
      config = driver.source().toJson();
      assertThat(planned.next()).isNull();
      assertThat(planned.schema("orders").size()).isEqualTo(3);
    }
    Reads reads = new Reads();
    for (String task : tasks) {
      try (BaseConnector executor =
              source.connectors(ConnectorContext.defaults()).create(SourceConfig.fromJson(config));
          TaskRun run = executor.read(ReadTask.fromJson(task))) {
        drain(run, reads);
        assertThat(run.completion().orElseThrow().count()).hasValue(20);
      }
    }
    assertThat(reads.of("orders")).isEqualTo(source.stream("orders").ids());
  }

  @Test
  void letsATaskBeOpenedTwiceAtOnce() {
    try (BaseConnector driver = source.connector();
        Planned planned = driver.plan(ORDERS)) {
      ReadTask task = planned.next();
      Reads one = new Reads();
      Reads other = new Reads();
      try (TaskRun first = driver.read(task);
          TaskRun second = driver.read(task)) {
        drain(first, one);
        drain(second, other);
      }
      assertThat(one.of("orders")).hasSize(20).isEqualTo(other.of("orders"));
    }
  }

  @Test
  void keepsTheBooksOfWhatIsReported() {
    source.stream(FakeStream.of("orders", 3, 20).keyed(1));
    ExtractionState state;
    try (BaseConnector driver = source.connector();
        Planned planned = driver.plan(ORDERS)) {
      List<ReadTask> tasks = planned.all();
      planned.finished(tasks.get(0));
      planned.progressed(tasks.get(1), Position.of("record", 15), 15);
      state = ExtractionState.fromJson(planned.state().toJson());
      assertThat(state.open()).hasSize(2);
      planned.acknowledge(state);
      assertThat(source.log().archived()).containsOnlyKeys("orders-0.csv");
    }
    Reads reads = new Reads();
    try (BaseConnector driver = source.connector();
        Planned planned = driver.plan(ORDERS.from(state))) {
      for (ReadTask task : planned.all()) {
        try (TaskRun run = driver.read(ReadTask.fromJson(task.toJson()))) {
          drain(run, reads);
        }
        planned.finished(task);
      }
      assertThat(planned.state().isComplete()).isTrue();
    }
    assertThat(reads.of("orders")).isEqualTo(LongStream.range(35, 60).boxed().toList());
  }

  @Test
  void refusesPhasesBeyondTheFirst() {
    source.stream(FakeStream.of("late", 1, 5).phase(1));
    try (BaseConnector driver = source.connector();
        Planned planned = driver.plan(ExtractionRequest.of("orders", "late"))) {
      assertThatThrownBy(planned::all)
          .isInstanceOf(ConnectorException.class)
          .hasMessageContaining("waits for a phase before it")
          .hasMessageContaining("extractData");
    }
  }

  @Test
  void throwsFromATaskWhatWentWrongAndLeavesTheRetryToTheEngine() {
    source.fault(Fault.cut("orders/0", 7));
    try (BaseConnector driver = source.connector();
        Planned planned = driver.plan(ORDERS)) {
      ReadTask task = planned.next();
      Reads reads = new Reads();
      try (TaskRun run = driver.read(task)) {
        assertThatThrownBy(() -> drain(run, reads)).isInstanceOf(ConnectorException.class);
        assertThat(run.isFinished()).isFalse();
      }
      assertThat(reads.of("orders")).hasSize(5);
      try (TaskRun run = driver.read(task.resumingFrom(Position.of("record", 5), 5))) {
        drain(run, reads);
      }
      assertThat(reads.of("orders")).hasSize(20).doesNotHaveDuplicates();
    }
  }

  @Test
  void callsATaskThatFellShortAFailure() {
    source.stream(FakeStream.of("orders", 1, 20).fallsShortBy(2));
    try (BaseConnector driver = source.connector();
        Planned planned = driver.plan(ORDERS);
        TaskRun run = driver.read(planned.next())) {
      assertThatThrownBy(() -> drain(run, new Reads())).hasMessageContaining("18 of 20");
    }
  }

  @Test
  void keepsThePlanAliveUntilItIsClosedAndSaysWhenItIsLost() throws InterruptedException {
    source.stream(FakeStream.of("orders", 3, 20).snapshot());
    source.listing(1);
    try (BaseConnector driver = source.connector();
        Planned planned = driver.plan(ORDERS)) {
      planned.next();
      Reads.await(() -> source.log().idles(Fault.PLAN) >= 1);
      source.loseSnapshots();
      Reads.await(() -> source.log().plansFoundLost() > 0);
      assertThatThrownBy(planned::all)
          .isInstanceOfSatisfying(
              ConnectorException.class,
              lost -> assertThat(lost.kind()).isEqualTo(ErrorKind.PLAN_LOST));
    }
    assertThat(source.log().openPlans()).isZero();
  }

  @Test
  void closesAPlanThatIsAskedAndIgnoresInterruption() throws Exception {
    Fault stall = Fault.stall(Fault.PLAN, 0).deaf();
    source.fault(stall);
    try (BaseConnector driver = source.connector()) {
      Planned planned = driver.plan(ORDERS);
      CompletableFuture<ReadTask> asked = CompletableFuture.supplyAsync(planned::next);
      assertThat(stall.awaitReached()).isTrue();
      planned.close();
      assertThat(asked).failsWithin(Duration.ofSeconds(5));
    }
    assertThat(source.log().openPlans()).isZero();
  }

  @Test
  void sharesRateLimitsOut() {
    AtomicReference<RateLimits> seen = new AtomicReference<>();
    BaseConnector connector =
        Tiny.make(
            config ->
                new Tiny(config) {
                  @Override
                  protected SplitReader openSplit(ReadTask task, ReadContext context)
                      throws Exception {
                    seen.set(context.limiter("key", RateLimits.none().perSecond(100)).limits());
                    return super.openSplit(task, context);
                  }
                });
    try (connector;
        Planned planned = connector.plan(ExtractionRequest.of("s").parallelism(4));
        TaskRun run = connector.read(ReadTask.fromJson(planned.next().toJson()))) {
      drain(run, new Reads());
    }
    assertThat(seen.get()).isEqualTo(RateLimits.none().perSecond(100).share(4));
  }

  @Test
  void cancelsATaskWithinASecond() throws InterruptedException {
    ThreadWatch threads = new ThreadWatch();
    Fault stall = Fault.stall("orders/0", 7).deaf();
    source.fault(stall);
    try (BaseConnector driver = source.connector(ConnectorContext.defaults().threads(threads));
        Planned planned = driver.plan(ORDERS)) {
      TaskRun run = driver.read(planned.next());
      assertThat(stall.awaitReached()).isTrue();
      long began = System.nanoTime();
      run.close();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
      assertThatThrownBy(() -> run.poll(Duration.ZERO))
          .isInstanceOfSatisfying(
              ConnectorException.class,
              closed -> assertThat(closed.kind()).isEqualTo(ErrorKind.CANCELLED));
    }
    assertThat(threads.awaitNone(Duration.ofSeconds(1))).isTrue();
  }

  @Test
  void tellsWhenATaskHasSomething() throws Exception {
    try (BaseConnector driver = source.connector();
        Planned planned = driver.plan(ORDERS);
        TaskRun run = driver.read(planned.next())) {
      Reads reads = new Reads();
      while (!run.isFinished()) {
        run.whenReady().toCompletableFuture().get(5, TimeUnit.SECONDS);
        RecordBatch batch = run.poll(Duration.ZERO);
        if (batch != null) {
          reads.note(batch);
        }
      }
      assertThat(reads.of("orders")).hasSize(20);
    }
  }

  private static void drain(TaskRun run, Reads reads) {
    while (!run.isFinished()) {
      RecordBatch batch = run.poll(Duration.ofSeconds(10));
      if (batch != null) {
        reads.note(batch);
      }
    }
  }
}
