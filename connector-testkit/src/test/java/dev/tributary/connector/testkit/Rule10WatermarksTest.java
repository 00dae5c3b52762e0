package dev.tributary.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.read.Completion;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.read.SplitReader;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.state.ExtractionState;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("rule 10: watermarks move when all of a stream is completed")
@Timeout(30)
class Rule10WatermarksTest {
  private static final ExtractionRequest ORDERS =
      ExtractionRequest.of("orders").batchSize(5).parallelism(2);

  private final FakeSource source = FakeSource.of(FakeStream.of("orders", 4, 10).watermark());

  @Test
  void setsTheWatermarkOnlyWhenEverySplitIsCompleted() {
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(ORDERS)) {
      for (RecordBatch batch : extraction) {
        batch.size();
        assertThat(extraction.state().stream("orders").watermark()).isEmpty();
      }
      assertThat(extraction.state().stream("orders").watermark()).contains(Position.of("ids", 40));
    }
  }

  @Test
  void readsWhatWasAddedSince() {
    Reads reads = new Reads();
    ExtractionState state = reads.all(source, ORDERS);
    source.stream(FakeStream.of("orders", 6, 10).watermark());
    state = reads.all(source, ORDERS.from(ExtractionState.fromJson(state.toJson())));
    assertThat(reads.of("orders")).isEqualTo(source.stream("orders").ids());
    assertThat(state.stream("orders").watermark()).contains(Position.of("ids", 60));
  }

  @Test
  void keepsItWhenThereIsNothingNew() {
    ExtractionState first = new Reads().all(source, ORDERS);
    Reads second = new Reads();
    ExtractionState state = second.all(source, ORDERS.from(first));
    assertThat(second.size()).isZero();
    assertThat(state.isComplete()).isTrue();
    assertThat(state.stream("orders").watermark()).contains(Position.of("ids", 40));
    assertThat(state.extractionId()).isNotEqualTo(first.extractionId());
  }

  @Test
  void isNotMovedByABackfill() {
    ExtractionState first = new Reads().all(source, ORDERS);
    source.stream(FakeStream.of("orders", 9, 10).watermark());
    ExtractionState after =
        new Reads().all(source, ORDERS.window("2026-01-01", "2026-02-01").from(first));
    assertThat(after.stream("orders").watermark()).isEqualTo(first.stream("orders").watermark());
  }

  @Test
  void isNotMovedByAStreamThatFellShort() {
    source.stream(FakeStream.of("orders", 4, 10).watermark().fallsShortBy(1));
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(ORDERS)) {
      Reads.failure(extraction);
      assertThat(extraction.state().stream("orders").watermark()).isEmpty();
    }
  }

  @Test
  void staysWhatThePlanFrozeAcrossACrash() {
    ExtractionState state = new Reads().some(source, ORDERS, 3);
    source.stream(FakeStream.of("orders", 4, 10).watermark());
    ExtractionState last = new Reads().all(source, ORDERS.from(state));
    assertThat(last.stream("orders").watermark()).contains(Position.of("ids", 40));
  }

  @Test
  void comesFromTheReaderWhereOneSplitReadsTheStream() {
    BaseConnector connector =
        Tiny.make(
            config ->
                new Tiny(config) {
                  @Override
                  protected SplitReader openSplit(ReadTask task, ReadContext context)
                      throws Exception {
                    SplitReader reader = super.openSplit(task, context);
                    return new SplitReader() {
                      @Override
                      public RecordBatch readBatch() throws Exception {
                        return reader.readBatch();
                      }

                      @Override
                      public Completion completion() {
                        return Completion.exhausted().watermark(Position.of("at", "2026-11-21"));
                      }
                    };
                  }
                });
    try (connector;
        Extraction extraction = connector.extractData(ExtractionRequest.of("s"))) {
      new Reads().all(extraction);
      assertThat(extraction.state().stream("s").watermark())
          .contains(Position.of("at", "2026-11-21"));
    }
  }
}
