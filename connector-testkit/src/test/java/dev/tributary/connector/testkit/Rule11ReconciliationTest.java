package dev.tributary.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.StreamOutcome;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.read.SplitReader;
import dev.tributary.connector.state.ExtractionState;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("rule 11: complete means reconciled")
@Timeout(30)
class Rule11ReconciliationTest {
  private static final ExtractionRequest BOTH =
      ExtractionRequest.of("good", "bad").batchSize(5).parallelism(2);

  private FakeSource source(FakeStream bad) {
    return FakeSource.of(FakeStream.of("good", 2, 20), bad);
  }

  @Test
  void callsAStreamThatFellShortIncompleteAndReadsTheOthers() {
    FakeSource source = source(FakeStream.of("bad", 2, 20).fallsShortBy(3));
    Reads reads = new Reads();
    ExtractionState state;
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(BOTH)) {
      assertThatThrownBy(() -> reads.all(extraction))
          .isInstanceOfSatisfying(
              ConnectorException.class,
              failure -> {
                assertThat(failure.stream()).contains("bad");
                assertThat(failure.kind()).isEqualTo(ErrorKind.DATA);
                assertThat(failure).hasMessageContaining("17 of 20");
                assertThat(failure.remedy()).isPresent();
              });
      assertThat(extraction.outcomes().get("bad").status()).isEqualTo(StreamOutcome.Status.SHORT);
      assertThat(extraction.outcomes().get("good").isComplete()).isTrue();
      assertThat(extraction.metadata().isComplete()).isFalse();
      state = ExtractionState.fromJson(extraction.state().toJson());
    }
    assertThat(reads.of("good")).isEqualTo(source.stream("good").ids());
    assertThat(state.isComplete()).isFalse();
    assertThat(state.open()).hasSize(2);

