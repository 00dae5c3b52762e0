package dev.tributary.connector.testkit;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.ConnectionStatus;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.Planned;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.state.ExtractionState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Every text that a connector lets anybody see. */
final class Disclosures {
  private final List<String> texts = new ArrayList<>();
  private final boolean tasks;
  private final boolean references;

  /**
   * Makes an empty collection.
   *
   * @param tasks whether the connector can be read task by task
   * @param references whether its configuration refers to its secrets instead of holding them
   */
  Disclosures(boolean tasks, boolean references) {
    this.tasks = tasks;
    this.references = references;
  }

  List<String> all() {
    return texts;
  }

  void add(Collection<String> more) {
    texts.addAll(more);
  }

  /** Collects what is seen of a connector that is made, tried, read with, and asked too much. */
  void ofUse(Trial trial) {
    texts.add(trial.source().toString());
    try (BaseConnector connector = trial.connector()) {
      texts.add(connector.toString());
      texts.add(connector.source().toString());
      texts.add(connector.testConnection().toString());
      ofReading(connector, trial);
      if (tasks) {
        try (Planned planned = connector.plan(trial.request())) {
          planned.all().forEach(task -> texts.add(task + task.toJson()));
        }
      }
      if (references) {
        texts.add(connector.source().toJson());
      }
      texts.add(
          Checks.failure(
              connector, trial.request().from(ExtractionState.initial()), "no_such_stream"));
    }
  }

  private void ofReading(BaseConnector connector, Trial trial) {
    try (Extraction extraction = connector.extractData(trial.request())) {
      for (RecordBatch batch : extraction) {
        texts.add(batch.checkpoint().toString());
        texts.add(extraction.state().toJson());
      }
      texts.add(extraction.metadata().toString());
      texts.add(extraction.state().toJson());
    }
  }

  /** Collects what is seen of a trial that may fail. */
  void ofTrying(Trial trial) {
    try (BaseConnector connector = trial.connector()) {
      ConnectionStatus status = connector.testConnection();
      texts.add(status.toString());
      status.error().ifPresent(error -> texts.add(Checks.stack(error)));
    }
  }
}
