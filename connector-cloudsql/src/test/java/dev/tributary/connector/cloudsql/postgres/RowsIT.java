package dev.tributary.connector.cloudsql.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchLimits;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.cloudsql.server.Comparison;
import dev.tributary.connector.cloudsql.server.OnUnfit;
import dev.tributary.connector.cloudsql.server.RowStream;
import dev.tributary.connector.cloudsql.server.Selection;
import dev.tributary.connector.cloudsql.server.Table;
import dev.tributary.connector.cloudsql.server.TableColumn;
import dev.tributary.connector.cloudsql.servers.Kind;
import dev.tributary.connector.cloudsql.servers.TestServer;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowsIT {
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

  private static TableColumn column(Table table, String name) {
    return table.columns().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  private Selection selection(
      Table table, List<TableColumn> columns, List<String> conditions, List<TableColumn> position) {
    return new Selection(server.from(table.name()), columns, conditions, position, OnUnfit.FAIL);
  }

  /** Reads batch by batch, beginning a new statement after the last position each time. */
  private List<String> resumed(Table table, TableColumn read, List<TableColumn> position)
      throws SQLException {
    List<String> texts = new ArrayList<>();
    List<String> at = List.of();
    while (true) {
      List<String> conditions =
          at.isEmpty() ? List.of() : List.of(server.compare(position, Comparison.AFTER, at));
      Selection rest = selection(table, List.of(read), conditions, position);
      BatchBuilder builder = Reads.builder(rest.columns(), BatchLimits.defaults().rows(7));
      try (RowStream rows = server.open(session, rest)) {
        rows.read(builder);
        if (builder.size() == 0) {
          return texts;
        }
        at = rows.position();
        RecordBatch batch = builder.build();
        for (int i = 0; i < batch.size(); i++) {
          texts.add(batch.column(0).getString(i));
        }
      }
      session.close();
      session = PlainSession.open(testServer, database);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "i",
        "i::numeric / 7",
        "i::float8 / 7",
        "i::float4 / 7",
        "md5(i::text)",
        "md5(i::text)::uuid",
        "(md5(i::text))::char(40)",
        "timestamp '0001-03-01 BC' + i * interval '0.000001 s'",
        "timestamptz '2026-01-01' + i * interval '1.000001 h'",
        "date '2026-01-01' - i",
        "time '00:00' + i * interval '1.5 s'",
        "timetz '00:00+03' + i * interval '1.5 s'",
        "i * interval '1 day 1 s'",
        "decode(md5(i::text), 'hex')",
        "E'it''s \\\\ a \"key\" ' || i",
        "('10.0.0.0'::inet + i)",
        "('{' || i || ',NULL}')::int[]",
        "i::bit(20)",
        "(i * 1.01)::numeric::money",
        "(i || '/0')::pg_lsn",
        "i::oid",
      })
  void goesOnFromTheExactTextOfAnyKeyThatIsNotRead(String key) throws SQLException {
    session.run(
        "CREATE TABLE t AS SELECT i, "
            + key.replace("i || '/0'", "to_hex(i) || '/0'")
            + " AS k FROM generate_series(1, 50) i; ANALYZE t");
    Table table = table("t");

    List<String> read = resumed(table, column(table, "i"), List.of(column(table, "k")));

    assertThat(read)
        .containsExactlyElementsOf(
            List.of(session.one("SELECT string_agg(i::text, ',' ORDER BY k) FROM t").split(",")));
  }

  @Test
  void goesOnFromACompositeKeyByItsIndex() throws SQLException {
    session.run(
        """
        CREATE TABLE t (a text, b numeric, c timestamptz, i int, PRIMARY KEY (a, b, c));
        INSERT INTO t SELECT 'a' || i % 3, i % 5, timestamptz '2026-01-01' + i * interval '1 s', i
        FROM generate_series(1, 60) i; ANALYZE t
        """);
    Table table = table("t");

    List<String> read = resumed(table, column(table, "i"), table.key());

    assertThat(read)
        .containsExactlyElementsOf(
            List.of(
                session.one("SELECT string_agg(i::text, ',' ORDER BY a, b, c) FROM t").split(",")));
    session.run("SET enable_seqscan = off");
    String condition =
        server.compare(table.key(), Comparison.FROM, List.of("a1", "2", "2026-01-01 00:00:07+00"));
    assertThat(plan("SELECT * FROM t WHERE " + condition)).contains("Index Cond: (ROW(a, b, c)");
  }

  private String plan(String sql) throws SQLException {
    try (var statement = session.jdbc().createStatement();
        var rows = statement.executeQuery("EXPLAIN (COSTS OFF) " + sql)) {
      StringBuilder plan = new StringBuilder();
      while (rows.next()) {
        plan.append(rows.getString(1)).append('\n');
      }
      return plan.toString();
    }
  }

  @Test
  void goesOnFromWhereARowLiesByRangesOfPages() throws SQLException {
    session.run(
        """
        CREATE TABLE t AS SELECT i, repeat('x', 1000) FROM generate_series(1, 100) i;
        DELETE FROM t WHERE i % 3 = 0;
        CREATE INDEX ON t (i); ANALYZE t
        """);
    Table table = table("t");
    TableColumn place = server.physical().orElseThrow();

    List<String> read = resumed(table, column(table, "i"), List.of(place));

    assertThat(read).hasSize(67).doesNotHaveDuplicates();
    String condition = server.compare(List.of(place), Comparison.BEFORE, List.of("(2,0)"));
    assertThat(plan("SELECT * FROM t WHERE " + condition)).contains("Tid Range Scan");
  }

  @Test
  void readsWhereTheServerIsAskedByACursorWhatItCopies() throws SQLException {
    session.run(
        """
        CREATE TYPE pair AS (a int, b text);
        CREATE TABLE t AS SELECT i, i::numeric / 3 AS n, 'text ' || i AS t, ARRAY[i, NULL] AS l,
          ROW(i, 'x')::pair AS p, CASE WHEN i % 2 = 0 THEN now() END AS s, i::money AS m,
          point(i, 1) AS g
        FROM generate_series(1, 2500) i
        """);
    Table table = table("t");
    Selection selection =
        selection(table, table.columns(), List.of("i > 3"), List.of(column(table, "i")));

    RecordBatch copied = Reads.all(server, session, selection);
    RecordBatch fetched = Reads.all(server, new CountingSession(session), selection);

    assertThat(copied.size()).isEqualTo(2497);
    assertThat(texts(fetched)).isEqualTo(texts(copied));
  }

  private static List<String> texts(RecordBatch batch) {
    List<String> texts = new ArrayList<>();
    for (var row : batch) {
      texts.add(row.toString());
      for (int i = 0; i < batch.schema().size(); i++) {
        texts.add(batch.column(i).getString(texts.size() % batch.size()));
      }
    }
    return texts;
  }

  @Test
  void refusesAColumnThatIsOfAnotherTypeNow() throws SQLException {
    session.run("CREATE TABLE t AS SELECT 1::int8 AS a, 2 AS b");
    Selection planned = Reads.of(server, table("t"));
    session.run("ALTER TABLE t ALTER a TYPE timestamp USING now()");

    assertThatThrownBy(() -> server.open(session, planned))
        .isInstanceOfSatisfying(
            ConnectorException.class,
            e -> assertThat(e.place()).hasValue("\"public\".\"t\", column a"))
        .hasMessageContaining("no longer of the type bigint");

    session.jdbc().rollback();
    session.run("ALTER TABLE t DROP a");
    session.jdbc().commit();
    assertThatThrownBy(() -> server.open(session, planned))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("column \"a\" does not exist");
    session.jdbc().rollback();
    session.run("DROP TABLE t");
    session.jdbc().commit();
    assertThatThrownBy(() -> server.open(session, planned))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("relation \"public.t\" does not exist");
  }

  @Test
  void letsNobodyAlterATableWhileItIsRead() throws SQLException {
    session.run("CREATE TABLE t AS SELECT i FROM generate_series(1, 100000) i");
    Selection selection = Reads.of(server, table("t"));
    BatchBuilder builder = Reads.builder(selection.columns(), BatchLimits.defaults().rows(10));

    try (RowStream rows = server.open(session, selection);
        PlainSession other = PlainSession.open(testServer, database)) {
      assertThat(rows.read(builder)).isTrue();
      other.run("SET lock_timeout = '100ms'");

      assertThatThrownBy(() -> other.run("ALTER TABLE t ADD b int"))
          .hasMessageContaining("lock timeout");
    }
  }

  @Test
  void cancelsTheStatementOfAStreamThatIsClosedEarly() throws SQLException {
    session.run("CREATE TABLE t AS SELECT i, md5(i::text) FROM generate_series(1, 300000) i");
    Selection selection = Reads.of(server, table("t"));
    BatchBuilder builder = Reads.builder(selection.columns(), BatchLimits.defaults().rows(10));
    RowStream rows = server.open(session, selection);
    assertThat(rows.read(builder)).isTrue();

    rows.close();

    assertThat(session.jdbc().isClosed()).isTrue();
    try (PlainSession other = PlainSession.open(testServer, database)) {
      other.run("SET lock_timeout = '60s'");
      other.run("DROP TABLE t"); // waits until nobody reads it
    }
  }

  private static final String UNFIT =
      """
      CREATE TABLE t (id int PRIMARY KEY, n numeric(5,2), at timestamp, l int[]);
      INSERT INTO t VALUES (1, 1.5, '2026-01-01', '{1}'), (2, 'NaN', '2026-01-02', '{2}'),
        (3, 3, '294276-12-31', '{3}'), (4, 4, '2026-01-04', '{{4}}'), (5, 5, '2026-01-05', '{5}')
      """;

  private Selection unfit(OnUnfit onUnfit) throws SQLException {
    session.run(UNFIT);
    Table table = table("t");
    return new Selection(
        server.from(table.name()), table.columns(), List.of(), table.key(), onUnfit);
  }

  @Test
  @DisplayName("B2.30, B2.31: a value that does not fit fails the read, naming table and column")
  void failsOnAValueThatDoesNotFit() throws SQLException {
    Selection selection = unfit(OnUnfit.FAIL);

    assertThatThrownBy(() -> Reads.all(server, session, selection))
        .isInstanceOfSatisfying(
            ConnectorException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(ErrorKind.DATA);
              assertThat(e.place()).hasValue("\"public\".\"t\", column n");
            });
  }

  @Test
  @DisplayName("B2.30: a value that does not fit becomes null, if that is chosen")
  void makesNullOfAValueThatDoesNotFit() throws SQLException {
    RecordBatch batch = Reads.all(server, session, unfit(OnUnfit.NULL));

    assertThat(batch.size()).isEqualTo(5);
    assertThat(batch.column("n").isNull(1)).isTrue();
    assertThat(batch.column("at").isNull(2)).isTrue();
    assertThat(batch.column("l").isNull(3)).isTrue();
    assertThat(batch.column("l").getString(4)).isEqualTo("[5]");
    assertThat(batch.rejects()).isEmpty();
  }

  @Test
  @DisplayName("B2.31: a row with a value that does not fit goes to the quarantine, none is lost")
  void quarantinesRowsWithAValueThatDoesNotFit() throws SQLException {
    RecordBatch batch = Reads.all(server, session, unfit(OnUnfit.QUARANTINE));

    assertThat(batch.size()).isEqualTo(2);
    assertThat(batch.column("id").getInt(1)).isEqualTo(5);
    assertThat(batch.rejects())
        .extracting(reject -> reject.place() + " " + reject.reason())
        .satisfiesExactly(
            r -> assertThat(r).contains("\"t\" at [2]", "column n", "NaN"),
            r -> assertThat(r).contains("\"t\" at [3]", "column at", "294276-12-31"),
            r -> assertThat(r).contains("\"t\" at [4]", "column l", "2 dimensions"));
  }

  @Test
  @DisplayName("B2.30: a column read as text holds what fits no other type")
  void readsAsTextWhatFitsNoType() throws SQLException {
    Selection selection = unfit(OnUnfit.FAIL);
    List<TableColumn> asText = new ArrayList<>();
    for (TableColumn column : selection.columns()) {
      asText.add(
          new TableColumn(
              column.field().type(dev.tributary.connector.schema.DataType.STRING),
              column.type(),
              column.code(),
              column.comparable()));
    }

    RecordBatch batch =
        Reads.all(
            server,
            session,
            new Selection(selection.from(), asText, List.of(), selection.position(), OnUnfit.FAIL));

    assertThat(batch.column("n").getString(1)).isEqualTo("NaN");
    assertThat(batch.column("at").getString(2)).isEqualTo("294276-12-31 00:00:00");
    assertThat(batch.column("l").getString(3)).isEqualTo("{{4}}");
  }

  @Test
  @DisplayName("B2.39: bytes that are no text are refused or quarantined with their row")
  void losesNoRowToBytesThatAreNoText() throws SQLException {
    session.run(
        "CREATE DATABASE ascii_"
            + database
            + " ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0");
    try (PlainSession ascii = PlainSession.open(testServer, "ascii_" + database)) {
      ascii.run("CREATE TABLE t (id int PRIMARY KEY, v text)");
      ascii.run(
          "INSERT INTO t VALUES (1, 'é'), (2, 'x' || convert_from('\\xe9'::bytea, 'SQL_ASCII')),"
              + " (3, 'z')");
      PostgresServer asciiServer = PostgresServer.of(ascii);
      Table table = asciiServer.table(ascii, "t").orElseThrow();
      Selection failing =
          new Selection(
              server.from(table.name()), table.columns(), List.of(), table.key(), OnUnfit.FAIL);
      RecordBatch batch =
          Reads.all(
              asciiServer,
              ascii,
              new Selection(
                  failing.from(),
                  failing.columns(),
                  List.of(),
                  failing.position(),
                  OnUnfit.QUARANTINE));

      assertThat(batch.column("v").getString(0)).isEqualTo("é");
      assertThat(batch.column("v").getString(1)).isEqualTo("z");
      assertThat(batch.rejects()).hasSize(1);
      assertThat(batch.rejects().get(0).place()).contains("at [2]");
      assertThatThrownBy(() -> Reads.all(asciiServer, ascii, failing))
          .isInstanceOf(ConnectorException.class)
          .hasMessageContaining("\"public\".\"t\", column v")
          .hasMessageContaining("not UTF-8");
    } finally {
      session.run("DROP DATABASE IF EXISTS ascii_" + database);
    }
  }

  @Test
  @DisplayName("B2.39: text of a database in Latin-1 is the same text")
  void readsTextOfOtherEncodings() throws SQLException {
    session.run(
        "CREATE DATABASE latin_" + database + " ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");
    try (PlainSession latin = PlainSession.open(testServer, "latin_" + database)) {
      latin.run("CREATE TABLE t AS SELECT 'é'::text AS v");
      PostgresServer latinServer = PostgresServer.of(latin);
      Table table = latinServer.table(latin, "t").orElseThrow();

      RecordBatch batch = Reads.all(latinServer, latin, Reads.of(latinServer, table));

      assertThat(batch.column("v").getString(0)).isEqualTo("é");
    } finally {
      session.run("DROP DATABASE IF EXISTS latin_" + database);
    }
  }

  @Test
  void refusesARowThatIsLargerThanARecordMayBe() throws SQLException {
    session.run(
        "CREATE TABLE t AS SELECT 1 AS id, repeat('x', 3000000) AS big UNION ALL SELECT 2, 'y'");
    Table table = table("t");
    BatchLimits limits = BatchLimits.defaults().recordBytes(1_000_000);
    BatchBuilder builder = Reads.builder(table.columns(), limits);

    try (RowStream rows = server.open(session, Reads.of(server, table))) {
      assertThatThrownBy(() -> rows.read(builder))
          .isInstanceOf(ConnectorException.class)
          .hasMessageContaining("\"public\".\"t\", column big")
          .hasMessageContaining("3000000 bytes")
          .hasMessageContaining("larger than the 1000000 bytes");
    }
  }

  @Test
  void yieldsTheHighestValueExactly() throws SQLException {
    session.run(
        """
        CREATE TABLE t (id int, at timestamptz, u uuid, v text);
        INSERT INTO t VALUES (1, '2026-01-01 00:00:00.000001+00', NULL, 'a'),
          (2, '2025-01-01', '00000000-0000-0000-0000-0000000000ff', 'b'), (3, NULL, NULL, 'c')
        """);
    Table table = table("t");
    String from = server.from(table.name());

    assertThat(server.highest(session, from, List.of(), column(table, "at")))
        .hasValue("2026-01-01 00:00:00.000001+00");
    assertThat(server.highest(session, from, List.of("v <> 'c'"), column(table, "id")))
        .hasValue("2");
    assertThat(server.highest(session, from, List.of(), column(table, "u")))
        .hasValue("00000000-0000-0000-0000-0000000000ff");
    assertThat(server.highest(session, from, List.of("id > 5"), column(table, "id"))).isEmpty();
  }
}
