package dev.tributary.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.state.ExtractionState;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("rule 5: retries do not repeat and do not multiply")
@Timeout(30)
class Rule05RetriesTest {
  private static final ExtractionRequest ORDERS =
      ExtractionRequest.of("orders").parallelism(1).batchSize(5);

  private final FakeSource source = FakeSource.of(FakeStream.of("orders", 1, 20));
  private final Reads reads = new Reads();

  @Test
  void reopensASplitAtItsLastCheckpointWithoutRepetition() {
    source.fault(Fault.cut("orders/0", 7));
    reads.all(source, ORDERS);
    assertThat(reads.of("orders")).isEqualTo(source.stream("orders").ids());
    assertThat(source.log().openings("orders/0"))
        .extracting(FakeLog.Opening::from)
        .containsExactly(0L, 5L);
    assertThat(source.log().openedTwice()).isZero();
  }

  @Test
  void reopensWhatCouldNotBeOpened() {
    source.fault(Fault.cut("orders/0", Fault.OPENING));
    reads.all(source, ORDERS);
    assertThat(reads.of("orders")).isEqualTo(source.stream("orders").ids());
  }

  @Test
  void leavesToTheHostWhatWouldBeHandedOverTwice() {
    source.stream(FakeStream.of("orders", 1, 20).transactions(10));
    source.fault(Fault.cut("orders/0", 7));
    ExtractionState state;
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(ORDERS)) {
      assertThatThrownBy(() -> reads.all(extraction))
          .isInstanceOfSatisfying(
              ConnectorException.class,
              cut -> assertThat(cut.kind()).isEqualTo(ErrorKind.TRANSIENT));
      state = extraction.state();
    }
    assertThat(source.log().openings("orders/0")).hasSize(1);
    assertThat(reads.of("orders")).hasSize(5);
    Reads again = new Reads();
    again.all(source, ORDERS.from(state));
    assertThat(again.of("orders")).isEqualTo(source.stream("orders").ids());
  }

  @Test
  void doesNotMultiplyTheAttemptsOfAReader() {
    source.fault(Fault.cut("orders/0", 7).attempts(4).always());
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(ORDERS)) {
      ConnectorException failure = Reads.failure(extraction);
      assertThat(failure.attempts()).isEqualTo(4);
      assertThat(failure.source()).contains("fake");
      assertThat(failure.stream()).contains("orders");
    }
    assertThat(source.log().openings("orders/0")).hasSize(1);
  }

  @Test
  void givesUpAfterTheReopeningsThatAreAllowed() {
    source.fault(Fault.cut("orders/0", 7).always());
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(ORDERS.with("max_reopenings", 1))) {
      assertThat(Reads.failure(extraction).kind()).isEqualTo(ErrorKind.TRANSIENT);
      assertThat(extraction.metadata().counters()).containsEntry("retries", 1L);
    }
    assertThat(source.log().openings("orders/0")).hasSize(2);
  }

  @Test
  void countsAfreshAfterProgress() {
    for (int record : List.of(2, 7, 12, 17)) {
      source.fault(Fault.cut("orders/0", record));
    }
    reads.all(source, ORDERS.with("max_reopenings", 1));
    assertThat(reads.of("orders")).isEqualTo(source.stream("orders").ids());
    assertThat(source.log().openings("orders/0")).hasSize(5);
  }

  @Test
  void doesNotTryAgainWhatCannotPass() {
    source.fault(Fault.fail("orders/0", 7, ErrorKind.DATA));
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(ORDERS)) {
      assertThat(Reads.failure(extraction).kind()).isEqualTo(ErrorKind.DATA);
    }
    assertThat(source.log().openings("orders/0")).hasSize(1);
  }

  @Test
  void reopensAfterACutAtEveryRecord() {
    FakeSource flaky = FakeSource.of(FakeStream.of("orders", 1, 20));
    int cuts = 0;
    for (int record = 0; record < 20; record += 3) {
      flaky.fault(Fault.cut("orders/0", record));
      cuts++;
    }
    reads.all(flaky, ORDERS.batchSize(1));
    assertThat(reads.of("orders")).isEqualTo(flaky.stream("orders").ids());
    assertThat(flaky.log().openings("orders/0")).hasSize(cuts + 1);
  }
}
