package dev.tributary.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.batch.Row;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.read.ExtractionRequest;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FakeSourceTest {
  @Test
  void yieldsEveryRecordOnceAndLeavesNothingOpen() throws InterruptedException {
    FakeStream orders = FakeStream.of("orders", 3, 100).payload(20).rejectEvery(10);
    FakeSource source = FakeSource.of(orders);
    ThreadWatch threads = new ThreadWatch();
    Reads reads = new Reads();
    try (BaseConnector connector = source.connector(ConnectorContext.defaults().threads(threads));
        Extraction extraction =
            connector.extractData(ExtractionRequest.of("orders").batchSize(7))) {
      reads.all(extraction);
      assertThat(extraction.outcomes().get("orders").rejects()).isEqualTo(30);
      assertThat(extraction.state().isComplete()).isTrue();
    }
    assertThat(reads.of("orders")).isEqualTo(orders.ids());
    assertThat(source.log().openConnections()).isZero();
    assertThat(threads.awaitNone(Duration.ofSeconds(1))).isTrue();
  }

  @Test
  void growsInTheMiddle() {
    FakeSource source = FakeSource.of(FakeStream.of("orders", 1, 20).growsAt(10));
    Set<Integer> widths = new HashSet<>();
    try (BaseConnector connector = source.connector();
        Extraction extraction =
            connector.extractData(ExtractionRequest.of("orders").batchSize(5))) {
      for (RecordBatch batch : extraction) {
        widths.add(batch.schema().size());
        for (Row row : batch) {
          if (batch.schema().indexOf("extra") >= 0 && row.getLong("id") >= 10) {
            assertThat(row.getString("extra")).isEqualTo("extra " + row.getLong("id"));
          }
        }
      }
      assertThat(extraction.state().stream("orders").schema().orElseThrow().size()).isEqualTo(4);
    }
    assertThat(widths).containsExactlyInAnyOrder(3, 4);
  }

  @Test
  void carriesAllStreamsInItsChanges() {
    FakeSource source =
        FakeSource.of(FakeStream.of("a", 1, 3), FakeStream.of("b", 2, 3))
            .changes(FakeChanges.of(4, 3));
    Reads reads = new Reads();
    reads.all(source, ExtractionRequest.all().batchSize(5));
    assertThat(reads.size()).isEqualTo(9 + 12);
  }

  @Test
  void refusesWhoDoesNotProveItself() {
    FakeSource source = FakeSource.of(FakeStream.of("orders", 1, 1)).token("let-me-in-please");
    try (BaseConnector connector = source.connector()) {
      assertThat(connector.testConnection().isOk()).isFalse();
      assertThatThrownBy(connector::listStreams).isInstanceOf(ConnectorException.class);
    }
    try (BaseConnector connector =
        source
            .connectors(ConnectorContext.defaults())
            .create(source.config().with("token", "let-me-in-please"))) {
      assertThat(connector.testConnection().isOk()).isTrue();
    }
  }
}
