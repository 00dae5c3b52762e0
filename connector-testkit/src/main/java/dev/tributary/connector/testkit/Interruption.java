package dev.tributary.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.state.ExtractionState;
import java.util.HashSet;
import java.util.Set;

/** Reads that are cut off and gone on with from their state, as after a crash. */
final class Interruption {
  private Interruption() {}

  /** Fails if a cut at one of so many places loses anything, or repeats what is covered. */
  static void check(Trial trial, int cuts) {
    Arrivals all = trial.read();
    int batches = trial.batches();
    Set<Integer> places = new HashSet<>();
    for (int i = 0; i < cuts; i++) {
      places.add(1 + (int) ((long) i * batches / cuts));
    }
    for (int cut : places) {
      Arrivals before = new Arrivals();
      ExtractionState durable = cut(trial, cut, before);
      Arrivals after =
          durable.isComplete() ? new Arrivals() : trial.read(trial.request().from(durable));
      assertThat(before.missing(all, after)).as("lost by a cut after batch %s", cut).isEmpty();
      assertThat(before.repeated(all, after))
          .as("repeated by a cut after batch %s although a checkpoint covers it", cut)
          .isEmpty();
    }
  }

  private static ExtractionState cut(Trial trial, int batches, Arrivals before) {
    try (BaseConnector connector = trial.connector();
        Extraction extraction = connector.extractData(trial.request())) {
      for (int i = 0; i < batches && !extraction.isFinished(); i++) {
        RecordBatch batch = extraction.poll(Trial.LONG);
        if (batch != null) {
          before.note(batch);
          extraction.complete(batch);
        }
      }
      return ExtractionState.fromJson(extraction.state().toJson());
    }
  }
}
