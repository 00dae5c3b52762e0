package dev.tributary.connector.cloudsql.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.cloudsql.server.Snapshot;
import dev.tributary.connector.cloudsql.servers.Kind;
import dev.tributary.connector.cloudsql.servers.TestServer;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.sql.SQLException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SnapshotsIT {
  @ParameterizedTest
  @EnumSource(names = {"POSTGRES", "OLDEST_POSTGRES"})
  void showsEveryWorkerTheSameMomentUntilItsHolderIsGone(Kind kind) throws SQLException {
    TestServer testServer = TestServer.shared(kind);
    String database = testServer.createDatabase();
    try (PlainSession writer = PlainSession.open(testServer, database);
        PlainSession worker = PlainSession.open(testServer, database);
        PlainSession late = PlainSession.open(testServer, database)) {
      writer.run("CREATE TABLE t AS SELECT 1 AS id");
      PostgresServer server = PostgresServer.of(writer);
      Snapshot snapshot;
      try (PlainSession holder = PlainSession.open(testServer, database)) {
        snapshot = server.begin(holder);
        assertThat(snapshot.shared()).isTrue();
        writer.run("INSERT INTO t VALUES (2)");

        server.join(worker, snapshot);
        assertThat(worker.one("SELECT count(*) FROM t")).isEqualTo("1");
        assertThatThrownBy(() -> worker.run("INSERT INTO t VALUES (3)"))
            .hasMessageContaining("read-only");
      }

      assertLost(() -> server.join(late, snapshot));
      late.jdbc().rollback();
      assertLost(() -> server.join(late, new Snapshot("", false)));
      assertLost(() -> server.join(late, new Snapshot("nonsense@1", true)));
    }
  }

  @ParameterizedTest
  @EnumSource(names = "POSTGRES")
  void takesNoSnapshotOfAServerThatStartedAgainForTheOneBefore(Kind kind) throws SQLException {
    TestServer testServer = TestServer.shared(kind);
    String database = testServer.createDatabase();
    try (PlainSession holder = PlainSession.open(testServer, database);
        PlainSession worker = PlainSession.open(testServer, database)) {
      PostgresServer server = PostgresServer.of(holder);
      String id = server.begin(holder).id();
      String ofAnotherStart = id.substring(0, id.indexOf('@')) + "@17";

      assertLost(() -> server.join(worker, new Snapshot(ofAnotherStart, true)));
    }
  }

  private static void assertLost(ThrowingCallable joining) {
    assertThatThrownBy(joining)
        .isInstanceOfSatisfying(
            ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.PLAN_LOST));
  }
}
