package dev.tributary.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.read.ExtractionRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("rule 7: slow hosts and idle sources")
@Timeout(30)
class Rule07SlowHostsTest {
  @Test
  void idlesAboutOnceASecondOnTheReadersThreadWhileTheHostIsSlow() throws Exception {
    FakeSource source = FakeSource.of(FakeStream.of("orders", 1, 100));
    try (BaseConnector connector = source.connector();
        Extraction extraction =
            connector.extractData(ExtractionRequest.of("orders").batchSize(5).parallelism(1))) {
      Reads.next(extraction);
      long began = System.nanoTime();
      Reads.await(() -> source.log().idles("orders/0") >= 2);
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isBetween(Duration.ofMillis(1500), Duration.ofMillis(4000));
      assertThat(source.log().threads("orders/0")).hasSize(1);
    }
  }

  @Test
  void holdsOneQueuedAndOneBuiltBatchPerWorkerAndNoMore() throws InterruptedException {
    int workers = 3;
    FakeSource source = FakeSource.of(FakeStream.of("wide", 8, 200).payload(20_000));
    ExtractionRequest request =
        ExtractionRequest.of("wide").batchBytes(100_000).parallelism(workers);
    Reads reads = new Reads();
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(request)) {
      long delivered = 0;
      for (RecordBatch batch : extraction) {
        delivered++;
        reads.note(batch);
        assertThat(batch.bytes()).isLessThan(150_000);
        // Towards the end fewer splits than workers are left, and less can be ahead.
        if (delivered % 20 == 1 && delivered < 200) {
          long before = delivered;
          Reads.await(() -> source.log().batches() >= before + workers);
        }
        assertThat(source.log().batches() - delivered).isLessThanOrEqualTo(2L * workers);
      }
    }
    assertThat(reads.of("wide")).isEqualTo(source.stream("wide").ids());
  }

  @Test
  void goesOnReadingWhileBatchesWaitToBeCompleted() {
    FakeSource source = FakeSource.of(FakeStream.of("orders", 2, 500));
    try (BaseConnector connector = source.connector();
        Extraction extraction =
            connector.extractData(ExtractionRequest.of("orders").batchSize(5))) {
      List<RecordBatch> held = new ArrayList<>();
      while (!extraction.isFinished()) {
        RecordBatch batch = extraction.poll(Duration.ofSeconds(5));
        if (batch != null) {
          held.add(batch);
        }
      }
      assertThat(held).hasSize(200);
      assertThat(extraction.state().isComplete()).isFalse();
      held.forEach(extraction::complete);
      assertThat(extraction.state().isComplete()).isTrue();
    }
  }

  @Test
  void handsOverWhatThereIsWithinThePatience() {
    FakeSource source =
        FakeSource.of(
            FakeStream.of("slow", 1, 50).batchesOf(1).pace(Duration.ofMillis(5)).idles(1));
    try (BaseConnector connector = source.connector();
        Extraction extraction =
            connector.extractData(
                ExtractionRequest.of("slow").patience(Duration.ofMillis(20)).parallelism(1))) {
      long began = System.nanoTime();
      assertThat(Reads.next(extraction).size()).isEqualTo(1);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
    }
  }

  @Test
  void returnsFromPollWhileTheSourceIdles() {
    FakeSource source = FakeSource.of(FakeStream.of("log", 1, 5).endless());
    try (BaseConnector connector = source.connector();
        Extraction extraction =
            connector.extractData(
                ExtractionRequest.of("log").patience(Duration.ofMillis(10)).unbounded())) {
      extraction.complete(Reads.next(extraction));
      assertThat(extraction.poll(Duration.ofMillis(30))).isNull();
      assertThat(extraction.isFinished()).isFalse();
      assertThat(extraction.poll(Duration.ZERO)).isNull();
    }
  }
}
