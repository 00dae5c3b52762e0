package dev.tributary.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ExtractionMetadata;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.state.ExtractionState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What hosts see of an extraction, whatever the rule. */
@Timeout(30)
class ExtractionFaceTest {
  private static final ExtractionRequest ORDERS =
      ExtractionRequest.of("orders").batchSize(5).parallelism(2);

  private final FakeSource source = FakeSource.of(FakeStream.of("orders", 4, 50));

  @Test
  void tellsWhenThereIsSomethingToPoll() throws Exception {
    Reads reads = new Reads();
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(ORDERS)) {
      while (!extraction.isFinished()) {
        extraction.whenReady().toCompletableFuture().get(5, TimeUnit.SECONDS);
        RecordBatch batch = extraction.poll(Duration.ZERO);
        if (batch != null) {
          reads.note(batch);
          extraction.complete(batch);
        }
      }
    }
    assertThat(reads.of("orders")).isEqualTo(source.stream("orders").ids());
  }

  @Test
  void tellsOfTheEndAlsoWhenItIsThePlanThatEndsLast() throws Exception {
    FakeSource lazy = FakeSource.of(FakeStream.of("orders", 1, 5));
    Fault last = Fault.stall(Fault.PLAN, 1);
    lazy.fault(last);
    try (BaseConnector connector = lazy.connector();
        Extraction extraction = connector.extractData(ORDERS)) {
      extraction.complete(Reads.next(extraction));
      Reads.await(() -> lazy.log().openReaders() == 0);
      CompletableFuture<Void> ready = extraction.whenReady().toCompletableFuture();
      last.release();
      ready.get(5, TimeUnit.SECONDS);
      assertThat(extraction.poll(Duration.ZERO)).isNull();
      assertThat(extraction.isFinished()).isTrue();
    }
  }

  @Test
  void tellsOfTheEndWhenPlanningFails() throws Exception {
    FakeSource lazy = FakeSource.of(FakeStream.of("orders", 1, 5));
    Fault stall = Fault.stall(Fault.PLAN, 0);
    lazy.fault(stall).fault(Fault.fail(Fault.PLAN, 0, ErrorKind.PERMISSION));
    try (BaseConnector connector = lazy.connector();
        Extraction extraction = connector.extractData(ORDERS)) {
      CompletableFuture<Void> ready = extraction.whenReady().toCompletableFuture();
      stall.release();
      ready.get(5, TimeUnit.SECONDS);
      assertThatThrownBy(() -> extraction.poll(Duration.ZERO))
          .isInstanceOf(ConnectorException.class);
    }
  }

  @Test
  void tellsOfACancellation() throws Exception {
    source.fault(Fault.stall(Fault.PLAN, 0));
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(ORDERS)) {
      CompletableFuture<Void> ready = extraction.whenReady().toCompletableFuture();
      extraction.cancel();
      ready.get(5, TimeUnit.SECONDS);
    }
  }

  @Test
  void takesCompletionsInAnyOrderByAnyThread() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(ORDERS)) {
      List<RecordBatch> batches = new ArrayList<>();
      while (!extraction.isFinished()) {
        RecordBatch batch = extraction.poll(Duration.ofSeconds(5));
        if (batch != null) {
          batches.add(batch);
        }
      }
      Collections.shuffle(batches, new Random(1));
      List<Future<?>> completing = new ArrayList<>();
      for (RecordBatch batch : batches) {
        completing.add(pool.submit(() -> extraction.complete(batch)));
      }
      for (Future<?> one : completing) {
        one.get();
      }
      assertThat(extraction.state().isComplete()).isTrue();
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void isIteratedOnce() {
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(ORDERS)) {
      assertThat(extraction.iterator()).isNotNull();
      assertThatThrownBy(extraction::iterator).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void completesTheLastBatchWhenThereIsNoNext() {
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(ORDERS)) {
      Iterator<RecordBatch> batches = extraction.iterator();
      int n = 0;
      while (batches.hasNext()) {
        assertThat(batches.hasNext()).isTrue();
        batches.next();
        n++;
      }
      assertThat(n).isEqualTo(40);
      assertThat(extraction.state().isComplete()).isTrue();
      assertThatThrownBy(batches::next).isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void resumesAfterEveryBatchInAConnectorOfItsOwn() {
    Reads reads = new Reads();
    ExtractionState state = ExtractionState.initial();
    String id = null;
    int lives = 0;
    while (lives == 0 || !state.isComplete()) {
      try (BaseConnector connector = source.connector();
          Extraction extraction = connector.extractData(ORDERS.batchSize(25).from(state))) {
        RecordBatch batch = extraction.poll(Duration.ofSeconds(10));
        if (batch != null) {
          reads.note(batch);
          extraction.complete(batch);
        }
        state = ExtractionState.fromJson(extraction.state().toJson());
        id = id == null ? state.extractionId() : id;
        assertThat(state.extractionId()).isEqualTo(id);
        lives++;
      }
    }
    assertThat(reads.of("orders")).isEqualTo(source.stream("orders").ids());
  }

  @Test
  void namesTheStreamThatDoesNotExistAndReadsTheOthers() {
    Reads reads = new Reads();
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(ExtractionRequest.of("nope", "orders"))) {
      assertThatThrownBy(() -> reads.all(extraction))
          .isInstanceOfSatisfying(
              ConnectorException.class,
              missing -> {
                assertThat(missing.kind()).isEqualTo(ErrorKind.NOT_FOUND);
                assertThat(missing.stream()).contains("nope");
              });
    }
    assertThat(reads.of("orders")).hasSize(200);
  }

  @Test
  void refusesWrongOptionsBeforeAnythingStarts() {
    try (BaseConnector connector = source.connector()) {
      assertThatThrownBy(
              () -> connector.extractData(ORDERS.with("batch_sizes", 1).with("patience", "soon")))
          .isInstanceOf(ConnectorException.class)
          .hasMessageContaining("batch_size")
          .hasMessageContaining("patience");
    }
    assertThat(source.log().connects()).isZero();
  }

  @Test
  void givesAnAccount() {
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(ORDERS)) {
      new Reads().all(extraction);
      ExtractionMetadata account = extraction.metadata();
      assertThat(account.isComplete()).isTrue();
      assertThat(account.records()).isEqualTo(200);
      assertThat(account.streams().get(0).estimate()).isEqualTo(200);
      assertThat(account.toString()).contains("orders").contains("COMPLETE").contains("200");
    }
  }

  @Test
  void isRefusedByAConnectorThatWasClosed() {
    BaseConnector connector = source.connector();
    connector.close();
    assertThatThrownBy(() -> connector.extractData(ORDERS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThat(source.log().disconnects()).as("it never connected").isZero();
  }
}
