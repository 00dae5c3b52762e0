package dev.tributary.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.state.ExtractionState;
import dev.tributary.connector.state.OpenSplit;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("rule 3: delivered, completed, acknowledged")
@Timeout(30)
class Rule03ThreeEventsTest {
  private static final ExtractionRequest FILES =
      ExtractionRequest.of("files").batchSize(5).parallelism(1);

  private final FakeSource source = FakeSource.of(FakeStream.of("files", 3, 20).keyed(1));

  @Test
  void coversOnlyTheCompletedPrefixOfASplit() {
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(FILES)) {
      RecordBatch first = Reads.next(extraction);
      RecordBatch second = Reads.next(extraction);
      RecordBatch third = Reads.next(extraction);
      assertThat(open(extraction, "files/0").resumeFrom()).as("delivered only").isEmpty();
      extraction.complete(third);
      extraction.complete(second);
      assertThat(open(extraction, "files/0").resumeFrom()).as("not the prefix").isEmpty();
      extraction.complete(first);
      assertThat(open(extraction, "files/0").resumeFrom()).contains(Position.of("record", 15));
      assertThat(open(extraction, "files/0").records()).isEqualTo(15);
      extraction.complete(first);
      assertThat(open(extraction, "files/0").records()).as("again is harmless").isEqualTo(15);
    }
  }

  @Test
  void refusesABatchOfAnotherExtractionThoughItHasTheSameNumber() {
    try (BaseConnector connector = source.connector();
        Extraction one = connector.extractData(FILES);
        Extraction other = connector.extractData(FILES)) {
      RecordBatch mine = Reads.next(one);
      RecordBatch foreign = Reads.next(other);
      assertThat(foreign.number()).isEqualTo(mine.number());
      assertThatThrownBy(() -> one.complete(foreign))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not of this extraction");
      assertThat(open(one, "files/0").resumeFrom()).isEmpty();
      one.complete(mine.conform(mine.schema()));
      assertThat(open(one, "files/0").resumeFrom()).contains(Position.of("record", 5));
    }
  }

  @Test
  void tellsTheSourceNothingButWhatWasAcknowledged() {
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(FILES)) {
      for (int i = 0; i < 5; i++) {
        extraction.complete(Reads.next(extraction));
      }
      ExtractionState durable = extraction.state();
      assertThat(durable.stream("files").keys().size()).isEqualTo(1);
      assertThat(source.log().commits()).as("completed is not acknowledged").isEmpty();
      extraction.acknowledge(durable);
      assertThat(source.log().archived()).containsOnlyKeys("files-0.csv");
      extraction.acknowledge(durable);
      extraction.acknowledge(extraction.state());
      assertThat(source.log().commits()).as("once each").hasSize(1);
      assertThat(extraction.state().pending()).isEmpty();
    }
  }

  @Test
  void replaysAfterACrashWhatWasAcknowledgedAndNotFinalised() {
    source.refuseCommits(1);
    ExtractionState durable;
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(FILES)) {
      for (int i = 0; i < 5; i++) {
        extraction.complete(Reads.next(extraction));
      }
      durable = ExtractionState.fromJson(extraction.state().toJson());
      extraction.acknowledge(durable);
      assertThat(source.log().archived()).as("the source refused").isEmpty();
      assertThat(extraction.state().pending()).hasSize(1);
      assertThat(extraction.metadata().warnings()).hasSize(1);
    }
    new Reads().all(source, FILES.from(durable));
    assertThat(source.log().archived()).containsOnly(Map.entry("files-0.csv", 1));
  }

  @Test
  void tellsAgainWithTheNextAcknowledgementWhatWasRefused() {
    source.refuseCommits(2);
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(FILES)) {
      new Reads().all(extraction);
      extraction.acknowledge(extraction.state());
      extraction.acknowledge(extraction.state());
      assertThat(source.log().archived()).isEmpty();
      extraction.acknowledge(extraction.state());
      assertThat(source.log().archived()).hasSize(3);
      assertThat(extraction.state().pending()).isEmpty();
    }
  }

  @Test
  void replaysWhatWasNeverAcknowledgedBecauseTheProcessDiedRightAfterSaving() {
    Reads reads = new Reads();
    ExtractionState durable = reads.some(source, FILES, 9);
    assertThat(source.log().commits()).isEmpty();
    ExtractionState last = reads.all(source, FILES.from(durable));
    assertThat(source.log().archived()).containsOnlyKeys("files-0.csv", "files-1.csv");
    assertThat(last.pending()).hasSize(1);
    assertThat(reads.of("files")).isEqualTo(source.stream("files").ids());
  }

  @Test
  void refusesWhatIsOfAnotherExtraction() {
    try (BaseConnector connector = source.connector();
        Extraction one = connector.extractData(FILES);
        Extraction other = connector.extractData(FILES)) {
      RecordBatch batch = Reads.next(one);
      assertThatThrownBy(() -> one.acknowledge(other.state()))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> other.complete(batch.withNumber(1_000_000)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void movesASlotOnlyWhenItsPositionIsAcknowledged() {
    FakeSource log = FakeSource.of(FakeStream.of("log", 1, 20).exclusive());
    try (BaseConnector connector = log.connector();
        Extraction extraction =
            connector.extractData(ExtractionRequest.of("log").batchSize(5).parallelism(1))) {
      extraction.complete(Reads.next(extraction));
      ExtractionState first = extraction.state();
      extraction.complete(Reads.next(extraction));
      assertThat(log.log().slot("log/0").isEmpty()).isTrue();
      extraction.acknowledge(first);
      assertThat(log.log().slot("log/0")).isEqualTo(Position.of("record", 5));
      extraction.acknowledge(extraction.state());
      assertThat(log.log().slot("log/0")).isEqualTo(Position.of("record", 10));
      extraction.acknowledge(first);
      assertThat(log.log().slot("log/0")).as("never back").isEqualTo(Position.of("record", 10));
    }
  }

  private static OpenSplit open(Extraction extraction, String split) {
    return extraction.state().open().stream()
        .filter(open -> open.split().id().equals(split))
        .findFirst()
        .orElseThrow();
  }
}
