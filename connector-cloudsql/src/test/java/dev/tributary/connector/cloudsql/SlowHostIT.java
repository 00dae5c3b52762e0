package dev.tributary.connector.cloudsql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchLimits;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.cloudsql.connect.Database;
import dev.tributary.connector.cloudsql.connect.Databases;
import dev.tributary.connector.cloudsql.connect.Session;
import dev.tributary.connector.cloudsql.mysql.MySqlServer;
import dev.tributary.connector.cloudsql.postgres.PostgresServer;
import dev.tributary.connector.cloudsql.server.OnUnfit;
import dev.tributary.connector.cloudsql.server.RowStream;
import dev.tributary.connector.cloudsql.server.Selection;
import dev.tributary.connector.cloudsql.server.Server;
import dev.tributary.connector.cloudsql.server.Table;
import dev.tributary.connector.cloudsql.server.TableColumn;
import dev.tributary.connector.cloudsql.servers.Kind;
import dev.tributary.connector.cloudsql.servers.TestServer;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SlowHostIT {
  private static final int ROWS = 4_096;

  /** The server's limit for a statement is no limit for how long a host takes over the rows. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void rowsMayTakeLongerThanAnAnswer(Kind kind) throws Exception {
    TestServer testServer = TestServer.shared(kind);
    String name = testServer.createDatabase();
    try (Connection connection = testServer.connect(name);
        Statement statement = connection.createStatement()) {
      // more than what fits into the sockets' buffers
      statement.execute("CREATE TABLE t (id int PRIMARY KEY, pad text)");
      statement.execute("INSERT INTO t VALUES (0, '" + "x".repeat(8_000) + "')");
      for (int rows = 1; rows < ROWS; rows *= 2) {
        statement.execute("INSERT INTO t SELECT id + " + rows + ", pad FROM t");
      }
    }
    try (Database database =
            Databases.open(Databases.source(testServer, name).with("query_timeout", 1));
        Session session = database.lend()) {
      Server server = kind.isPostgres() ? PostgresServer.of(session) : new MySqlServer(true);
      Table table = server.table(session, "t").orElseThrow();
      Selection selection =
          new Selection(
              server.from(table.name()), table.columns(), List.of(), List.of(), OnUnfit.FAIL);
      BatchBuilder rows = builder(table.columns());
      long read = 0;
      try (RowStream stream = server.open(session, selection)) {
        boolean more = true;
        while (more) {
          more = stream.read(rows);
          read += rows.build().size();
          if (read < 50) {
            TimeUnit.MILLISECONDS.sleep(2_500); // a host that is slow, not a wait for anything
          }
        }
      }
      assertThat(read).isEqualTo(ROWS);
    }
  }

  private static BatchBuilder builder(List<TableColumn> columns) {
    StreamSchema schema =
        StreamSchema.of(columns.stream().map(TableColumn::field).toArray(Field[]::new));
    return BatchBuilder.of(BatchTarget.standalone("t", schema, BatchLimits.defaults().rows(40)));
  }
}
