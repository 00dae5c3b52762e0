package dev.tributary.connector.cloudsql.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.cloudsql.server.OnUnfit;
import dev.tributary.connector.cloudsql.server.Selection;
import dev.tributary.connector.cloudsql.server.Table;
import dev.tributary.connector.cloudsql.server.TableColumn;
import dev.tributary.connector.cloudsql.servers.Kind;
import dev.tributary.connector.cloudsql.servers.TestServer;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.schema.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MySqlTypesIT {
  private record Line(String declared, String servers, String becomes, String sql, String read) {}

  private static List<Line> documented(Kind kind) throws IOException {
    Path doc = Path.of("..", "docs", "cloudsql-mysql-types.md");
    String own = kind == Kind.MARIADB ? "MariaDB" : "MySQL";
    List<Line> lines = new ArrayList<>();
    for (String line : Files.readAllLines(doc)) {
      if (line.startsWith("| `")) {
        String[] cells = line.substring(2, line.length() - 2).split(" \\| ", -1);
        Line documented =
            new Line(code(cells[0]), cells[1], cells[2], code(cells[3]), code(cells[4]));
        if (documented.servers.equals("both") || documented.servers.equals(own)) {
          lines.add(documented);
        }
      }
    }
    return lines;
  }

  private static String code(String cell) {
    return cell.substring(1, cell.length() - 1);
  }

  @ParameterizedTest
  @EnumSource(names = {"MARIADB", "MYSQL"})
  @DisplayName("B2.32 B2.33 B2.35 B2.36 B2.37 B2.39 every type reads as the documentation says")
  void readsEveryDocumentedType(Kind kind) throws Exception {
    TestServer server = TestServer.shared(kind);
    List<Line> lines = documented(kind);
    assertThat(lines).hasSizeGreaterThan(50);
    try (TestSession session = TestSession.open(server, server.createDatabase())) {
      List<String> columns = new ArrayList<>();
      List<String> values = new ArrayList<>();
      for (int i = 0; i < lines.size(); i++) {
        columns.add("c" + i + " " + lines.get(i).declared);
        values.add(lines.get(i).sql);
      }
      session.run(
          "CREATE TABLE t (" + String.join(", ", columns) + ") CHARACTER SET utf8mb4",
          "INSERT INTO t VALUES (" + String.join(", ", values) + ")");

      Table table = Reads.table(session, "t");
      RecordBatch batch = Reads.all(session, "t", OnUnfit.FAIL);

      List<String> expected = new ArrayList<>();
      List<String> seen = new ArrayList<>();
      for (int i = 0; i < lines.size(); i++) {
        Line line = lines.get(i);
        DataType type = table.columns().get(i).field().type();
        expected.add(line.declared + " = " + line.sql + ": " + line.becomes + " " + line.read);
        seen.add(line.declared + " = " + line.sql + ": " + type + " " + shown(batch, i));
      }
      assertThat(seen).containsExactlyElementsOf(expected);
    }
  }

  private static String shown(RecordBatch batch, int column) {
    return batch.column(column).type().equals(DataType.BYTES)
        ? HexFormat.of().formatHex(batch.column(column).getBytes(0))
        : batch.column(column).getString(0);
  }

  @ParameterizedTest
  @EnumSource(names = {"MARIADB", "MYSQL"})
  @DisplayName("B2.39a read as text, every column is the server's own text")
  void readsTheServersOwnText(Kind kind) throws Exception {
    TestServer server = TestServer.shared(kind);
    try (TestSession session = TestSession.open(server, server.createDatabase())) {
      session.run(
          "CREATE TABLE t (a int unsigned, b decimal(20,4), c double, d date, e datetime(3),"
              + " f timestamp(6) null, g time(2), h year, i varchar(20), j enum('x','y'),"
              + " k set('p','q'), l bigint unsigned, m tinyint(1), n bit(12), o json)",
          "INSERT INTO t VALUES (4294967295, 1.5, 1e300, '2024-02-29', '2024-02-29 01:02:03.456',"
              + " '2024-02-29 01:02:03.456789', '-100:00:00.25', 1999, 'ü', 'y', 'p,q',"
              + " 18446744073709551615, 1, 5, '[1, 2]')");
      List<TableColumn> columns =
          Reads.table(session, "t").columns().stream().map(MySqlTypesIT::asText).toList();
      RecordBatch batch =
          Reads.all(session, new Selection("t", columns, List.of(), List.of(), OnUnfit.FAIL));

      List<String> own = new ArrayList<>();
      try (Statement statement = session.jdbc().createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "SELECT CAST(a AS CHAR), CAST(b AS CHAR), CAST(c AS CHAR), CAST(d AS CHAR),"
                      + " CAST(e AS CHAR), CAST(f AS CHAR), CAST(g AS CHAR), CAST(h AS CHAR), i, j,"
                      + " k, CAST(l AS CHAR), CAST(m AS CHAR), CAST(n + 0 AS CHAR), o FROM t")) {
        rows.next();
        for (int i = 1; i <= columns.size(); i++) {
          own.add(rows.getString(i));
        }
      }
      List<String> seen = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        seen.add(batch.column(i).getString(0));
      }
      assertThat(seen).containsExactlyElementsOf(own);
    }
  }

  private static TableColumn asText(TableColumn column) {
    return new TableColumn(
        column.field().type(DataType.STRING), column.type(), column.code(), column.comparable());
  }

  private static final String ODD_DATES =
      "INSERT INTO t VALUES (1, '0000-00-00', '0000-00-00 00:00:00', '0000-00-00 00:00:00'),"
          + " (2, '2024-00-00', '2024-05-00 01:00:00', '2024-01-01 00:00:00'),"
          + " (3, '2024-02-31', '2023-02-29 01:00:00', '2024-01-01 00:00:00'),"
          + " (4, '2024-02-29', '2024-02-29 01:00:00', '2024-01-01 00:00:00')";

  private static void oddDates(TestSession session) throws SQLException {
    session.run(
        "SET SESSION sql_mode = 'ALLOW_INVALID_DATES'",
        "CREATE TABLE t (id int PRIMARY KEY, d date NOT NULL, at datetime NOT NULL,"
            + " ts timestamp NOT NULL)",
        ODD_DATES);
  }

  @ParameterizedTest
  @EnumSource(names = {"MARIADB", "MYSQL"})
  @DisplayName("B2.35 zero and partial dates are null, text, rejects or failures as chosen")
  void keepsToTheChoiceForOddDates(Kind kind) throws Exception {
    TestServer server = TestServer.shared(kind);
    try (TestSession session = TestSession.open(server, server.createDatabase())) {
      oddDates(session);

      RecordBatch nulls = Reads.all(session, "t", OnUnfit.NULL);
      assertThat(Reads.texts(nulls, "d")).containsExactly(null, null, null, "2024-02-29");
      assertThat(Reads.texts(nulls, "at")).containsExactly(null, null, null, "2024-02-29T01:00:00");
      assertThat(nulls.column("ts").isNull(0)).isTrue();

      RecordBatch kept = Reads.all(session, "t", OnUnfit.QUARANTINE);
      assertThat(Reads.texts(kept, "id")).containsExactly("4");
      assertThat(kept.rejects()).hasSize(3);
      assertThat(kept.rejects().get(1).reason()).contains("2024-00-00");

      List<TableColumn> texts =
          Reads.table(session, "t").columns().stream().map(MySqlTypesIT::asText).toList();
      RecordBatch text =
          Reads.all(session, new Selection("t", texts, List.of(), List.of(), OnUnfit.FAIL));
      assertThat(Reads.texts(text, "d"))
          .containsExactly("0000-00-00", "2024-00-00", "2024-02-31", "2024-02-29");

      assertThatThrownBy(() -> Reads.all(session, "t", OnUnfit.FAIL))
          .isInstanceOf(ConnectorException.class)
          .hasMessageContaining("0000-00-00")
          .hasMessageContaining("column d");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MARIADB", "MYSQL"})
  @DisplayName("B2.37 TINYINT(1) is a truth value or a number, and never loses one")
  void losesNoNumberToTruth(Kind kind) throws Exception {
    TestServer server = TestServer.shared(kind);
    try (TestSession session = TestSession.open(server, server.createDatabase())) {
      session.run("CREATE TABLE t (flag tinyint(1))", "INSERT INTO t VALUES (1), (0), (-1)");

      RecordBatch nulls = Reads.all(session, "t", OnUnfit.NULL);
      assertThat(Reads.texts(nulls, "flag")).containsExactly("true", "false", null);

      Table table = new MySqlServer(false).table(session, "t").orElseThrow();
      RecordBatch numbers =
          Reads.all(
              session, new Selection("t", table.columns(), List.of(), List.of(), OnUnfit.FAIL));
      assertThat(Reads.texts(numbers, "flag")).containsExactly("1", "0", "-1");

      assertThatThrownBy(() -> Reads.all(session, "t", OnUnfit.FAIL))
          .hasMessageContaining("-1 is no value of boolean");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MARIADB", "MYSQL"})
  @DisplayName("B2.38 an instant is the same whatever the server's own zone")
  void readsInstants(Kind kind) throws Exception {
    TestServer server = TestServer.shared(kind);
    String database = server.createDatabase();
    try (TestSession writer = TestSession.open(server, database);
        TestSession session = TestSession.open(server, database)) {
      writer.run(
          "CREATE TABLE t (ts timestamp NOT NULL, at datetime NOT NULL)",
          "SET time_zone = '+05:30'",
          "INSERT INTO t VALUES ('2024-07-01 05:30:00', '2024-07-01 05:30:00')");

      RecordBatch batch = Reads.all(session, "t", OnUnfit.FAIL);

      assertThat(Reads.texts(batch, "ts")).containsExactly("2024-07-01T00:00:00Z");
      assertThat(Reads.texts(batch, "at")).containsExactly("2024-07-01T05:30:00");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MARIADB", "MYSQL"})
  void describesQueriesAsTablesAre(Kind kind) throws Exception {
    TestServer server = TestServer.shared(kind);
    try (TestSession session = TestSession.open(server, server.createDatabase())) {
      session.run(
          "CREATE TABLE t (a int unsigned NOT NULL, b decimal(20,4), c bigint unsigned,"
              + " d tinyint(1), e enum('x','y'), f datetime(6), g varbinary(5), h bit(3),"
              + " i varchar(10), j longtext, k blob, l time, m float)",
          "INSERT INTO t VALUES (1, 2.5, 3, 1, 'y', '2024-01-01', 'abc', 5, 'ü', 'é', 'x',"
              + " '01:00:00', 1.5)");

      List<TableColumn> columns =
          Reads.SERVER.describe(session, "SELECT t.*, a + 1 AS n FROM t WHERE a > 0 -- rest");

      assertThat(columns.subList(0, 13).stream().map(each -> each.field().type()))
          .containsExactlyElementsOf(
              Reads.table(session, "t").columns().stream().map(c -> c.field().type()).toList());
      RecordBatch batch =
          Reads.all(
              session,
              new Selection(
                  "(SELECT t.*, a + 1 AS n FROM t) AS q",
                  columns,
                  List.of("a = 1"),
                  List.of(columns.get(4)),
                  OnUnfit.FAIL));
      assertThat(batch.column("n").getLong(0)).isEqualTo(2);
      assertThat(batch.column("e").getString(0)).isEqualTo("y");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MARIADB", "MYSQL"})
  void readsGeneratedAndOddlyNamedColumns(Kind kind) throws Exception {
    TestServer server = TestServer.shared(kind);
    try (TestSession session = TestSession.open(server, server.createDatabase())) {
      session.run(
          "CREATE TABLE `odd. ``name`` {x} ?` (`a``b{ts?}` int PRIMARY KEY,"
              + " `select` int AS (`a``b{ts?}` * 2) STORED, `v` int AS (`a``b{ts?}` + 1) VIRTUAL)",
          "INSERT INTO `odd. ``name`` {x} ?` (`a``b{ts?}`) VALUES (21)");

      RecordBatch batch = Reads.all(session, "odd. `name` {x} ?", OnUnfit.FAIL);

      assertThat(batch.column("select").getInt(0)).isEqualTo(42);
      assertThat(batch.column("v").getInt(0)).isEqualTo(22);
    }
  }
}
