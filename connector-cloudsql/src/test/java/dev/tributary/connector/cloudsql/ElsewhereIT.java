package dev.tributary.connector.cloudsql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Planned;
import dev.tributary.connector.TaskRun;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.cloudsql.servers.TestServer;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.Consistency;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.read.ReadTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Splits that are planned here and read by somebody who knows nothing but their JSON. */
class ElsewhereIT {
  private final Db db =
      new Db(TestServer.postgres())
          .run(
              "CREATE TABLE t (id bigint PRIMARY KEY, name text)",
              "INSERT INTO t SELECT i, repeat('x', 100) FROM generate_series(1, 10000) i",
              "ANALYZE");

  private Planned plan(BaseConnector connector, String splitBy) {
    return connector.plan(
        ExtractionRequest.of("t").with("split_by", splitBy).with("split_bytes", 100_000));
  }

  /** Reads one task as an executor does and returns what its reader saw. */
  private Optional<Consistency> read(String task, List<String> rows) {
    try (BaseConnector connector = db.connector();
        TaskRun run = connector.read(ReadTask.fromJson(task))) {
      while (!run.isFinished()) {
        RecordBatch batch = run.poll(Duration.ofSeconds(10));
        if (batch != null) {
          Db.add(rows, batch);
        }
      }
      return run.completion().orElseThrow().consistency();
    }
  }

  @Test
  void seesTheMomentOfThePlanWhileThePlanIsOpen() {
    for (String splitBy : List.of("key", "pages")) {
      List<String> before = db.ask("SELECT concat_ws(',', id, name) FROM t");
      List<String> rows = new ArrayList<>();
      try (BaseConnector connector = db.connector();
          Planned planned = plan(connector, splitBy)) {
        List<ReadTask> tasks = planned.all();
        db.run("UPDATE t SET name = name || 'y'", "DELETE FROM t WHERE id % 100 = 1");
        assertThat(tasks)
            .hasSizeGreaterThan(3)
            .allSatisfy(
                task -> assertThat(read(task.toJson(), rows)).contains(Consistency.ONE_MOMENT));
      }
      assertThat(rows).containsExactlyInAnyOrderElementsOf(before);
    }
  }

  @Test
  void goesOnByKeyAfterTheSnapshotDied() {
    List<String> tasks;
    try (BaseConnector connector = db.connector();
        Planned planned = plan(connector, "key")) {
      tasks = planned.all().stream().map(ReadTask::toJson).toList();
    }
    db.run("DELETE FROM t WHERE id % 10 = 0");
    List<String> rows = new ArrayList<>();

    assertThat(tasks)
        .hasSizeGreaterThan(3)
        .allSatisfy(task -> assertThat(read(task, rows)).contains(Consistency.SEVERAL_MOMENTS));
    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(db.ask("SELECT concat_ws(',', id, name) FROM t"));
  }

  @Test
  void refusesPagesAfterTheSnapshotDied() {
    List<ReadTask> tasks;
    try (BaseConnector connector = db.connector();
        Planned planned = plan(connector, "pages")) {
      tasks = planned.all();
    }
    ConnectorException lost =
        catchThrowableOfType(
            ConnectorException.class, () -> read(tasks.get(0).toJson(), new ArrayList<>()));

    assertThat(lost.kind()).isEqualTo(ErrorKind.PLAN_LOST);
  }
}
