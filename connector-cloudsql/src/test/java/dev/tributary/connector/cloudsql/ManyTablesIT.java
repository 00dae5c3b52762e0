package dev.tributary.connector.cloudsql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.cloudsql.servers.TestServer;
import dev.tributary.connector.read.ExtractionRequest;
import org.junit.jupiter.api.Test;

/** A thousand tables in one extraction. */
class ManyTablesIT {
  @Test
  void readsAThousandTablesOverOneConnection() {
    Db db =
        new Db(TestServer.postgres())
            .run(
                "DO $$ BEGIN FOR i IN 1..1000 LOOP EXECUTE 'CREATE TABLE t' || i"
                    + " || ' (id int PRIMARY KEY, v text)'; EXECUTE 'INSERT INTO t' || i ||"
                    + " ' SELECT g, ''v'' FROM generate_series(1, 100) g'; END LOOP; END $$");
    try (BaseConnector connector = db.connector(1);
        Extraction extraction =
            connector.extractData(
                ExtractionRequest.all().parallelism(2).with("tables", "public.*"))) {
      long rows = 0;
      for (RecordBatch batch : extraction) {
        rows += batch.size();
      }
      assertThat(rows).isEqualTo(100_000);
      assertThat(extraction.metadata().isComplete()).isTrue();
      assertThat(extraction.outcomes()).hasSize(1000);
    }
  }
}
