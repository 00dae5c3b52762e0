package dev.tributary.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.state.ExtractionState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("rule 12: the manifest is the commit point")
@Timeout(30)
class Rule12CommitPointTest {
  private static final ExtractionRequest ORDERS =
      ExtractionRequest.of("orders").batchSize(5).parallelism(2);

  private final FakeSource source = FakeSource.of(FakeStream.of("orders", 3, 40));

  /** What survives a crash of the host: staged files, of which only the manifest's count. */
  private static final class Store {
    private List<List<Long>> files = List.of();
    private ExtractionState state = ExtractionState.initial();

    /** Files and state become visible in one step, or not at all. */
    void commit(List<List<Long>> staged, ExtractionState with) {
      List<List<Long>> all = new ArrayList<>(files);
      all.addAll(staged);
      files = List.copyOf(all);
      state = ExtractionState.fromJson(with.toJson());
    }

    List<Long> ids() {
      return files.stream().flatMap(List::stream).sorted().toList();
    }
  }

  @Test
  void stagesExactlyOnceWhereverTheHostDies() {
    Random random = new Random(12);
    Store store = new Store();
    long delivered = 0;
    while (!store.state.isComplete() || store.files.isEmpty()) {
      int life = 1 + random.nextInt(6);
      try (BaseConnector connector = source.connector();
          Extraction extraction = connector.extractData(ORDERS.from(store.state))) {
        List<List<Long>> staged = new ArrayList<>();
        while (life-- > 0) {
          RecordBatch batch = extraction.poll(Duration.ofSeconds(10));
          if (batch == null) {
            store.commit(staged, extraction.state());
            break;
          }
          delivered += batch.size();
          List<Long> file = new ArrayList<>();
          batch.forEach(row -> file.add(row.getLong("id")));
          staged.add(file);
          extraction.complete(batch);
          if (random.nextBoolean()) {
            ExtractionState state = extraction.state();
            store.commit(staged, state);
            staged.clear();
            extraction.acknowledge(state);
          }
        }
      }
    }
    assertThat(store.ids()).isEqualTo(source.stream("orders").ids());
    assertThat(delivered).as("the crashes did repeat something").isGreaterThan(120);
  }

  @Test
  void repeatsAtMostTheLastUncompletedBatchOfASplit() {
    Reads reads = new Reads();
    ExtractionState state;
    int uncompleted = 0;
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(ORDERS)) {
      Map<String, RecordBatch> last = new HashMap<>();
      for (int i = 0; i < 9; i++) {
        RecordBatch batch = Reads.next(extraction);
        reads.note(batch);
        RecordBatch before = last.put(batch.split(), batch);
        if (before != null) {
          extraction.complete(before);
        }
      }
      uncompleted = last.size();
      state = extraction.state();
    }
    Reads rest = new Reads();
    rest.all(source, ORDERS.from(state));
    assertThat(reads.size() + rest.size()).isEqualTo(120 + 5L * uncompleted);
  }

  @Test
  void numbersStatesSoThatLoadsCanBeToldApart() {
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(ORDERS)) {
      long sequence = extraction.state().sequence();
      for (RecordBatch batch : extraction) {
        extraction.complete(batch);
        ExtractionState state = extraction.state();
        assertThat(state.sequence()).isGreaterThan(sequence);
        ExtractionState again = extraction.state();
        // Planning goes on beside the host, and what it adds is numbered too.
        assertThat(again.equals(state)).isEqualTo(again.sequence() == state.sequence());
        sequence = state.sequence();
      }
    }
  }
}
