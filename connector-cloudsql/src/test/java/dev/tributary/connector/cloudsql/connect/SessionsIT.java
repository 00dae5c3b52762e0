package dev.tributary.connector.cloudsql.connect;

import static dev.tributary.connector.cloudsql.connect.Asking.ask;
import static dev.tributary.connector.cloudsql.connect.Asking.awaitSleepers;
import static dev.tributary.connector.cloudsql.connect.Asking.failure;
import static dev.tributary.connector.cloudsql.connect.Asking.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.cloudsql.servers.Kind;
import dev.tributary.connector.cloudsql.servers.TestServer;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.testkit.FaultProxy;
import dev.tributary.connector.testkit.ThreadWatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every session keeps to, and how the pool lends them. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class SessionsIT {
  @ParameterizedTest
  @EnumSource(Kind.class)
  void everySessionReadsAndIsPinned(Kind kind) throws Exception {
    TestServer server = TestServer.shared(kind);
    String name = server.createDatabase();
    run(server, name, "CREATE TABLE t (id int PRIMARY KEY)");
    try (Database database = Databases.open(Databases.source(server, name));
        Session session = database.lend()) {
      assertThat(session.jdbc().getAutoCommit()).isFalse();
      if (kind.isPostgres()) {
        assertThat(ask(session, "SHOW TimeZone")).isEqualTo("UTC");
        assertThat(ask(session, "SHOW statement_timeout")).isEqualTo("5min");
        assertThat(ask(session, "SHOW lock_timeout")).isEqualTo("30s");
        assertThat(ask(session, "SHOW max_parallel_workers_per_gather")).isEqualTo("0");
        assertThat(ask(session, "SHOW application_name")).isEqualTo("tributary/orders_db");
        assertThat(ask(session, "SHOW transaction_read_only")).isEqualTo("on");
      } else {
        assertThat(ask(session, "SELECT @@time_zone")).isEqualTo("+00:00");
        assertThat(ask(session, "SELECT @@sql_mode")).isEmpty();
        assertThat(ask(session, "SELECT @@lock_wait_timeout")).isEqualTo("30");
        assertThat(ask(session, "SELECT @@character_set_results")).isIn("utf8mb4", null);
        assertThat(ask(session, "SELECT @@net_write_timeout")).isEqualTo("86400");
        String limit = kind == Kind.MYSQL ? "max_execution_time" : "max_statement_time";
        assertThat(ask(session, "SELECT @@" + limit)).startsWith("300");
      }
      assertThatThrownBy(() -> ask(session, "INSERT INTO t VALUES (1)"))
          .isInstanceOf(SQLException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void writingIsRefusedAndSaysSo(Kind kind) throws Exception {
    TestServer server = TestServer.shared(kind);
    String name = server.createDatabase();
    run(server, name, "CREATE TABLE t (id int PRIMARY KEY)");
    try (Database database = Databases.open(Databases.source(server, name));
        Session session = database.lend();
        Statement statement = session.jdbc().createStatement()) {
      SQLException refused =
          catchThrowableOfType(
              SQLException.class, () -> statement.execute("INSERT INTO t VALUES (1)"));
      ConnectorException error = database.translate(refused);

      assertThat(error.kind()).isEqualTo(ErrorKind.CONFIG);
      assertThat(error).hasMessageContaining("only reads");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"POSTGRES", "MARIADB"})
  void runsWhatIsWantedFirstAndKeepsItsPins(Kind kind) throws Exception {
    TestServer server = TestServer.shared(kind);
    String name = server.createDatabase();
    run(server, name, "CREATE TABLE t (id int PRIMARY KEY)");
    List<String> wanted =
        kind.isPostgres()
            ? List.of("SET search_path = sales", "SET timezone = 'Asia/Tokyo'")
            : List.of("SET @wanted = 'sales'", "SET time_zone = '+09:00'");
    SourceConfig source = Databases.source(server, name);
    try (Database database = Databases.open(source.with("before_select", wanted));
        Session session = database.lend()) {
      assertThat(ask(session, kind.isPostgres() ? "SHOW search_path" : "SELECT @wanted"))
          .isEqualTo("sales");
      assertThat(ask(session, kind.isPostgres() ? "SHOW timezone" : "SELECT @@time_zone"))
          .isIn("UTC", "+00:00");
    }
    assertThat(failure(source.with("before_select", "INSERT INTO t VALUES (1)")).kind())
        .isEqualTo(ErrorKind.CONFIG);
  }

  @Test
  void sessionsAreLentAgainAsTheyWere() throws Exception {
    TestServer server = TestServer.postgres();
    String name = server.createDatabase();
    try (Database database = Databases.open(Databases.source(server, name))) {
      String first;
      try (Session session = database.lend()) {
        first = ask(session, "SELECT pg_backend_pid()");
        ask(session, "SELECT set_config('search_path', 'nowhere', true)");
      }
      try (Session session = database.lend()) {
        assertThat(ask(session, "SELECT pg_backend_pid()")).isEqualTo(first);
        assertThat(ask(session, "SHOW search_path")).doesNotContain("nowhere");
      }
    }
  }

  @Test
  void thePoolGrowsWithWhatIsLent() throws Exception {
    TestServer server = TestServer.postgres();
    ThreadWatch threads = new ThreadWatch();
    try (Database database =
        Databases.open(
            Databases.source(server, server.createDatabase()),
            ConnectorContext.defaults().threads(threads))) {
      List<Session> lent = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        lent.add(database.lend());
        ask(lent.get(i), "SELECT 1");
      }
      lent.forEach(Session::close);
      lent.forEach(Session::close);
    }
    assertThat(threads.awaitNone(Duration.ofSeconds(60))).as(threads.toString()).isTrue();
  }

  @Test
  void whoeverAsksForOneMoreThanThereMayBeWaitsAndCanBeInterrupted() throws Exception {
    TestServer server = TestServer.postgres();
    SourceConfig source =
        Databases.source(server, server.createDatabase()).with("max_pool_size", 1);
    try (Database database = Databases.open(source)) {
      Session only = database.lend();
      FutureTask<String> next =
          new FutureTask<>(
              () -> {
                try (Session session = database.lend()) {
                  return ask(session, "SELECT 1");
                }
              });
      Thread waiting = new Thread(next, "waiting");
      waiting.start();
      while (waiting.getState() != Thread.State.WAITING) {
        assertThat(next).as("got a second session of one").isNotDone();
        Thread.onSpinWait();
      }
      Thread.currentThread().interrupt();
      assertThatThrownBy(database::lend).isInstanceOf(InterruptedException.class);

      only.close();
      assertThat(next.get(1, TimeUnit.MINUTES)).isEqualTo("1");
    }
  }

  /** A host that dies says nothing: the server has to look whether it is still there. */
  @ParameterizedTest
  @EnumSource(names = {"POSTGRES", "OLDEST_POSTGRES"})
  void theServerStopsWhatItDoesForAHostThatIsGone(Kind kind) throws Exception {
    TestServer server = TestServer.shared(kind);
    String name = server.createDatabase();
    try (FaultProxy proxy = FaultProxy.to(server.port());
        Database database =
            Databases.open(Databases.source(server, name).with("port", proxy.port()));
        Connection watcher = server.connect(name);
        Session session = database.lend()) {
      assertThat(ask(session, "SHOW client_connection_check_interval")).isEqualTo("10s");
      CompletableFuture<Void> asked =
          CompletableFuture.runAsync(
              () ->
                  assertThatThrownBy(() -> ask(session, "SELECT pg_sleep(600)"))
                      .isInstanceOf(SQLException.class));
      awaitSleepers(watcher, kind, 1);
      proxy.cut();

      asked.get(1, TimeUnit.MINUTES);
      awaitSleepers(watcher, kind, 0);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void saysWhatTheServerIsAndWhatMayBeRead(Kind kind) throws Exception {
    TestServer server = TestServer.shared(kind);
    String name = server.createDatabase();
    run(server, name, "CREATE TABLE a (id int)", "CREATE TABLE b (id int)");
    try (Database database = Databases.open(Databases.source(server, name));
        Session session = database.lend()) {
      assertThat(database.details("A 1.2", session))
          .contains("A 1.2 at 127.0.0.1:" + server.port(), "database " + name, "as tributary")
          .containsPattern("TLS")
          .containsPattern("the primary|writable")
          .endsWith("may read 2 tables");
    }
  }
}
