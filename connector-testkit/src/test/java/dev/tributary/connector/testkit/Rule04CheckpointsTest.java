package dev.tributary.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.split.Split;
import dev.tributary.connector.state.ExtractionState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("rule 4: a checkpoint covers everything through its batch and nothing after")
@Timeout(30)
class Rule04CheckpointsTest {
  private static final ExtractionRequest LOG =
      ExtractionRequest.of("log").parallelism(1).batchSize(5);

  @Test
  void isAbsentInsideATransaction() {
    FakeSource source = FakeSource.of(FakeStream.of("log", 1, 30).transactions(10));
    List<Boolean> checkpoints = new ArrayList<>();
    List<Long> resumable = new ArrayList<>();
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(LOG)) {
      for (int i = 0; i < 5; i++) {
        RecordBatch batch = Reads.next(extraction);
        checkpoints.add(batch.checkpoint().isPresent());
        extraction.complete(batch);
        resumable.add(extraction.state().open().get(0).records());
      }
    }
    assertThat(checkpoints).containsExactly(false, true, false, true, false);
    assertThat(resumable).containsExactly(0L, 10L, 10L, 20L, 20L);
  }

  @Test
  void repeatsOnlyTheOpenTransactionAfterACrash() {
    FakeSource source = FakeSource.of(FakeStream.of("log", 1, 30).transactions(10));
    Reads first = new Reads();
    ExtractionState state = first.some(source, LOG, 3);
    Reads second = new Reads();
    second.all(source, LOG.from(state));
    assertThat(first.of("log")).isEqualTo(LongStream.range(0, 15).boxed().toList());
    assertThat(second.of("log")).isEqualTo(LongStream.range(10, 30).boxed().toList());
  }

  @Test
  void movesWithAnEmptyBatchOfAnIdleSource() {
    FakeSource source = FakeSource.of(FakeStream.of("log", 1, 5).idles(3).idleCheckpoints());
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(LOG.patience(Duration.ofMillis(20)))) {
      extraction.complete(Reads.next(extraction));
      RecordBatch idle = Reads.next(extraction);
      assertThat(idle.size()).isZero();
      extraction.complete(idle);
      assertThat(extraction.state().open().get(0).resumeFrom())
          .contains(Position.of("record", 5).with("idled", 1));
    }
  }

  @Test
  void deliversNoEmptyBatchWithoutACheckpoint() {
    FakeSource source = FakeSource.of(FakeStream.of("log", 1, 5).idles(3));
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(LOG.patience(Duration.ofMillis(200)))) {
      int batches = 0;
      for (RecordBatch batch : extraction) {
        assertThat(batch.size()).isPositive();
        batches++;
      }
      assertThat(batches).isEqualTo(1);
    }
  }

  @Test
  void coversAllBuildersOfAReaderWithItsLastBatch() {
    FakeSource source =
        FakeSource.of(FakeStream.of("a", 1, 1), FakeStream.of("b", 1, 1))
            .changes(FakeChanges.of(5, 4));
    ExtractionRequest request = ExtractionRequest.all().parallelism(1).batchSize(3);
    for (int cut = 1; cut < 8; cut++) {
      Reads reads = new Reads();
      ExtractionState state = reads.some(source, request, 2 + cut);
      Reads rest = new Reads();
      rest.all(source, request.from(state));
      Set<Long> changes = new TreeSet<>(reads.of("a"));
      changes.addAll(rest.of("a"));
      changes.addAll(reads.of("b"));
      changes.addAll(rest.of("b"));
      assertThat(changes).as("cut after batch %s", cut).hasSize(20);
      assertThat(reads.size() + rest.size()).isLessThanOrEqualTo(22 + 3);
    }
  }

  @Test
  void survivesItsJson() {
    Position odd =
        Position.of("text", "ü\n\"\u0000")
            .with("long", Long.MIN_VALUE)
            .with("decimal", new java.math.BigDecimal("1E+30"))
            .with("list", List.of("", "b"));
    ReadTask task = ReadTask.of("x", Split.of("s", "t").bounds(odd)).resumingFrom(odd, 7);
    ReadTask read = ReadTask.fromJson(task.toJson());
    assertThat(read.split()).isEqualTo(task.split());
    assertThat(read.resumeFrom()).contains(odd);
    assertThat(read.recordsBefore()).isEqualTo(7);
  }
}