    source.stream(FakeStream.of("bad", 2, 20));
    reads.all(source, BOTH.from(state));
    assertThat(reads.of("bad")).isEqualTo(source.stream("bad").ids());
    assertThat(reads.of("good")).isEqualTo(source.stream("good").ids());
  }

  @Test
  void comparesWhatWasReachedWithTheTarget() {
    FakeSource source =
        source(FakeStream.of("bad", 1, 20).ending(FakeStream.Ending.REACHED).fallsShortBy(1));
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(BOTH)) {
      assertThat(Reads.failure(extraction)).hasMessageContaining("before {record=20}");
    }
    FakeSource whole = source(FakeStream.of("bad", 1, 20).ending(FakeStream.Ending.REACHED));
    assertThat(new Reads().all(whole, BOTH).isComplete()).isTrue();
  }

  @Test
  void countsWhatWasReadBeforeAResumption() {
    FakeSource source = source(FakeStream.of("bad", 2, 20));
    Reads reads = new Reads();
    ExtractionState state = reads.some(source, BOTH, 1);
    for (int i = 0; i < 10; i++) {
      state = reads.some(source, BOTH.from(state), 1);
    }
    state = reads.all(source, BOTH.from(state));
    assertThat(reads.of("bad")).isEqualTo(source.stream("bad").ids());
    assertThat(state.isComplete()).isTrue();
  }

  @Test
  void countsRejectsAsRead() {
    FakeSource source = source(FakeStream.of("bad", 2, 20).rejectEvery(4));
    assertThat(new Reads().all(source, BOTH).isComplete()).isTrue();
  }

  @Test
  void doesNotFailWhatStoppedBecauseItWasTold() {
    FakeSource source = source(FakeStream.of("bad", 2, 20).stopsAt(10));
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(BOTH)) {
      new Reads().all(extraction);
      StreamOutcome bad = extraction.outcomes().get("bad");
      assertThat(bad.status()).isEqualTo(StreamOutcome.Status.STOPPED);
      assertThat(bad.reason()).contains("told to stop at record 10");
      assertThat(extraction.state().isComplete()).isFalse();
      assertThat(extraction.state().open()).hasSize(2);
    }
  }

  @Test
  void namesEveryStreamThatFailedWhenAllIsRead() {
    FakeSource source =
        FakeSource.of(
                FakeStream.of("good", 2, 20),
                FakeStream.of("one", 1, 20),
                FakeStream.of("two", 1, 20))
            .fault(Fault.fail("one/0", 5, ErrorKind.DATA))
            .fault(Fault.fail("describe two", 0, ErrorKind.PERMISSION));
    Reads reads = new Reads();
    ExtractionState state;
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(ExtractionRequest.all().batchSize(5))) {
      assertThatThrownBy(() -> reads.all(extraction))
          .isInstanceOfSatisfying(
              ConnectorException.class,
              failure -> {
                assertThat(failure)
                    .hasMessageContaining("2 of 3 streams failed")
                    .hasMessageContaining("one: ordered to fail")
                    .hasMessageContaining("two: ordered to fail");
                assertThat(failure.getSuppressed()).hasSize(1);
              });
      state = extraction.state();
    }
    assertThat(reads.of("good")).isEqualTo(source.stream("good").ids());
    assertThat(reads.of("one")).hasSize(5);
    assertThat(state.open()).extracting(open -> open.split().id()).containsExactly("one/0");
    assertThat(state.open().get(0).records()).isEqualTo(5);
  }

  @Test
  void throwsAgainAndAgainButOnceIsEnoughToBeFinished() {
    FakeSource source = source(FakeStream.of("bad", 1, 20).fallsShortBy(3));
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(BOTH)) {
      while (true) {
        assertThat(extraction.isFinished()).isFalse();
        try {
          extraction.poll(Duration.ofSeconds(5));
        } catch (ConnectorException failure) {
          break;
        }
      }
      assertThat(extraction.isFinished()).isTrue();
      assertThatThrownBy(() -> extraction.poll(Duration.ZERO))
          .isInstanceOf(ConnectorException.class);
    }
  }

  @Test
  void failsTheStreamOfAReaderThatThrowsAnError() {
    BaseConnector connector =
        Tiny.make(
            config ->
                new Tiny(config) {
                  @Override
                  protected SplitReader openSplit(ReadTask task, ReadContext context) {
                    throw new AssertionError("a defect");
                  }
                });
    try (connector;
        Extraction extraction = connector.extractData(ExtractionRequest.of("s"))) {
      assertThat(Reads.failure(extraction).kind()).isEqualTo(ErrorKind.INTERNAL);
    }
  }

  @Test
  void isNotCompleteWhereNothingCouldBeDescribed() {
    FakeSource source =
        FakeSource.of(FakeStream.of("only", 1, 20))
            .fault(Fault.fail("describe only", 0, ErrorKind.PERMISSION).times(1));
    ExtractionRequest request = ExtractionRequest.of("only");
    ExtractionState state = failed(source, request);
    assertThat(state.isComplete()).isFalse();
    Reads reads = new Reads();
    assertThat(reads.all(source, request.from(state)).isComplete()).isTrue();
    assertThat(reads.of("only")).isEqualTo(source.stream("only").ids());
  }

  @Test
  void keepsWhatIsLeftToPlanWhereAStreamCannotBeDescribedAgain() {
    FakeSource source =
        FakeSource.of(FakeStream.of("good", 40, 5), FakeStream.of("bad", 40, 5)).listing(1);
    ExtractionRequest request = ExtractionRequest.of("good", "bad").batchSize(5);
    Reads reads = new Reads();
    ExtractionState begun = reads.some(source, request, 2);
    assertThat(begun.isPlanExhausted()).isFalse();
    source.fault(Fault.fail("describe bad", 0, ErrorKind.PERMISSION).times(1));
    ExtractionState state = failed(source, request.from(begun));
    assertThat(state.isComplete()).isFalse();
    assertThat(state.isPlanExhausted()).isFalse();
    reads.all(source, request.from(state));
    assertThat(reads.of("good")).isEqualTo(source.stream("good").ids());
    assertThat(reads.of("bad")).isEqualTo(source.stream("bad").ids());
  }

  private static ExtractionState failed(FakeSource source, ExtractionRequest request) {
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(request)) {
      assertThatThrownBy(() -> new Reads().all(extraction)).isInstanceOf(ConnectorException.class);
      return ExtractionState.fromJson(extraction.state().toJson());
    }
  }
}
