package dev.tributary.connector.cloudsql.connect;

import static dev.tributary.connector.cloudsql.connect.Asking.ask;
import static dev.tributary.connector.cloudsql.connect.Asking.awaitSleepers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.cloudsql.servers.Kind;
import dev.tributary.connector.cloudsql.servers.TestServer;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.testkit.FaultProxy;
import dev.tributary.connector.testkit.ThreadWatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Statements that are ended from another thread. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class AbortIT {
  @ParameterizedTest
  @EnumSource(Kind.class)
  void abortingEndsAStatementHereAndAtTheServer(Kind kind) throws Exception {
    TestServer server = TestServer.shared(kind);
    String name = server.createDatabase();
    ThreadWatch threads = new ThreadWatch();
    try (Database database =
            Databases.open(
                Databases.source(server, name), ConnectorContext.defaults().threads(threads));
        Connection watcher = server.connect(name)) {
      Session session = database.lend();
      CountDownLatch asking = new CountDownLatch(1);
      CompletableFuture<Void> asked =
          CompletableFuture.runAsync(
              () -> {
                asking.countDown();
                try {
                  ask(session, kind.isPostgres() ? "SELECT pg_sleep(600)" : "SELECT sleep(600)");
                } catch (SQLException cut) {
                  throw new IllegalStateException(cut);
                }
              });
      asking.await();
      awaitSleepers(watcher, kind, 1);
      session.abort();

      assertThatThrownBy(() -> asked.get(1, TimeUnit.MINUTES))
          .hasRootCauseInstanceOf(Exception.class);
      awaitSleepers(watcher, kind, 0);
      session.close();
      session.abort();
      try (Session next = database.lend()) {
        assertThat(ask(next, "SELECT 1")).isEqualTo("1");
      }
    }
    assertThat(threads.awaitNone(Duration.ofSeconds(60))).as(threads.toString()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"POSTGRES", "MARIADB"})
  void abortingDoesNotWaitForAServerThatStalls(Kind kind) throws Exception {
    TestServer server = TestServer.shared(kind);
    String name = server.createDatabase();
    try (FaultProxy proxy = FaultProxy.to(server.port());
        Database database =
            Databases.open(Databases.source(server, name).with("port", proxy.port()))) {
      Session session = database.lend();
      ask(session, "SELECT 1");
      proxy.stall();
      CompletableFuture<String> asked =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return ask(session, "SELECT 1");
                } catch (SQLException cut) {
                  return "cut";
                }
              });
      session.abort();

      assertThat(asked.get(20, TimeUnit.SECONDS)).isEqualTo("cut");
      session.close();
      proxy.flow();
    }
  }
}
