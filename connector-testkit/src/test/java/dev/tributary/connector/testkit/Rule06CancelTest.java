package dev.tributary.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.host.ConnectorListener;
import dev.tributary.connector.host.StreamOutcome;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.state.ExtractionState;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("rule 6: cancelled within a second")
@Timeout(30)
class Rule06CancelTest {
  private static final ExtractionRequest ORDERS =
      ExtractionRequest.of("orders").parallelism(1).batchSize(5);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final FakeSource source = FakeSource.of(FakeStream.of("orders", 1, 20));
  private final ThreadWatch threads = new ThreadWatch();

  @Test
  void interruptsAReaderThatWaits() throws InterruptedException {
    closesWithinASecond(Fault.stall("orders/0", 7));
  }

  @Test
  void closesWhatIgnoresInterruption() throws InterruptedException {
    closesWithinASecond(Fault.stall("orders/0", 7).deaf());
  }

  @Test
  void closesWhileASplitIsOpened() throws InterruptedException {
    closesWithinASecond(Fault.stall("orders/0", Fault.OPENING).deaf());
  }

  @Test
  void interruptsAPlanThatWaits() throws InterruptedException {
    closesWithinASecond(Fault.stall(Fault.PLAN, 0));
  }

  @Test
  void closesAPlanThatIgnoresInterruption() throws InterruptedException {
    closesWithinASecond(Fault.stall(Fault.PLAN, Fault.OPENING).deaf());
  }

  @Test
  void interruptsADescription() throws InterruptedException {
    closesWithinASecond(Fault.stall("describe orders", 0));
  }

  @Test
  void endsAWaitBeforeTheNextAttempt() throws InterruptedException {
    CountDownLatch retried = new CountDownLatch(1);
    source.fault(Fault.cut("orders/0", 2).always());
    ConnectorListener listener =
        new ConnectorListener() {
          @Override
          public void retried(String sourceId, String what, int attempt, Duration after) {
            if (attempt > 3) {
              retried.countDown();
            }
          }
        };
    try (BaseConnector connector =
        source.connector(ConnectorContext.defaults().threads(threads).listener(listener))) {
      Extraction extraction = connector.extractData(ORDERS.with("max_reopenings", 1000));
      retried.await();
      long began = System.nanoTime();
      extraction.close();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SECOND);
    }
    assertThat(threads.living()).isEmpty();
  }

  @Test
  void doesNotTakeTheClosingOfALineForTheEndOfItsSplit() throws InterruptedException {
    Fault stall = Fault.stall("orders/0", 5).quiet();
    source.stream(FakeStream.of("orders", 1, 20).ending(FakeStream.Ending.EXHAUSTED));
    source.fault(stall);
    Reads reads = new Reads();
    ExtractionState state;
    try (BaseConnector connector = source.connector()) {
      Extraction extraction = connector.extractData(ORDERS);
      RecordBatch batch = Reads.next(extraction);
      reads.note(batch);
      extraction.complete(batch);
      assertThat(stall.awaitReached()).isTrue();
      extraction.close();
      state = ExtractionState.fromJson(extraction.state().toJson());
    }
    assertThat(state.isComplete()).as("the reader was cut, it did not end").isFalse();
    reads.all(source, ORDERS.from(state));
    assertThat(reads.of("orders")).isEqualTo(source.stream("orders").ids());
  }

  @Test
  void throwsCancelledToAHostThatWaits() throws Exception {
    source.fault(Fault.stall("orders/0", 7));
    try (BaseConnector connector = source.connector()) {
      Extraction extraction = connector.extractData(ORDERS);
      CompletableFuture<ConnectorException> thrown =
          CompletableFuture.supplyAsync(() -> Reads.failure(extraction));
      Reads.await(() -> source.log().batches() > 0);
      extraction.cancel();
      assertThat(thrown.get(1, TimeUnit.SECONDS).kind()).isEqualTo(ErrorKind.CANCELLED);
      assertThat(extraction.isFinished()).isTrue();
    }
  }

  @Test
  void throwsCancelledToAHostThatIsInterruptedAndKeepsTheFlag() throws Exception {
    Fault stall = Fault.stall("orders/0", 0);
    source.fault(stall);
    AtomicBoolean flag = new AtomicBoolean();
    AtomicReference<ConnectorException> thrown = new AtomicReference<>();
    try (BaseConnector connector = source.connector()) {
      Thread host =
          new Thread(
              () -> {
                try (Extraction extraction = connector.extractData(ORDERS)) {
                  thrown.set(Reads.failure(extraction));
                  flag.set(Thread.currentThread().isInterrupted());
                }
              });
      host.start();
      assertThat(stall.awaitReached()).isTrue();
      long began = System.nanoTime();
      host.interrupt();
      host.join();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SECOND);
    }
    assertThat(thrown.get().kind()).isEqualTo(ErrorKind.CANCELLED);
    assertThat(flag).isTrue();
  }

  @Test
  void closesEveryReadWithTheConnector() throws InterruptedException {
    source.fault(Fault.stall("orders/0", 7));
    BaseConnector connector = source.connector(ConnectorContext.defaults().threads(threads));
    Extraction one = connector.extractData(ORDERS);
    connector.extractData(ORDERS);
    Reads.next(one);
    connector.close();
    connector.close();
    assertThat(threads.living()).isEmpty();
    assertThat(source.log().openConnections()).isZero();
    assertThat(source.log().disconnects()).isEqualTo(1);
  }

  @Test
  void keepsTheStateAfterClosing() {
    try (BaseConnector connector = source.connector()) {
      Extraction extraction = connector.extractData(ORDERS);
      extraction.complete(Reads.next(extraction));
      RecordBatch late = Reads.next(extraction);
      extraction.close();
      extraction.close();
      extraction.complete(late);
      assertThat(extraction.state().open().get(0).records()).isEqualTo(10);
      assertThat(extraction.outcomes().get("orders").status())
          .isEqualTo(StreamOutcome.Status.CANCELLED);
    }
  }

  private void closesWithinASecond(Fault stall) throws InterruptedException {
    source.fault(stall);
    try (BaseConnector connector = source.connector(ConnectorContext.defaults().threads(threads))) {
      Extraction extraction = connector.extractData(ORDERS);
      assertThat(stall.awaitReached()).isTrue();
      long began = System.nanoTime();
      extraction.close();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SECOND);
      assertThat(threads.living()).isEmpty();
      assertThat(source.log().openConnections()).isZero();
    }
  }
}
