package dev.tributary.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.state.ExtractionState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("rule 13: rejects travel with their batch")
@Timeout(30)
class Rule13RejectsTest {
  @Test
  void quarantinesEachRejectOnceWhereverTheReadIsCut() {
    FakeSource source = FakeSource.of(FakeStream.of("orders", 2, 30).rejectEvery(3));
    ExtractionRequest request = ExtractionRequest.of("orders").batchSize(4).parallelism(1);
    List<String> quarantine = new ArrayList<>();
    Reads reads = new Reads();
    ExtractionState state = ExtractionState.initial();
    for (int i = 0; i < 100 && (i == 0 || !state.isComplete()); i++) {
      try (BaseConnector connector = source.connector();
          Extraction extraction = connector.extractData(request.from(state))) {
        RecordBatch batch = extraction.poll(Duration.ofSeconds(10));
        if (batch != null) {
          reads.note(batch);
          batch.rejects().forEach(reject -> quarantine.add(reject.place()));
          assertThat(batch.rejects())
              .allSatisfy(reject -> assertThat(reject.rawText()).startsWith("raw "));
          extraction.complete(batch);
          // A batch that was delivered and not completed is no part of the state.
          extraction.poll(Duration.ofMillis(5));
        }
        state = extraction.state();
      }
    }
    assertThat(state.isComplete()).isTrue();
    assertThat(quarantine).hasSize(20).doesNotHaveDuplicates();
    assertThat(reads.of("orders")).isEqualTo(source.stream("orders").ids());
  }

  @Test
  void deliversABatchOfRejectsOnly() {
    FakeSource source = FakeSource.of(FakeStream.of("orders", 1, 10).rejectEvery(1));
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(ExtractionRequest.of("orders"))) {
      int rejects = 0;
      for (RecordBatch batch : extraction) {
        assertThat(batch.size()).isZero();
        rejects += batch.rejects().size();
      }
      assertThat(rejects).isEqualTo(10);
      assertThat(extraction.outcomes().get("orders").rejects()).isEqualTo(10);
      assertThat(extraction.state().isComplete()).isTrue();
    }
  }
}
