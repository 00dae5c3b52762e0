package dev.tributary.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.batch.ChangeKind;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.batch.Row;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.host.ConnectorListener;
import dev.tributary.connector.host.StreamOutcome;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.read.PlanRequest;
import dev.tributary.connector.read.SplitPlan;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.split.Split;
import dev.tributary.connector.state.ExtractionState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("rule 8: phases and many streams")
@Timeout(30)
class Rule08PhasesTest {
  @Test
  void opensAPhaseOnlyWhenTheOneBeforeIsCompleted() throws InterruptedException {
    FakeSource source =
        FakeSource.of(FakeStream.of("snapshot", 2, 10), FakeStream.of("changes", 1, 10).phase(1));
    try (BaseConnector connector = source.connector();
        Extraction extraction =
            connector.extractData(ExtractionRequest.all().batchSize(10).parallelism(3))) {
      RecordBatch one = Reads.next(extraction);
      RecordBatch two = Reads.next(extraction);
      assertThat(List.of(one.stream(), two.stream())).containsOnly("snapshot");
      assertThat(extraction.poll(Duration.ofMillis(200))).as("delivered is not enough").isNull();
      assertThat(source.log().openings("changes/0")).isEmpty();
      extraction.complete(two);
      assertThat(extraction.poll(Duration.ofMillis(100))).isNull();
      extraction.complete(one);
      assertThat(Reads.next(extraction).stream()).isEqualTo("changes");
    }
  }

  @Test
  void keepsItsOrderAfterACrash() {
    FakeSource source =
        FakeSource.of(
            FakeStream.of("a", 3, 10),
            FakeStream.of("b", 2, 10).phase(1),
            FakeStream.of("c", 1, 10).phase(4));
    ExtractionRequest request = ExtractionRequest.of("c", "b", "a").batchSize(4).parallelism(2);
    List<String> order = new ArrayList<>();
    Reads reads = new Reads();
    ExtractionState state = ExtractionState.initial();
    do {
      try (BaseConnector connector = source.connector();
          Extraction extraction = connector.extractData(request.from(state))) {
        RecordBatch batch = extraction.poll(Duration.ofSeconds(10));
        if (batch != null) {
          reads.note(batch);
          order.add(batch.stream());
          extraction.complete(batch);
        }
        state = ExtractionState.fromJson(extraction.state().toJson());
      }
    } while (!state.isComplete());
    assertThat(order).isSorted();
    for (String stream : List.of("a", "b", "c")) {
      assertThat(reads.of(stream)).isEqualTo(source.stream(stream).ids());
    }
  }

  @Test
  void doesNotOpenAPhaseBehindOneThatFailed() {
    FakeSource source =
        FakeSource.of(FakeStream.of("snapshot", 2, 10), FakeStream.of("changes", 1, 10).phase(1))
            .fault(Fault.fail("snapshot/1", 3, ErrorKind.DATA));
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(ExtractionRequest.all().batchSize(5))) {
      ConnectorException failure = Reads.failure(extraction);
      assertThat(failure.stream()).contains("snapshot");
      assertThat(extraction.outcomes().get("changes").status())
          .isEqualTo(StreamOutcome.Status.STOPPED);
    }
    assertThat(source.log().openings("changes/0")).isEmpty();
  }

  @Test
  void carriesSeveralStreamsInOneExclusiveSplit() {
    FakeSource source =
        FakeSource.of(FakeStream.of("a", 1, 5), FakeStream.of("b", 1, 5))
            .changes(FakeChanges.of(10, 4));
    Map<String, List<Long>> changes = new TreeMap<>();
    ExtractionState last;
    try (BaseConnector connector = source.connector();
        Extraction extraction =
            connector.extractData(ExtractionRequest.all().batchSize(6).parallelism(3))) {
      for (RecordBatch batch : extraction) {
        if (batch.split().equals(FakeChanges.SPLIT)) {
          for (Row row : batch) {
            assertThat(row.change()).isEqualTo(ChangeKind.UPDATE);
            assertThat(row.isAbsent("note")).isTrue();
            assertThat(batch.sequenceHigh(row.index())).isEqualTo(row.getLong("id") / 4 + 1);
            assertThat(batch.sequenceLow(row.index())).isEqualTo(row.getLong("id") % 4);
            changes
                .computeIfAbsent(batch.stream(), name -> new ArrayList<>())
                .add(row.getLong("id"));
          }
        } else {
          batch.forEach(row -> assertThat(row.change()).isEqualTo(ChangeKind.SNAPSHOT));
        }
      }
      last = extraction.state();
      extraction.acknowledge(last);
    }
    assertThat(changes.get("a")).hasSize(20).isSorted().allMatch(id -> id % 2 == 0);
    assertThat(changes.get("b")).hasSize(20).isSorted().allMatch(id -> id % 2 == 1);
    assertThat(source.log().slot(FakeChanges.SPLIT).getLong("lsn")).isEqualTo(10);
    assertThat(source.log().openedTwice()).isZero();
  }

  @Test
  void raisesTheVersionOfASchemaOnceWhoeverMeetsTheNewColumnFirst() {
    FakeSource source = FakeSource.of(FakeStream.of("orders", 4, 50).growsAt(20));
    Map<Integer, StreamSchema> versions = new TreeMap<>();
    List<String> told = new CopyOnWriteArrayList<>();
    ConnectorListener listener =
        new ConnectorListener() {
          @Override
          public void schemaChanged(
              String sourceId, String stream, StreamSchema before, StreamSchema after) {
            told.add(stream + " " + before.version() + "→" + after.version());
          }
        };
    StreamSchema last;
    try (BaseConnector connector =
            source.connector(ConnectorContext.defaults().listener(listener));
        Extraction extraction =
            connector.extractData(ExtractionRequest.of("orders").batchSize(7).parallelism(4))) {
      List<RecordBatch> batches = new ArrayList<>();
      for (RecordBatch batch : extraction) {
        versions.put(batch.schema().version(), batch.schema());
        batches.add(batch);
      }
      last = extraction.state().stream("orders").schema().orElseThrow();
      for (RecordBatch batch : batches) {
        RecordBatch wide = batch.conform(last);
        assertThat(wide.schema()).isEqualTo(last);
        assertThat(wide.number()).as("completes the same").isEqualTo(batch.number());
      }
    }
    assertThat(versions).hasSize(2);
    assertThat(told).hasSize(1);
    assertThat(last.version()).isEqualTo(Collections.max(versions.keySet()));
  }

  @Test
  void refusesAPlanThatGoesBackToAnEarlierPhase() {
    BaseConnector connector =
        Tiny.make(
            config ->
                new Tiny(config) {
                  @Override
                  protected SplitPlan planSplits(PlanRequest request) {
                    return SplitPlan.of(
                        Split.of("late", "s").phase(1), Split.of("early", "s").phase(0));
                  }
                });
    try (connector;
        Extraction extraction = connector.extractData(ExtractionRequest.of("s"))) {
      ConnectorException failure = Reads.failure(extraction);
      assertThat(failure.kind()).isEqualTo(ErrorKind.INTERNAL);
      assertThat(failure).hasMessageContaining("phase");
    }
  }
}
