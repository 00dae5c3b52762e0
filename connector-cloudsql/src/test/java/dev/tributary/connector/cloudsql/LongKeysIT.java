package dev.tributary.connector.cloudsql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.cloudsql.servers.Kind;
import dev.tributary.connector.cloudsql.servers.TestServer;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.state.ExtractionState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys whose first kilobyte is the same, and which no index keeps in order. */
class LongKeysIT {
  private static final int ROWS = 300;

  /** MySQL's servers sort by the first {@code max_sort_length} bytes, by default 1,024. */
  @ParameterizedTest
  @EnumSource(names = {"MARIADB", "MYSQL"})
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void goesOnAfterAKeyThatDiffersFromOthersAtItsEndOnly(Kind kind) {
    Db db =
        new Db(TestServer.shared(kind))
            .run(
                "CREATE TABLE t (v varchar(700) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL)");
    List<String> there = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      // 7919 has no divisor in common with 300: every number once, in no order
      String value = "ü".repeat(600) + String.format("%04d", i * 7919 % ROWS);
      there.add(value);
    }
    db.run("INSERT INTO t VALUES ('" + String.join("'), ('", there) + "')");
    ExtractionRequest request =
        ExtractionRequest.all()
            .with("query", "SELECT v FROM t")
            .with("primary_key", "v")
            .batchSize(40);
    ExtractionState state = ExtractionState.initial();
    List<String> read = new ArrayList<>();
    do {
      // one batch a run, as if the host were interrupted each time
      try (BaseConnector connector = db.connector();
          Extraction extraction = connector.extractData(request.from(state))) {
        RecordBatch batch = null;
        while (batch == null && !extraction.isFinished()) {
          batch = extraction.poll(Duration.ofSeconds(1));
        }
        if (batch != null) {
          Db.add(read, batch);
          extraction.complete(batch);
        }
        state = ExtractionState.fromJson(extraction.state().toJson());
      }
    } while (!state.isComplete());
    assertThat(read).containsExactlyInAnyOrderElementsOf(there);
  }
}
