package dev.tributary.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Planned;
import dev.tributary.connector.TaskRun;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.read.ReadTask;
import java.util.HashSet;
import java.util.Set;

/** Reads whose tasks another engine carries out. */
final class TaskChecks {
  private TaskChecks() {}

  /** Fails unless planning says that this cannot be read task by task. */
  static void refused(Trial trial) {
    try (BaseConnector connector = trial.connector();
        Planned planned = connector.plan(trial.request())) {
      assertThatThrownBy(planned::all)
          .isInstanceOf(ConnectorException.class)
          .hasMessageContaining("Read this extraction with extractData");
    }
  }

  /** Fails unless tasks that went through JSON yield together what one extraction does. */
  static void readsTheSame(Trial trial) {
    Arrivals whole = trial.read();
    Arrivals parts = new Arrivals();
    try (BaseConnector driver = trial.connector();
        Planned planned = driver.plan(trial.request())) {
      for (ReadTask task : planned.all()) {
        try (BaseConnector executor = trial.connector();
            TaskRun run = executor.read(ReadTask.fromJson(task.toJson()))) {
          while (!run.isFinished()) {
            RecordBatch batch = run.poll(Trial.LONG);
            if (batch != null) {
              parts.note(batch);
            }
          }
        }
      }
    }
    assertThat(parts.records()).isEqualTo(whole.records());
  }

  /** Fails if a split follows whose key passed for finished already (rule 9). */
  static void keepsKeysTogether(Trial trial) {
    try (BaseConnector connector = trial.connector();
        Planned planned = connector.plan(trial.request())) {
      Set<String> finished = new HashSet<>();
      for (ReadTask task = planned.next(); task != null; task = planned.next()) {
        String stream = task.split().stream();
        String key = task.split().key().orElse(null);
        if (key == null) {
          continue;
        }
        assertThat(finished)
            .as("keys whose splits were all planned, before split %s", task.split().id())
            .doesNotContain(stream + "/" + key);
        planned.finished(task);
        if (planned.state().stream(stream).keys().has(key)) {
          finished.add(stream + "/" + key);
        }
      }
    }
  }
}
