package dev.tributary.connector.cloudsql.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.cloudsql.server.OnUnfit;
import dev.tributary.connector.cloudsql.server.Selection;
import dev.tributary.connector.cloudsql.server.Table;
import dev.tributary.connector.cloudsql.server.TableColumn;
import dev.tributary.connector.cloudsql.server.TableKind;
import dev.tributary.connector.cloudsql.servers.Kind;
import dev.tributary.connector.cloudsql.servers.TestServer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MySqlCatalogueIT {
  private static List<String> names(List<TableColumn> columns) {
    return columns.stream().map(TableColumn::name).toList();
  }

  @ParameterizedTest
  @EnumSource(names = {"MARIADB", "MYSQL"})
  void knowsKeysAndIndexes(Kind kind) throws Exception {
    TestServer server = TestServer.shared(kind);
    try (TestSession session = TestSession.open(server, server.createDatabase())) {
      session.run(
          "CREATE TABLE a (x int, y int, z int NOT NULL, u int, PRIMARY KEY (y, x), KEY (u, z))",
          "CREATE TABLE b (x int, y int NOT NULL, UNIQUE (x), UNIQUE (y))",
          "CREATE TABLE c (x int, t text NOT NULL, UNIQUE (x), UNIQUE (t(10)))",
          "CREATE VIEW d AS SELECT x, y + 1 AS n FROM a",
          "INSERT INTO a VALUES (1, 2, 3, 4)");

      List<Table> tables = Reads.SERVER.tables(session);

      assertThat(tables)
          .extracting(table -> table.name().name())
          .containsExactly("a", "b", "c", "d");
      Table a = tables.get(0);
      assertThat(names(a.key())).containsExactly("y", "x");
      assertThat(a.indexed()).containsExactlyInAnyOrder("y", "u");
      assertThat(names(tables.get(1).key())).containsExactly("y");
      assertThat(tables.get(1).indexed()).containsExactlyInAnyOrder("x", "y");
      assertThat(tables.get(2).key()).isEmpty();
      assertThat(tables.get(3).kind()).isEqualTo(TableKind.VIEW);
      assertThat(names(tables.get(3).columns())).containsExactly("x", "n");
      assertThat(Reads.SERVER.table(session, "a")).contains(a);
      assertThat(Reads.SERVER.table(session, a.name().toString())).contains(a);
      assertThat(Reads.SERVER.table(session, "`a`")).contains(a);
      assertThat(Reads.SERVER.table(session, "none")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MARIADB", "MYSQL"})
  void findsAnyLegalName(Kind kind) throws Exception {
    TestServer server = TestServer.shared(kind);
    try (TestSession session = TestSession.open(server, server.createDatabase())) {
      for (String name : List.of("a.b", "a\"b", "a'b", "a`b", "ä ß", "select")) {
        session.run("CREATE TABLE " + Reads.SERVER.quote(name) + " (x int PRIMARY KEY)");
        Table table = Reads.table(session, name);
        assertThat(table.name().name()).isEqualTo(name);
        assertThat(Reads.all(session, name, OnUnfit.FAIL).size()).isZero();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MARIADB", "MYSQL"})
  void readsAPartition(Kind kind) throws Exception {
    TestServer server = TestServer.shared(kind);
    try (TestSession session = TestSession.open(server, server.createDatabase())) {
      session.run(
          "CREATE TABLE t (id int PRIMARY KEY) PARTITION BY RANGE (id) (PARTITION low VALUES LESS"
              + " THAN (10), PARTITION `hi``gh` VALUES LESS THAN MAXVALUE)",
          "INSERT INTO t VALUES (1), (2), (30)");
      Table table = Reads.table(session, "t");
      assertThat(table.kind()).isEqualTo(TableKind.PARTITIONED_TABLE);
      assertThat(Reads.SERVER.tables(session)).containsExactly(table);

      List<Table> partitions = Reads.SERVER.partitions(session, table);

      assertThat(partitions)
          .extracting(each -> each.name().partition())
          .containsExactly("low", "hi`gh");
      RecordBatch high =
          Reads.all(
              session,
              new Selection(
                  Reads.SERVER.from(partitions.get(1).name()),
                  table.columns(),
                  List.of(),
                  table.key(),
                  OnUnfit.FAIL));
      assertThat(Reads.texts(high, "id")).containsExactly("30");
      session.run("CREATE TABLE plain (id int)");
      assertThat(Reads.SERVER.partitions(session, Reads.table(session, "plain"))).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MARIADB", "MYSQL"})
  void showsOnlyWhatTheUserMayRead(Kind kind) throws Exception {
    TestServer server = TestServer.shared(kind);
    String database = server.createDatabase();
    String user = "u" + database.substring(2, 14);
    try (TestSession session = TestSession.open(server, database)) {
      session.run(
          "CREATE TABLE open (a int PRIMARY KEY)",
          "CREATE TABLE part (a int PRIMARY KEY, hidden int)",
          "CREATE TABLE written (a int PRIMARY KEY)",
          "CREATE TABLE closed (a int PRIMARY KEY)",
          "CREATE USER " + user + "@'%' IDENTIFIED BY 'Pass word 1'",
          "GRANT SELECT ON open TO " + user + "@'%'",
          "GRANT SELECT (a) ON part TO " + user + "@'%'",
          "GRANT INSERT ON written TO " + user + "@'%'");
      try (TestSession limited = TestSession.open(server, database, user, "Pass word 1")) {
        List<Table> tables = Reads.SERVER.tables(limited);

        assertThat(tables).extracting(table -> table.name().name()).containsExactly("open", "part");
        assertThat(names(tables.get(1).columns())).containsExactly("a");
        assertThat(Reads.table(limited, "written").columns()).isEmpty();
        assertThat(Reads.SERVER.table(limited, "closed")).isEmpty();
      } finally {
        session.run("DROP USER " + user + "@'%'");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MARIADB", "MYSQL"})
  void asksTheSameNumberOfQueriesForAnyNumberOfTables(Kind kind) throws Exception {
    TestServer server = TestServer.shared(kind);
    try (TestSession session = TestSession.open(server, server.createDatabase())) {
      session.run("CREATE TABLE t0 (a int PRIMARY KEY)");
      long one = queries(session);
      for (int i = 1; i < 20; i++) {
        session.run("CREATE TABLE t" + i + " (a int PRIMARY KEY, b varchar(10), KEY (b))");
      }
      assertThat(queries(session)).isEqualTo(one).isLessThanOrEqualTo(5);
    }
  }

  private static long queries(TestSession session) throws SQLException {
    long before = questions(session);
    Reads.SERVER.tables(session);
    return questions(session) - before - 1;
  }

  private static long questions(TestSession session) throws SQLException {
    try (Statement statement = session.jdbc().createStatement();
        ResultSet rows = statement.executeQuery("SHOW SESSION STATUS LIKE 'Questions'")) {
      rows.next();
      return rows.getLong(2);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MARIADB", "MYSQL"})
  void tellsVersionAndTime(Kind kind) throws Exception {
    TestServer server = TestServer.shared(kind);
    try (TestSession session = TestSession.open(server, server.createDatabase())) {
      assertThat(Reads.SERVER.version(session))
          .startsWith(kind == Kind.MARIADB ? "MariaDB 1" : "MySQL 8.");
      session.run("SET time_zone = '-03:00'");
      assertThat(Duration.between(Reads.SERVER.now(session), Instant.now()).abs())
          .isLessThan(Duration.ofMinutes(10));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MARIADB", "MYSQL"})
  void seesOneMomentInASnapshot(Kind kind) throws Exception {
    TestServer server = TestServer.shared(kind);
    String database = server.createDatabase();
    try (TestSession writer = TestSession.open(server, database);
        TestSession session = TestSession.open(server, database)) {
      writer.run("CREATE TABLE t (id int PRIMARY KEY)", "INSERT INTO t VALUES (1)");
      Table table = Reads.table(session, "t");

      assertThat(Reads.SERVER.begin(session).shared()).isFalse();
      writer.run("INSERT INTO t VALUES (2)");

      Selection all = new Selection("t", table.columns(), List.of(), table.key(), OnUnfit.FAIL);
      assertThat(Reads.texts(Reads.all(session, all), "id")).containsExactly("1");
      session.jdbc().rollback();
      assertThat(Reads.texts(Reads.all(session, all), "id")).containsExactly("1", "2");
    }
  }
}
