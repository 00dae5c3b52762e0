package dev.tributary.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.host.ConnectorListener;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.state.ExtractionState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("rule 2: a lost plan is said, never papered over")
@Timeout(30)
class Rule02LostPlansTest {
  private static final ExtractionRequest BOTH =
      ExtractionRequest.of("table", "files").batchSize(5).parallelism(2);

  private final FakeSource source =
      FakeSource.of(FakeStream.of("table", 4, 20).snapshot(), FakeStream.of("files", 4, 20));

  /** A host that drops what an older generation staged. */
  private static final class Staging {
    final Map<String, Long> generations = new HashMap<>();
    final Map<String, List<Long>> ids = new HashMap<>();

    void stage(RecordBatch batch) {
      long known = generations.merge(batch.stream(), batch.generation(), Math::max);
      assertThat(batch.generation()).as("never an older generation").isEqualTo(known);
      if (!ids.containsKey(batch.stream() + known)) {
        ids.keySet().removeIf(name -> name.startsWith(batch.stream()));
        ids.put(batch.stream() + known, new ArrayList<>());
      }
      batch.forEach(row -> ids.get(batch.stream() + known).add(row.getLong("id")));
    }

    List<Long> of(String stream) {
      return ids.get(stream + generations.get(stream)).stream().sorted().toList();
    }
  }

  @Test
  void restartsTheStreamUnderANewGenerationAndNoOther() {
    source.fault(Fault.lose("table/2", 10));
    Staging staging = new Staging();
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(BOTH)) {
      extraction.forEach(staging::stage);
      assertThat(extraction.outcomes().get("table").generation()).isEqualTo(1);
      assertThat(extraction.outcomes().get("files").generation()).isZero();
      assertThat(extraction.metadata().counters()).containsEntry("restarts", 1L);
      assertThat(extraction.state().stream("table").generation()).isEqualTo(1);
    }
    assertThat(staging.of("table")).isEqualTo(source.stream("table").ids());
    assertThat(staging.of("files")).isEqualTo(source.stream("files").ids());
    assertThat(source.log().plans()).isEqualTo(2);
    assertThat(source.log().openConnections()).isZero();
  }

  @Test
  void restartsWhenTheSnapshotIsLostWhileASplitIsOpened() {
    source.fault(Fault.lose("table/0", Fault.OPENING));
    Staging staging = new Staging();
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(BOTH)) {
      extraction.forEach(staging::stage);
    }
    assertThat(staging.of("table")).isEqualTo(source.stream("table").ids());
  }

  @Test
  void restartsWhenThePlanFindsOutWhileItIdles() throws InterruptedException {
    Staging staging = new Staging();
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(BOTH)) {
      Iterator<RecordBatch> batches = extraction.iterator();
      staging.stage(batches.next());
      source.loseSnapshots();
      Reads.await(() -> source.log().plans() == 2);
      batches.forEachRemaining(staging::stage);
    }
    assertThat(staging.of("table")).isEqualTo(source.stream("table").ids());
    assertThat(staging.of("files")).isEqualTo(source.stream("files").ids());
  }

  @Test
  void failsIfThatIsThePolicyAndReadsTheOtherStreams() {
    source.fault(Fault.lose("table/2", 10).always());
    Reads reads = new Reads();
    ExtractionRequest request = BOTH.onPlanLost(ExtractionRequest.OnPlanLost.FAIL);
    ExtractionState state;
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(request)) {
      assertThatThrownBy(() -> reads.all(extraction))
          .isInstanceOfSatisfying(
              ConnectorException.class,
              lost -> {
                assertThat(lost.kind()).isEqualTo(ErrorKind.PLAN_LOST);
                assertThat(lost.stream()).contains("table");
              });
      assertThat(extraction.outcomes().get("files").isComplete()).isTrue();
      assertThat(extraction.outcomes().get("table").generation()).isZero();
      state = extraction.state();
    }
    assertThat(reads.of("files")).isEqualTo(source.stream("files").ids());
    assertThat(state.isComplete()).isFalse();
    assertThat(source.log().plans()).isEqualTo(1);
  }

  @Test
  void restartsWhatASnapshotOfADeadProcessBound() {
    ExtractionState state = new Reads().some(source, BOTH, 6);
    assertThat(state.isComplete()).isFalse();
    Staging staging = new Staging();
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(BOTH.from(state))) {
      extraction.forEach(staging::stage);
      assertThat(extraction.state().isComplete()).isTrue();
      assertThat(extraction.state().extractionId()).isEqualTo(state.extractionId());
      assertThat(extraction.state().stream("table").generation()).isEqualTo(1);
      assertThat(extraction.state().stream("files").generation()).isZero();
    }
    assertThat(staging.of("table")).isEqualTo(source.stream("table").ids());
  }

  @Test
  void givesUpAPlanThatIsLostAgainAndAgain() {
    source.fault(Fault.lose("table/2", 10).always());
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(BOTH)) {
      ConnectorException failure = Reads.failure(extraction);
      assertThat(failure.kind()).isEqualTo(ErrorKind.PLAN_LOST);
    }
    assertThat(source.log().plans()).isEqualTo(6);
    assertThat(source.log().openConnections()).isZero();
  }

  @Test
  void tellsTheListenerWhatRestarts() {
    source.fault(Fault.lose("table/2", 10));
    List<String> told = new CopyOnWriteArrayList<>();
    ConnectorListener listener =
        new ConnectorListener() {
          @Override
          public void restarted(String sourceId, Set<String> streams, String why) {
            told.add(sourceId + streams + why);
          }
        };
    try (BaseConnector connector =
            source.connector(ConnectorContext.defaults().listener(listener));
        Extraction extraction = connector.extractData(BOTH)) {
      new Reads().all(extraction);
    }
    assertThat(told).hasSize(1).first().asString().startsWith("fake[table]ordered to fail");
  }
}
