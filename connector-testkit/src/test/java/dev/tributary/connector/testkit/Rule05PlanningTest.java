package dev.tributary.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.Planned;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.host.ConnectorListener;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.read.ExtractionRequest.OnPlanLost;
import dev.tributary.connector.read.PlanRequest;
import dev.tributary.connector.read.SplitPlan;
import dev.tributary.connector.state.ExtractionState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("rule 5: what fails in passing while it is planned is tried again")
@Timeout(60)
class Rule05PlanningTest {
  private static final ExtractionRequest FILES =
      ExtractionRequest.of("files").parallelism(3).batchSize(2);

  private final FakeSource source = FakeSource.of(FakeStream.of("files", 12, 5)).listing(3);
  private final Reads reads = new Reads();

  @ParameterizedTest
  @ValueSource(longs = {Fault.OPENING, 0, 1, 3})
  void plansOnWhereItFailed(long call) {
    source.fault(Fault.cut(Fault.PLAN, call));
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(FILES)) {
      reads.all(extraction);
      assertThat(extraction.metadata().counters()).containsEntry("retries", 1L);
      assertThat(extraction.state().isComplete()).isTrue();
    }
    assertThat(reads.of("files")).isEqualTo(source.stream("files").ids());
    assertThat(source.log().openPlans()).isZero();
  }

  @Test
  void repeatsNothingOfWhatIsReadMeanwhile() {
    FakeSource shaky = FakeSource.of(FakeStream.of("files", 12, 20)).listing(1);
    for (int i = 0; i < 4; i++) {
      shaky.fault(Fault.cut(Fault.PLAN, 2));
    }
    reads.all(shaky, FILES);
    assertThat(reads.of("files")).isEqualTo(shaky.stream("files").ids());
    assertThat(shaky.log().openedTwice()).isZero();
  }

  @Test
  void describesAndListsAgain() {
    Fault describing = Fault.cut("describe files", 0).times(2);
    source.fault(describing);
    reads.all(source, ExtractionRequest.all().batchSize(2));
    assertThat(reads.of("files")).isEqualTo(source.stream("files").ids());
    assertThat(describing.happened()).isEqualTo(2);
  }

  @Test
  void doesNotMultiplyTheAttemptsOfAPlan() {
    Fault cut = Fault.cut(Fault.PLAN, 0).attempts(4).always();
    source.fault(cut);
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(FILES)) {
      assertThat(Reads.failure(extraction).attempts()).isEqualTo(4);
    }
    assertThat(cut.happened()).isEqualTo(1);
  }

  @Test
  void givesUpWithoutProgressAndKeepsTheState() {
    source.fault(Fault.cut(Fault.PLAN, 2));
    Fault cut = Fault.cut(Fault.PLAN, 0).always();
    ExtractionState state;
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(FILES.with("max_reopenings", 2))) {
      reads.note(Reads.next(extraction));
      source.fault(cut);
      assertThatThrownBy(() -> reads.all(extraction))
          .isInstanceOfSatisfying(
              ConnectorException.class,
              failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.TRANSIENT));
      state = ExtractionState.fromJson(extraction.state().toJson());
    }
    assertThat(cut.happened()).isEqualTo(2);
    cut.times(0);
    Reads again = new Reads();
    again.all(source, FILES.from(state));
    assertThat(reads.size() + again.size()).isGreaterThanOrEqualTo(60);
    assertThat(again.of("files")).doesNotHaveDuplicates();
  }

  @Test
  void doesNotTryAgainWhatCannotPass() {
    Fault refused = Fault.fail(Fault.PLAN, 1, ErrorKind.PERMISSION);
    source.fault(refused);
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(FILES)) {
      assertThat(Reads.failure(extraction).kind()).isEqualTo(ErrorKind.PERMISSION);
    }
    assertThat(refused.happened()).isEqualTo(1);
  }

  @Test
  void restartsAStreamWhoseSnapshotDiedWithThePlanOnlyIfTheHostAllowsIt() {
    for (OnPlanLost policy : OnPlanLost.values()) {
      FakeSource snapshots = FakeSource.of(FakeStream.of("orders", 4, 5).snapshot()).listing(1);
      snapshots.fault(Fault.cut(Fault.PLAN, 2));
      try (BaseConnector connector = snapshots.connector();
          Extraction extraction =
              connector.extractData(
                  ExtractionRequest.of("orders").parallelism(1).onPlanLost(policy))) {
        if (policy == OnPlanLost.FAIL) {
          assertThat(Reads.failure(extraction).kind()).isEqualTo(ErrorKind.PLAN_LOST);
        } else {
          new Reads().all(extraction);
          assertThat(extraction.state().stream("orders").generation()).isEqualTo(1);
        }
      }
    }
  }

  @Test
  void endsAtOnceWhileItWaitsToPlanAgain() throws Exception {
    ThreadWatch threads = new ThreadWatch();
    CountDownLatch waiting = new CountDownLatch(1);
    ConnectorListener listener =
        new ConnectorListener() {
          @Override
          public void retried(String sourceId, String what, int attempt, Duration after) {
            waiting.countDown();
          }
        };
    try (BaseConnector connector =
        Tiny.only(
                LaterPlanner::new, ConnectorContext.defaults().threads(threads).listener(listener))
            .create(SourceConfig.of("TINY", "tiny"))) {
      try (Extraction extraction = connector.extractData(ExtractionRequest.of("tiny"))) {
        waiting.await();
        assertThat(extraction.poll(Duration.ZERO)).isNull();
      }
      assertThat(threads.awaitNone(Duration.ofSeconds(10))).isTrue();
    }
  }

  @Test
  void plansAgainForAnotherEngineToo() {
    source.fault(Fault.cut(Fault.PLAN, Fault.OPENING)).fault(Fault.cut("describe files", 0));
    try (BaseConnector connector = source.connector();
        Planned planned = connector.plan(FILES)) {
      List<?> tasks = planned.all();
      assertThat(tasks).hasSize(12);
    }
  }

  /** Is told to come back in ten minutes. */
  private static final class LaterPlanner extends Tiny {
    LaterPlanner(SourceConfig config) {
      super(config);
    }

    @Override
    protected SplitPlan planSplits(PlanRequest request) {
      throw ConnectorException.of(ErrorKind.RATE_LIMITED, "too often")
          .retryAt(Instant.now().plusSeconds(600))
          .build();
    }
  }
}
