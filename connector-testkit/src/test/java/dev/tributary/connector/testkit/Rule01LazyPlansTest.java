package dev.tributary.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.state.ExtractionState;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("rule 1: plans are lazy and live")
@Timeout(30)
class Rule01LazyPlansTest {
  private static final ExtractionRequest FILES =
      ExtractionRequest.of("files").parallelism(2).batchSize(5);

  private final FakeSource source = FakeSource.of(FakeStream.of("files", 1000, 5)).listing(1);

  @Test
  void deliversDataBeforeTheLastNameIsListed() {
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(FILES)) {
      Reads.next(extraction);
      assertThat(source.log().listed()).isLessThan(50);
    }
  }

  @Test
  void keepsThePlansPositionAndTheOpenSplitsOnly() {
    Reads reads = new Reads();
    ExtractionState state = reads.some(source, FILES, 100);
    assertThat(state.open()).hasSizeLessThan(20);
    long planned = state.planPosition().orElseThrow().getLong("files");
    assertThat(planned).isBetween(100L, 120L);
    assertThat(state.open().size() + 95).isLessThanOrEqualTo((int) planned);
    assertThat(state.toJson()).hasSizeLessThan(6000);
  }

  @Test
  void neverPlansBehindItsPosition() {
    Reads reads = new Reads();
    ExtractionState state = reads.some(source, FILES, 100);
    long before = source.log().listed();
    long position = state.planPosition().orElseThrow().getLong("files");
    reads.all(source, FILES.from(state));
    assertThat(source.log().listed()).isEqualTo(before + 1000 - position);
    assertThat(reads.of("files")).isEqualTo(source.stream("files").ids());
  }

  @Test
  void keepsThePlanAliveAndClosesItWithTheExtraction() throws InterruptedException {
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(FILES)) {
      Reads.next(extraction);
      Reads.await(() -> source.log().idles(Fault.PLAN) >= 2);
      assertThat(source.log().openPlans()).isEqualTo(1);
    }
    assertThat(source.log().openPlans()).isZero();
  }

  @Test
  void isNotAskedAgainOnceItIsExhausted() {
    FakeSource few = FakeSource.of(FakeStream.of("files", 3, 20));
    Reads reads = new Reads();
    ExtractionState state = reads.some(few, FILES, 2);
    while (!state.isPlanExhausted()) {
      state = reads.some(few, FILES.from(state), 1);
    }
    int calls = few.log().planCalls();
    reads.all(few, FILES.from(state));
    assertThat(few.log().planCalls()).isEqualTo(calls);
    assertThat(reads.of("files")).isEqualTo(few.stream("files").ids());
  }

  @Test
  void failsTheExtractionWhenPlanningFailsAndGoesOnLater() {
    source.fault(Fault.cut(Fault.PLAN, 10));
    Reads reads = new Reads();
    ExtractionState state;
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(FILES.with("max_reopenings", 0))) {
      assertThatThrownBy(() -> reads.all(extraction)).hasMessageContaining("the line was cut");
      state = ExtractionState.fromJson(extraction.state().toJson());
    }
    assertThat(state.isComplete()).isFalse();
    reads.all(source, FILES.from(state));
    assertThat(reads.of("files")).isEqualTo(source.stream("files").ids());
  }
}
