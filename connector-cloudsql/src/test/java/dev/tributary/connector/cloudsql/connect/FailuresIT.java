package dev.tributary.connector.cloudsql.connect;

import static dev.tributary.connector.cloudsql.connect.Asking.ask;
import static dev.tributary.connector.cloudsql.connect.Asking.failure;
import static dev.tributary.connector.cloudsql.connect.Asking.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.cloudsql.servers.Kind;
import dev.tributary.connector.cloudsql.servers.TestServer;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.testkit.FaultProxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What fails once there is a session: its kind, and the way out. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class FailuresIT {
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
}
