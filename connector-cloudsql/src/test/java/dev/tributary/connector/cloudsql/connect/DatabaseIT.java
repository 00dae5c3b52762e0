package dev.tributary.connector.cloudsql.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.cloudsql.servers.Kind;
import dev.tributary.connector.cloudsql.servers.TestServer;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.option.SecretStore;
import dev.tributary.connector.testkit.FaultProxy;
import dev.tributary.connector.testkit.ThreadWatch;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 10, unit = TimeUnit.MINUTES)
class DatabaseIT {
  private static String ask(Session session, String sql) throws SQLException {
    try (Statement statement = session.jdbc().createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private static void run(TestServer server, String database, String... statements)
      throws SQLException {
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static ConnectorException failure(SourceConfig source) {
    try (Database database = Databases.open(source)) {
      return catchThrowableOfType(ConnectorException.class, () -> database.lend().close());
    }
  }

  /** Returns what the database makes of a statement's failure. */
  private static ConnectorException failure(Database database, String sql) throws Exception {
    try (Session session = database.lend()) {
      return database.translate(
          catchThrowableOfType(SQLException.class, () -> ask(session, sql)));
    }
  }

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
  @EnumSource(Kind.class)
  void saysWhatIsWrongWithALogin(Kind kind) {
    TestServer server = TestServer.shared(kind);
    SourceConfig right = Databases.source(server, kind.isPostgres() ? "postgres" : "mysql");

    ConnectorException password = failure(right.with("password", "not-the-password"));
    ConnectorException user = failure(right.with("user", "nobody_of_this_name"));
    ConnectorException database = failure(right.with("database", "no_such_database"));
    ConnectorException host = failure(right.with("host", "no-such-host.invalid"));

    assertThat(password.kind()).isEqualTo(ErrorKind.AUTHENTICATION);
    assertThat(password)
        .hasMessageContaining("tributary")
        .hasMessageContaining("127.0.0.1")
        .hasMessageNotContaining("not-the-password")
        .hasMessageNotContaining(server.password());
    assertThat(password.attempts()).isEqualTo(1);
    assertThat(user.kind()).isEqualTo(ErrorKind.AUTHENTICATION);
    assertThat(database.kind()).isEqualTo(ErrorKind.NOT_FOUND);
    assertThat(database).hasMessageContaining("no_such_database");
    assertThat(host.kind()).isEqualTo(ErrorKind.CONFIG);
    assertThat(host).hasMessageContaining("no-such-host.invalid").hasMessageContaining("`host`");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aWrongPasswordIsTriedOnce(Kind kind) throws Exception {
    TestServer server = TestServer.shared(kind);
    try (FaultProxy proxy = FaultProxy.to(server.port())) {
      failure(
          Databases.source(server, kind.isPostgres() ? "postgres" : "mysql")
              .with("port", proxy.port())
              .with("password", "not-the-password"));

      assertThat(proxy.connections()).isEqualTo(1);
    }
  }

  @Test
  void aPasswordThatWasChangedIsReadAgain() throws Exception {
    TestServer server = TestServer.postgres();
    AtomicInteger asked = new AtomicInteger();
    SecretStore rotating =
        name ->
            Optional.of(asked.incrementAndGet() == 1 ? "the-old-password" : server.password());
    SourceConfig source =
        Databases.source(server, server.createDatabase()).with("password", "secret://db");
    try (Database database =
        Databases.open(source, ConnectorContext.defaults().secrets(rotating))) {
      database.lend().close();

      assertThat(asked).hasValue(2);
    }
  }

  @Test
  void nobodyListening() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    ConnectorException postgres =
        failure(
            Databases.source(TestServer.postgres(), "postgres")
                .with("port", port)
                .with("max_retries", 1));
    ConnectorException mySql =
        failure(
            Databases.source(TestServer.mariaDb(), "mysql")
                .with("port", port)
                .with("max_retries", 0));

    assertThat(postgres.kind()).isEqualTo(ErrorKind.TRANSIENT);
    assertThat(postgres.attempts()).isEqualTo(2);
    assertThat(postgres).hasMessageContaining("nobody listens").hasMessageContaining("" + port);
    assertThat(mySql.kind()).isEqualTo(ErrorKind.TRANSIENT);
    assertThat(mySql).hasMessageContaining("nobody listens");
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"POSTGRES", "MARIADB"})
  void aServerThatAcceptsAndNeverAnswersFailsWithinTheTimeout(Kind kind) throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      long begun = System.nanoTime();
      ConnectorException failure =
          failure(
              Databases.source(TestServer.shared(kind), "x")
                  .with("port", silent.getLocalPort())
                  .with("timeout", 2));
      Duration took = Duration.ofNanos(System.nanoTime() - begun);

      assertThat(failure.kind()).isEqualTo(ErrorKind.TRANSIENT);
      assertThat(failure).hasMessageContaining("silent for longer than `timeout` allows (2 s)");
      assertThat(took).isGreaterThan(Duration.ofSeconds(1)).isLessThan(Duration.ofSeconds(60));
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aServerThatStallsInTheMiddleFailsWithinTheQueryTimeout(Kind kind) throws Exception {
    TestServer server = TestServer.shared(kind);
    String name = server.createDatabase();
    try (FaultProxy proxy = FaultProxy.to(server.port());
        Database database =
            Databases.open(
                Databases.source(server, name)
                    .with("port", proxy.port())
                    .with("timeout", 2)
                    .with("query_timeout", 1))) {
      try (Session session = database.lend()) {
        ask(session, "SELECT 1");
        proxy.stall();
        ConnectorException failure =
            database.translate(
                catchThrowableOfType(SQLException.class, () -> ask(session, "SELECT 1")));

        assertThat(failure.kind()).isEqualTo(ErrorKind.TRANSIENT);
        assertThat(failure).hasMessageContaining("silent for longer than `query_timeout`");
      } finally {
        proxy.flow();
      }
      try (Session session = database.lend()) {
        assertThat(ask(session, "SELECT 2")).as("the pool goes on").isEqualTo("2");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void statementsEndAtTheServersLimit(Kind kind) throws Exception {
    TestServer server = TestServer.shared(kind);
    String name = server.createDatabase();
    try (Database database =
        Databases.open(Databases.source(server, name).with("query_timeout", 1))) {
      String slow =
          kind.isPostgres()
              ? "SELECT pg_sleep(60)"
              : "SELECT count(*) FROM information_schema.columns a, information_schema.columns b,"
                  + " information_schema.columns c WHERE a.column_name < b.table_name"
                  + " AND c.column_name <> a.table_name";
      ConnectorException failure = failure(database, slow);

      assertThat(failure.kind()).isEqualTo(ErrorKind.TRANSIENT);
      assertThat(failure.isRepeatable()).isFalse();
      assertThat(failure).hasMessageContaining("longer than `query_timeout` allows (1 s)");
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aLockThatSomebodyHoldsIsNamed(Kind kind) throws Exception {
    TestServer server = TestServer.shared(kind);
    String name = server.createDatabase();
    run(server, name, "CREATE TABLE orders (id int PRIMARY KEY)");
    try (Connection holder = server.connect(name);
        Statement holds = holder.createStatement();
        Database database =
            Databases.open(Databases.source(server, name).with("lock_timeout", 1))) {
      holder.setAutoCommit(false);
      holds.execute(
          kind.isPostgres()
              ? "LOCK TABLE orders IN ACCESS EXCLUSIVE MODE"
              : "LOCK TABLES orders WRITE");
      ConnectorException failure = failure(database, "SELECT count(*) FROM orders");

      assertThat(failure.kind()).isEqualTo(ErrorKind.TRANSIENT);
      assertThat(failure).hasMessageContaining("within `lock_timeout` allows (1 s)");
      if (kind != Kind.MARIADB) { // It tells only with a plugin that its package lacks.
        assertThat(failure)
            .hasMessageContaining("orders is locked by process")
            .hasMessageContaining("tributary");
      }
      holder.rollback();
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void saysWhatStatementsLack(Kind kind) throws Exception {
    TestServer server = TestServer.shared(kind);
    String name = server.createDatabase();
    String reader = "r_" + name.substring(2, 12);
    run(server, name, "CREATE TABLE orders (id int PRIMARY KEY)");
    run(
        server,
        name,
        kind.isPostgres()
            ? "CREATE ROLE " + reader + " LOGIN PASSWORD 'hunter2hunter2'"
            : "CREATE USER " + reader + " IDENTIFIED BY 'hunter2hunter2'");
    if (!kind.isPostgres()) {
      run(
          server,
          name,
          "CREATE TABLE open (id int)",
          "GRANT SELECT ON " + name + ".open TO " + reader);
    }
    SourceConfig source =
        Databases.source(server, name).with("user", reader).with("password", "hunter2hunter2");
    try (Database database = Databases.open(source);
        Database admin = Databases.open(Databases.source(server, name))) {
      ConnectorException denied = failure(database, "SELECT * FROM orders");
      ConnectorException table = failure(admin, "SELECT * FROM no_such_table");
      ConnectorException column = failure(admin, "SELECT no_such_column FROM orders");
      ConnectorException syntax = failure(admin, "SELECT FROM WHERE");

      assertThat(denied.kind()).isEqualTo(ErrorKind.PERMISSION);
      assertThat(denied.remedy().orElseThrow())
          .matches("GRANT SELECT ON \\S*orders\\S* TO " + reader);
      assertThat(table.kind()).isEqualTo(ErrorKind.NOT_FOUND);
      assertThat(table).hasMessageContaining("no_such_table");
      assertThat(column.kind()).isEqualTo(ErrorKind.NOT_FOUND);
      assertThat(column).hasMessageContaining("no_such_column");
      assertThat(syntax.kind()).isEqualTo(ErrorKind.CONFIG);
    }
  }

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

      assertThatThrownBy(() -> asked.get(1, TimeUnit.MINUTES)).hasRootCauseInstanceOf(
          Exception.class);
      awaitSleepers(watcher, kind, 0);
      session.close();
      session.abort();
      try (Session next = database.lend()) {
        assertThat(ask(next, "SELECT 1")).isEqualTo("1");
      }
    }
    assertThat(threads.awaitNone(Duration.ofSeconds(60))).as(threads.toString()).isTrue();
  }

  /** Waits until so many statements sleep at the server. */
  private static void awaitSleepers(Connection watcher, Kind kind, int number)
      throws SQLException, InterruptedException {
    String sql =
        kind.isPostgres()
            ? "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND state = 'active' AND query LIKE 'SELECT pg_sleep%'"
            : "SELECT count(*) FROM information_schema.processlist WHERE db = database()"
                + " AND info LIKE 'SELECT sleep%'";
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (true) {
      try (Statement statement = watcher.createStatement();
          ResultSet row = statement.executeQuery(sql)) {
        row.next();
        if (row.getInt(1) == number) {
          return;
        }
        assertThat(System.nanoTime()).as("statements that sleep: " + row.getInt(1)).isLessThan(end);
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
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
    try (Database database = Databases.open(source.with("pool_timeout", 1));
        Session only = database.lend()) {
      ConnectorException none =
          catchThrowableOfType(ConnectorException.class, () -> database.lend());
      Thread.currentThread().interrupt();

      assertThat(none.kind()).isEqualTo(ErrorKind.TRANSIENT);
      assertThat(none).hasMessageContaining("none of 1 connections").hasMessageContaining(
          "max_pool_size");
      assertThatThrownBy(database::lend).isInstanceOf(InterruptedException.class);
      ask(only, "SELECT 1");
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void goesOnAfterTheServerRestarted(Kind kind) throws Exception {
    try (TestServer server = TestServer.start(kind)) {
      String name = server.createDatabase();
      try (Database database = Databases.open(Databases.source(server, name))) {
        database.lend().close();
        Session open = database.lend();
        server.stop();
        ConnectorException gone =
            database.translate(
                catchThrowableOfType(SQLException.class, () -> ask(open, "SELECT 1")));
        open.close();
        server.restart();

        assertThat(gone.kind()).isEqualTo(ErrorKind.TRANSIENT);
        try (Session session = database.lend()) {
          assertThat(ask(session, "SELECT 1")).isEqualTo("1");
        }
      }
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

  @Test
  void saysWhatToAddWhereAFactoryIsMissing() {
    SourceConfig source =
        SourceConfig.of("CLOUD_SQL", "orders_db").with("user", "u").with("database", "d");
    SourceConfig instance = source.with("instance_connection_name", "p:r:i");
    SourceConfig socket = source.with("socket", "/tmp/s");

    assertThat(missing(instance.with("db_type", "postgres")))
        .contains("com.google.cloud.sql:postgres-socket-factory");
    assertThat(missing(instance.with("db_type", "mysql")))
        .contains("com.google.cloud.sql:mysql-socket-factory-connector-j-8");
    assertThat(missing(socket.with("db_type", "postgres")))
        .contains("com.kohlschutter.junixsocket:junixsocket-core");
    assertThat(
            Drivers.missing(
                    "com.mysql.cj.jdbc.Driver",
                    dev.tributary.connector.cloudsql.option.DbType.MYSQL)
                .remedy())
        .contains("Add com.mysql:mysql-connector-j to the host's dependencies");
  }

  private static String missing(SourceConfig source) {
    ConnectorException error =
        catchThrowableOfType(ConnectorException.class, () -> Databases.open(source));
    assertThat(error.kind()).isEqualTo(ErrorKind.CONFIG);
    return error.getMessage();
  }

  @Test
  void aTlsModeThatTheServerCannotKeepIsAnError() {
    ConnectorException refused =
        failure(
            Databases.source(TestServer.postgres(), "postgres").with("ssl_mode", "require"));
    ConnectorException untrusted =
        failure(
            Databases.source(TestServer.mariaDb(), "mysql")
                .with("ssl_mode", "verify_ca")
                .with("connection_args", Map.of()));

    assertThat(refused.kind()).isEqualTo(ErrorKind.CONFIG);
    assertThat(refused).hasMessageContaining("ssl_mode");
    assertThat(untrusted.kind()).isEqualTo(ErrorKind.CONFIG);
    assertThat(untrusted).hasMessageContaining("ssl_mode");
  }
}
