package dev.tributary.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.read.PlanRequest;
import dev.tributary.connector.read.SplitPlan;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.split.Split;
import dev.tributary.connector.state.ExtractionState;
import dev.tributary.connector.state.KeyedState;
import dev.tributary.connector.state.StatePatch;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("rule 9: keyed state, written when a key is done, saved as what changed")
@Timeout(60)
class Rule09KeyedStateTest {
  private static final ExtractionRequest FILES =
      ExtractionRequest.of("files").batchSize(10).parallelism(2);

  @Test
  void writesAKeyWhenAllItsPartsAreCompleted() {
    FakeSource source = FakeSource.of(FakeStream.of("files", 6, 10).keyed(3));
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(FILES.parallelism(1))) {
      extraction.complete(Reads.next(extraction));
      RecordBatch second = Reads.next(extraction);
      extraction.complete(Reads.next(extraction));
      extraction.complete(Reads.next(extraction));
      assertThat(keys(extraction.state())).isEmpty();
      assertThat(extraction.state().pending()).isEmpty();
      extraction.complete(second);
      Reads.next(extraction);
      assertThat(keys(extraction.state())).containsExactly("files-0.csv");
      assertThat(extraction.state().pending()).hasSize(1);
    }
  }

  @Test
  void doesNotReadAKeyAgain() {
    FakeSource source = FakeSource.of(FakeStream.of("files", 6, 10).keyed(2)).listing(1);
    Reads reads = new Reads();
    ExtractionState state = reads.all(source, FILES);
    source.stream(FakeStream.of("files", 8, 10).keyed(2));
    state = reads.all(source, FILES.from(ExtractionState.fromJson(state.toJson())));
    assertThat(reads.of("files")).isEqualTo(source.stream("files").ids());
    assertThat(keys(state)).hasSize(4);
  }

  @Test
  void savesWhatChangedAndNoMore() {
    FakeSource source = FakeSource.of(FakeStream.of("files", 200, 10).keyed(1)).listing(1);
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(FILES)) {
      ExtractionState stored = extraction.state();
      ExtractionState copy = ExtractionState.fromJson(stored.toJson());
      int patches = 0;
      int longest = 0;
      for (RecordBatch batch : extraction) {
        batch.size();
        ExtractionState now = extraction.state();
        String patch = now.since(stored).toJson();
        longest = Math.max(longest, patch.length());
        copy = copy.plus(StatePatch.fromJson(patch));
        assertThat(copy).isEqualTo(now);
        stored = now;
        patches++;
      }
      copy = copy.plus(extraction.state().since(stored));
      assertThat(copy.toJson()).isEqualTo(extraction.state().toJson());
      assertThat(patches).isEqualTo(200);
      assertThat(longest).isLessThan(6_000);
      assertThat(copy.toJson().length()).isGreaterThan(20_000);
    }
  }

  @Test
  void keepsAMillionKeysCheap() {
    KeyedState keys = KeyedState.empty();
    for (int i = 0; i < 1_000_000; i++) {
      keys = keys.with("2026/11/21/file-" + i + ".csv", Position.empty());
    }
    assertThat(keys.size()).isEqualTo(1_000_000);
    assertThat(keys.has("2026/11/21/file-999999.csv")).isTrue();
    KeyedState before = keys;
    long allocated = allocated();
    for (int i = 0; i < 1000; i++) {
      keys = keys.with("new-" + i, Position.empty()).without("2026/11/21/file-" + i + ".csv");
    }
    assertThat((allocated() - allocated) / 2000)
        .as("bytes for one key more or less, of a million")
        .isLessThan(16 << 10);
    assertThat(keys.size()).isEqualTo(1_000_000);
    assertThat(before.has("2026/11/21/file-0.csv")).as("the older one is untouched").isTrue();
  }

  /** What this thread has allocated, which no load of the machine changes. */
  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  @Test
  void forgetsKeysThatThePlanCallsTooOld() {
    AtomicBoolean second = new AtomicBoolean();
    BaseConnector connector =
        Tiny.make(
            config ->
                new Tiny(config) {
                  @Override
                  protected SplitPlan planSplits(PlanRequest request) {
                    if (second.get()) {
                      request.forget("s", "old");
                    }
                    String key = second.get() ? "new" : "old";
                    return SplitPlan.of(Split.of(key, "s").commits(key, Position.of("n", 1)));
                  }
                });
    try (connector) {
      ExtractionState state;
      try (Extraction extraction = connector.extractData(ExtractionRequest.of("s"))) {
        new Reads().all(extraction);
        state = extraction.state();
      }
      assertThat(state.stream("s").keys().get("old")).isEqualTo(Position.of("n", 1));
      second.set(true);
      try (Extraction extraction = connector.extractData(ExtractionRequest.of("s").from(state))) {
        new Reads().all(extraction);
        assertThat(extraction.state().stream("s").keys().has("old")).isFalse();
        assertThat(extraction.state().stream("s").keys().has("new")).isTrue();
      }
    }
  }

  private static Set<String> keys(ExtractionState state) {
    Set<String> keys = new TreeSet<>();
    state.stream("files").keys().forEach((key, value) -> keys.add(key));
    return keys;
  }
}
