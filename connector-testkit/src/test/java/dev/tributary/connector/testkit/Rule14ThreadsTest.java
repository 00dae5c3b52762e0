package dev.tributary.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.read.SplitReader;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("rule 14: threads")
@Timeout(30)
class Rule14ThreadsTest {
  private final ThreadWatch threads = new ThreadWatch();
  private final ConnectorContext host = ConnectorContext.defaults().threads(threads);

  @Test
  void connectsOncePlansOnOneThreadAndReadsEachSplitOnOne() {
    FakeSource source = FakeSource.of(FakeStream.of("files", 30, 5).keyed(1)).listing(2);
    try (BaseConnector connector = source.connector(host)) {
      for (int i = 0; i < 2; i++) {
        try (Extraction extraction =
            connector.extractData(ExtractionRequest.of("files").parallelism(3).batchSize(2))) {
          new Reads().all(extraction);
          extraction.acknowledge(extraction.state());
        }
        assertThat(source.log().threads(Fault.PLAN)).hasSize(i + 1);
      }
    }
    assertThat(source.log().connects()).isEqualTo(1);
    assertThat(source.log().disconnects()).isEqualTo(1);
    assertThat(source.log().threads("afterCommit"))
        .as("on the host's own thread")
        .containsExactly(Thread.currentThread().getName());
    for (int i = 0; i < 30; i++) {
      Set<String> readers =
          source.log().openings("files/" + i).stream()
              .map(FakeLog.Opening::thread)
              .collect(Collectors.toSet());
      assertThat(readers).allMatch(name -> name.startsWith("watched-"));
      assertThat(source.log().threads("files/" + i)).isEqualTo(readers);
    }
    assertThat(threads.living()).isEmpty();
  }

  @Test
  void opensSplitsAtOnceAndNoMoreThanAsked() throws InterruptedException {
    FakeSource source = FakeSource.of(FakeStream.of("orders", 6, 40));
    try (BaseConnector connector = source.connector(host);
        Extraction extraction =
            connector.extractData(ExtractionRequest.of("orders").parallelism(3).batchSize(5))) {
      Reads.await(() -> source.log().openReaders() == 3);
      new Reads().all(extraction);
    }
    assertThat(source.log().mostOpenReaders()).isEqualTo(3);
    assertThat(threads.made()).as("a planner and three workers").isEqualTo(4);
  }

  @Test
  void readsOneAfterAnotherIfParallelExtractionIsOff() {
    FakeSource source = FakeSource.of(FakeStream.of("orders", 6, 40));
    try (BaseConnector connector = source.connector(host);
        Extraction extraction =
            connector.extractData(
                ExtractionRequest.of("orders").with("parallel_extraction", false))) {
      new Reads().all(extraction);
    }
    assertThat(source.log().mostOpenReaders()).isEqualTo(1);
  }

  @Test
  void endsWhatAReaderForkedWithTheReader() throws InterruptedException {
    CountDownLatch forked = new CountDownLatch(2);
    List<Future<Integer>> forks = new CopyOnWriteArrayList<>();
    AtomicReference<String> name = new AtomicReference<>();
    BaseConnector connector =
        Tiny.only(
                config ->
                    new Tiny(config) {
                      @Override
                      protected SplitReader openSplit(ReadTask task, ReadContext context)
                          throws Exception {
                        for (int i = 0; i < 2; i++) {
                          forks.add(
                              context.fork(
                                  () -> {
                                    name.set(Thread.currentThread().getName());
                                    forked.countDown();
                                    Thread.sleep(60_000);
                                    return 0;
                                  }));
                        }
                        return super.openSplit(task, context);
                      }
                    },
                host)
            .create(SourceConfig.of("TINY", "tiny"));
    try (connector;
        Extraction extraction = connector.extractData(ExtractionRequest.of("s"))) {
      forked.await();
      new Reads().all(extraction);
    }
    assertThat(name.get()).startsWith("watched-");
    assertThat(forks).hasSize(2).allMatch(Future::isDone);
    assertThat(threads.awaitNone(Duration.ofSeconds(1))).isTrue();
  }

  @Test
  void leavesNoThreadWhenTheHostsLoopThrows() {
    FakeSource source = FakeSource.of(FakeStream.of("orders", 6, 400));
    assertThatThrownBy(
            () -> {
              try (BaseConnector connector = source.connector(host);
                  Extraction extraction =
                      connector.extractData(ExtractionRequest.of("orders").batchSize(5))) {
                for (RecordBatch batch : extraction) {
                  throw new IllegalStateException("the disk is full at " + batch.number());
                }
              }
            })
        .isInstanceOf(IllegalStateException.class);
    assertThat(threads.living()).isEmpty();
    assertThat(source.log().openConnections()).isZero();
  }

  @Test
  void acknowledgesWhileReadersRead() throws Exception {
    FakeSource source = FakeSource.of(FakeStream.of("files", 40, 20).keyed(1));
    try (BaseConnector connector = source.connector(host);
        Extraction extraction =
            connector.extractData(ExtractionRequest.of("files").parallelism(3).batchSize(5))) {
      AtomicBoolean done = new AtomicBoolean();
      CompletableFuture<Void> acknowledging =
          CompletableFuture.runAsync(
              () -> {
                while (!done.get()) {
                  extraction.acknowledge(extraction.state());
                }
              });
      new Reads().all(extraction);
      done.set(true);
      acknowledging.get();
      extraction.acknowledge(extraction.state());
    }
    assertThat(source.log().archived()).hasSize(40).allSatisfy((key, n) -> assertThat(n).isOne());
  }
}
