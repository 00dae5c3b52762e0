package dev.tributary.connector.cloudsql.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.cloudsql.server.Table;
import dev.tributary.connector.cloudsql.server.TableColumn;
import dev.tributary.connector.cloudsql.server.TableKind;
import dev.tributary.connector.cloudsql.servers.Kind;
import dev.tributary.connector.cloudsql.servers.TestServer;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueIT {
  private final TestServer testServer = TestServer.shared(Kind.POSTGRES);
  private final String database = testServer.createDatabase();
  private PlainSession session;
  private PostgresServer server;

  @BeforeEach
  void open() throws SQLException {
    session = PlainSession.open(testServer, database);
    server = PostgresServer.of(session);
  }

  @AfterEach
  void close() {
    session.close();
  }

  private Table table(String name) throws SQLException {
    return server.table(session, name).orElseThrow();
  }

  private static List<String> names(List<TableColumn> columns) {
    return columns.stream().map(TableColumn::name).toList();
  }

  @Test
  void listsTablesAndViewsOfEveryKindButNoPartitions() throws SQLException {
    session.run(
        """
        CREATE TABLE plain (id int);
        CREATE TABLE whole (id int, day date) PARTITION BY RANGE (day);
        CREATE TABLE part PARTITION OF whole FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
        CREATE VIEW looking AS SELECT * FROM plain;
        CREATE MATERIALIZED VIEW kept AS SELECT * FROM plain;
        CREATE EXTENSION file_fdw;
        CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;
        CREATE FOREIGN TABLE elsewhere (line text) SERVER files OPTIONS (filename '/dev/null');
        CREATE SCHEMA other;
        CREATE TABLE other.plain (id int);
        CREATE TEMP TABLE passing (id int)
        """);

    assertThat(server.tables(session))
        .extracting(table -> table.name() + " " + table.kind())
        .containsExactly(
            "other.plain " + TableKind.TABLE,
            "public.elsewhere " + TableKind.FOREIGN_TABLE,
            "public.kept " + TableKind.MATERIALIZED_VIEW,
            "public.looking " + TableKind.VIEW,
            "public.plain " + TableKind.TABLE,
            "public.whole " + TableKind.PARTITIONED_TABLE);
    assertThat(server.partitions(session, table("whole")))
        .extracting(table -> table.name().toString())
        .containsExactly("public.part");
    assertThat(server.partitions(session, table("plain"))).isEmpty();
  }

  @Test
  void tellsKeysAndIndexedColumns() throws SQLException {
    session.run(
        """
        CREATE TABLE with_primary (b int, a text, c int UNIQUE NOT NULL, PRIMARY KEY (a, b));
        CREATE TABLE with_unique (a int, b int NOT NULL, c int NOT NULL,
          UNIQUE (a), UNIQUE (c, b) INCLUDE (a));
        CREATE TABLE without (a int NOT NULL, b int NOT NULL, c int);
        CREATE UNIQUE INDEX some_rows ON without (a) WHERE c IS NULL;
        CREATE UNIQUE INDEX of_values ON without (abs(b));
        CREATE INDEX usual ON without (c DESC, b);
        CREATE INDEX hashed ON without USING hash (b)
        """);

    assertThat(names(table("with_primary").key())).containsExactly("a", "b");
    assertThat(table("with_primary").indexed()).containsExactly("a", "c");
    assertThat(table("with_primary").columns().get(0).field().isNullable()).isFalse();
    assertThat(names(table("with_unique").key())).containsExactly("c", "b");
    assertThat(table("without").key()).isEmpty();
    assertThat(table("without").indexed()).containsExactly("c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "orders                | public.orders",
        "ORDERS                | public.orders",
        "public.orders         | public.orders",
        "Public.Orders         | public.orders",
        "Order Items           | public.Order Items",
        "\"Order Items\"       | public.Order Items",
        "public.Order Items    | public.Order Items",
        "public.\"Order Items\"| public.Order Items",
        "a.b                   | public.a.b",
        "od\"d                 | public.od\"d",
        "\"od\"\"d\"           | public.od\"d",
        "Sales.Orders          | Sales.Orders",
        "\"Sales\".\"Orders\"  | Sales.Orders",
        "żółw                  | public.żółw",
      })
  void findsATableHoweverItsNameIsWritten(String written, String name) throws SQLException {
    session.run(
        """
        CREATE TABLE orders (id int);
        CREATE TABLE "Order Items" (id int);
        CREATE TABLE "a.b" (id int);
        CREATE TABLE "od""d" (id int);
        CREATE SCHEMA "Sales";
        CREATE TABLE "Sales"."Orders" (id int);
        CREATE TABLE "żółw" (id int)
        """);

    Table found = table(written);

    assertThat(found.name()).hasToString(name);
    assertThat(Reads.all(server, session, Reads.of(server, found)).size()).isZero();
  }

  @Test
  void looksForNamesAlongTheSearchPath() throws SQLException {
    session.run("CREATE SCHEMA first; CREATE TABLE first.t (a int); CREATE TABLE t (b int)");
    assertThat(table("t").name().schema()).isEqualTo("public");

    session.run("SET search_path = first, public");

    assertThat(table("t").name().schema()).isEqualTo("first");
    assertThat(server.table(session, "nowhere")).isEmpty();
  }

  @Test
  void showsOnlyWhatTheUserMayRead() throws SQLException {
    String user = "reader_" + UUID.randomUUID().toString().substring(0, 8);
    session.run(
        """
        CREATE TABLE open (id int);
        CREATE TABLE closed (id int);
        CREATE TABLE half (id int PRIMARY KEY, secret text, shown text);
        CREATE SCHEMA hidden;
        CREATE TABLE hidden.away (id int);
        CREATE ROLE %1$s;
        GRANT SELECT ON open, hidden.away TO %1$s;
        GRANT SELECT (id, shown) ON half TO %1$s
        """
            .formatted(user));
    try {
      session.run("SET ROLE " + user);

      assertThat(server.tables(session))
          .extracting(table -> table.name().name())
          .containsExactly("half", "open");
      assertThat(names(table("half").columns())).containsExactly("id", "shown");
      assertThat(names(table("half").key())).containsExactly("id");
      assertThatThrownBy(() -> table("closed"))
          .isInstanceOfSatisfying(
              ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.PERMISSION))
          .hasMessageContaining("public.closed")
          .hasMessageContaining("GRANT SELECT");
      assertThatThrownBy(() -> table("hidden.away")).hasMessageContaining("hidden.away");
    } finally {
      session.run("RESET ROLE; DROP OWNED BY " + user + "; DROP ROLE " + user);
    }
  }

  @Test
  void reckonsSizesOfTablesThatWereNeverAnalyzed() throws SQLException {
    session.run(
        """
        CREATE TABLE fresh AS SELECT i, repeat('x', 100) AS v FROM generate_series(1, 10000) i;
        CREATE TABLE known (LIKE fresh);
        INSERT INTO known SELECT * FROM fresh;
        ALTER TABLE fresh SET (autovacuum_enabled = false);
        ANALYZE known;
        INSERT INTO known SELECT * FROM fresh
        """);

    assertThat(table("fresh").pages()).isBetween(100L, 300L);
    assertThat(table("fresh").bytes()).isBetween(1_000_000L, 2_500_000L);
    // what was added since is reckoned in
    assertThat(table("known").rows()).isBetween(19_000L, 21_000L);
    Table listed =
        server.tables(session).stream()
            .filter(table -> table.name().name().equals("fresh"))
            .findFirst()
            .orElseThrow();
    assertThat(listed.pages()).isEqualTo(table("fresh").pages());
  }

  @Test
  void doesNotWaitForATableThatSomebodyLocked() throws SQLException {
    session.run("CREATE TABLE free (id int); CREATE TABLE locked (id int)");
    try (PlainSession other = PlainSession.open(testServer, database)) {
      other.jdbc().setAutoCommit(false);
      other.run("LOCK TABLE locked IN ACCESS EXCLUSIVE MODE");
      session.run("SET statement_timeout = '30s'");

      assertThat(server.tables(session)).hasSize(2);
    }
  }

  @Test
  void asksAsManyQueriesForAFewTablesAsForMany() throws SQLException {
    session.run("CREATE TYPE mood AS ENUM ('sad'); CREATE TABLE one (id int, m mood[])");
    CountingSession counting = new CountingSession(session);
    server.tables(counting);
    int few = counting.statements();
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      many.append("CREATE TABLE t").append(i).append(" (id int PRIMARY KEY, m mood[], n money);");
    }
    session.run(many.toString());

    counting = new CountingSession(session);

    assertThat(server.tables(counting)).hasSize(201);
    assertThat(counting.statements()).isEqualTo(few + 1); // the first money, too
  }

  @Test
  void takesNoColumnForFilledThatMayStillHoldNulls() throws SQLException {
    if (Integer.parseInt(session.one("SHOW server_version_num")) < 180000) {
      return;
    }
    session.run("CREATE TABLE t (a int); INSERT INTO t VALUES (NULL)");
    session.run("ALTER TABLE t ADD CONSTRAINT filled NOT NULL a NOT VALID");

    assertThat(table("t").columns().get(0).field().isNullable()).isTrue();
    assertThat(Reads.all(server, session, Reads.of(server, table("t"))).size()).isEqualTo(1);
  }

  @Test
  void describesWhatAQueryYieldsWithoutRunningIt() throws SQLException {
    session.run(
        "CREATE TABLE t (id int, v numeric(3,-2), n numeric(12,2), m money); CREATE SEQUENCE s");

    List<TableColumn> columns =
        server.describe(
            session,
            "SELECT t.*, '{}'::jsonb ? 'a' AS \"has a\", ARRAY[1] AS list, nextval('s') AS never"
                + " FROM t --");

    assertThat(columns)
        .extracting(column -> column.name() + " " + column.field().type())
        .containsExactly(
            "id int32",
            "v decimal(3,-2)",
            "n decimal(12,2)",
            "m decimal(19,2)",
            "has a boolean",
            "list list(int32)",
            "never int64");
    assertThat(session.one("SELECT is_called FROM s")).isEqualTo("f");
    assertThatThrownBy(() -> server.describe(session, "SELECT 1 AS a, 2 AS a"))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("two columns that are called \"a\"");
  }

  @Test
  void tellsATruncatedTableFromTheOneBefore() throws SQLException {
    session.run("CREATE TABLE nothing (); CREATE TABLE t AS SELECT 1 AS id");
    Table table = table("t");
    final String before = server.incarnation(session, table);
    server.begin(session);
    assertThat(session.one("SELECT count(*) FROM nothing")).isEqualTo("0");

    try (PlainSession other = PlainSession.open(testServer, database)) {
      other.run("TRUNCATE t");
    }

    // to the transaction the table is empty
    assertThat(session.one("SELECT count(*) FROM t")).isEqualTo("0");
    assertThat(server.incarnation(session, table)).isNotEqualTo(before);
  }
}
