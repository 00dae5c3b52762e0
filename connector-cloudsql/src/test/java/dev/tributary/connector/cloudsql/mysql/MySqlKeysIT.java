package dev.tributary.connector.cloudsql.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.cloudsql.server.Comparison;
import dev.tributary.connector.cloudsql.server.OnUnfit;
import dev.tributary.connector.cloudsql.server.RowStream;
import dev.tributary.connector.cloudsql.server.Selection;
import dev.tributary.connector.cloudsql.server.Table;
import dev.tributary.connector.cloudsql.server.TableColumn;
import dev.tributary.connector.cloudsql.servers.Kind;
import dev.tributary.connector.cloudsql.servers.TestServer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MySqlKeysIT {
  /** Keys of every comparable type, with values that are near each other or at the ends. */
  private static List<String[]> keys(Kind kind) {
    List<String[]> keys = new ArrayList<>();
    keys.add(new String[] {"int", "-5", "0", "7", "2147483647"});
    keys.add(new String[] {"bigint unsigned", "0", "9223372036854775808", "18446744073709551615"});
    keys.add(new String[] {"decimal(40,5)", "-1.00001", "0", "99999999999999999999999.5"});
    keys.add(new String[] {"float", "0.1e0", "1e0/3", "16777217", "-1e-30"});
    keys.add(new String[] {"double", "0.1e0", "0.1e0+0.2e0", "-1e308", "1e-308"});
    keys.add(new String[] {"date", "'0000-00-00'", "'1000-01-01'", "'2024-02-29'"});
    keys.add(new String[] {"datetime(6)", "'2024-01-01'", "'2024-01-01 00:00:00.000001'"});
    keys.add(new String[] {"datetime", "'0000-00-00'", "'1000-01-01'", "'9999-12-31 23:59:59'"});
    keys.add(new String[] {"timestamp(6)", "'2024-07-01 00:00:00.5'", "'1971-01-01 00:00:00'"});
    keys.add(new String[] {"time(6)", "'-838:59:59'", "'-00:00:00.000001'", "'838:59:59'"});
    keys.add(new String[] {"year", "'0000'", "1970", "2155"});
    keys.add(new String[] {"bit(33)", "b'0'", "b'1'", "b'111111111111111111111111111111111'"});
    keys.add(new String[] {"enum('z','a','m')", "'z'", "'a'", "'m'"});
    keys.add(new String[] {"set('z','a','m')", "''", "'z'", "'a,z'", "'m'"});
    keys.add(new String[] {"binary(3)", "X'00'", "X'00ff'", "X'ffffff'"});
    keys.add(new String[] {"varbinary(8)", "''", "X'27'", "X'5c00'", "X'ff'"});
    String[] words = {"'a'", "'B'", "'b b'", "'ö'", "'z\\\\'", "'\\''", "'_%'", "''"};
    for (String collation :
        kind == Kind.MARIADB
            ? List.of("utf8mb4_general_ci", "utf8mb4_uca1400_ai_ci", "utf8mb4_nopad_bin")
            : List.of("utf8mb4_general_ci", "utf8mb4_0900_ai_ci", "utf8mb4_bin")) {
      keys.add(with("varchar(20) character set utf8mb4 collate " + collation, words));
    }
    keys.add(with("varchar(20) character set latin1 collate latin1_german2_ci", words));
    keys.add(with("char(20) character set utf16 collate utf16_unicode_ci", words));
    keys.add(new String[] {"varchar(20) character set sjis", "'日'", "'本'", "'ソ'", "'a'", "'表'"});
    keys.add(new String[] {"varchar(20) character set gbk", "'中'", "'文'", "'a'"});
    if (kind == Kind.MARIADB) {
      keys.add(
          new String[] {
            "uuid", "'123e4567-e89b-12d3-a456-426655440000'", "UUID()", "UUID()", "UUID()"
          });
      keys.add(new String[] {"inet6", "'::1'", "'2001:db8::1'", "'ffff::'"});
      keys.add(new String[] {"inet4", "'192.0.2.1'", "'9.0.0.1'", "'10.0.0.1'"});
    }
    return keys;
  }

  private static String[] with(String first, String[] rest) {
    String[] all = new String[rest.length + 1];
    all[0] = first;
    System.arraycopy(rest, 0, all, 1, rest.length);
    return all;
  }

  @ParameterizedTest
  @EnumSource(names = {"MARIADB", "MYSQL"})
  @DisplayName("B2.25 B2.27 from each key's text on come exactly the rows after it, for every type")
  void goesOnFromEveryKey(Kind kind) throws Exception {
    TestServer server = TestServer.shared(kind);
    for (String mode : List.of("", "ANSI_QUOTES,NO_BACKSLASH_ESCAPES")) {
      try (TestSession session = TestSession.open(server, server.createDatabase())) {
        List<String> wrong = new ArrayList<>();
        int at = 0;
        for (String[] key : keys(kind)) {
          String name = "t" + at++;
          session.run(
              "SET SESSION sql_mode = 'ALLOW_INVALID_DATES'",
              "CREATE TABLE " + name + " (k " + key[0] + " NOT NULL PRIMARY KEY, v int)");
          for (int i = 1; i < key.length; i++) {
            session.run("INSERT INTO " + name + " VALUES (" + key[i] + ", " + i + ")");
          }
          session.run("SET SESSION sql_mode = '" + mode + "'");
          checkKey(session, name, key[0], key.length - 1, wrong);
        }
        assertThat(wrong).isEmpty();
      }
    }
  }

  /** Reads row by row, each time from the last one's position on, without selecting the key. */
  private static void checkKey(
      TestSession session, String name, String type, int rows, List<String> wrong)
      throws SQLException {
    Table table = Reads.table(session, name);
    List<String> order = order(session, "SELECT v FROM " + name + " ORDER BY k");
    List<String> seen = new ArrayList<>();
    List<String> positions = new ArrayList<>();
    List<String> conditions = List.of();
    while (seen.size() <= rows) {
      List<String> position = oneRow(session, table, conditions, seen);
      if (position.isEmpty()) {
        break;
      }
      positions.add(position.get(0));
      String from = Reads.SERVER.compare(table.key(), Comparison.FROM, position);
      String before = Reads.SERVER.compare(table.key(), Comparison.BEFORE, position);
      int at = seen.size() - 1;
      if (count(session, name, from) != rows - at || count(session, name, before) != at) {
        wrong.add(type + ": " + from + " or " + before + " is off");
      }
      conditions = List.of(Reads.SERVER.compare(table.key(), Comparison.AFTER, position));
    }
    if (!seen.equals(order)) {
      wrong.add(type + ": " + seen + " instead of " + order + " through " + positions);
    }
    Optional<String> highest = Reads.SERVER.highest(session, name, List.of(), table.key().get(0));
    if (!highest.equals(Optional.of(positions.get(positions.size() - 1)))) {
      wrong.add(type + ": " + highest + " is not the highest of " + positions);
    }
    String plan = String.join(" ", explain(session, name, conditions.get(0)));
    // members are compared by their numbers, as they sort, which no index helps with
    boolean member = type.startsWith("enum") || type.startsWith("set");
    if (!member && !plan.contains("range") && !plan.contains("no matching row")) {
      wrong.add(type + ": no index for " + conditions + ": " + plan);
    }
  }

  private static List<String> oneRow(
      TestSession session, Table table, List<String> conditions, List<String> seen)
      throws SQLException {
    Selection selection =
        new Selection(
            Reads.SERVER.from(table.name()) + " ",
            table.columns().subList(1, 2),
            conditions,
            table.key(),
            OnUnfit.FAIL);
    BatchBuilder rows = Reads.builder(selection.columns(), 1);
    RowStream stream = Reads.SERVER.open(session, selection);
    stream.read(rows);
    List<String> position = stream.position();
    if (rows.size() == 1) {
      seen.add(rows.build().column(0).getString(0));
    }
    while (stream.read(Reads.builder(selection.columns(), 1000))) {
      // the session is used again
    }
    stream.close();
    return position;
  }

  private static List<String> order(TestSession session, String sql) throws SQLException {
    List<String> all = new ArrayList<>();
    try (Statement statement = session.jdbc().createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        all.add(rows.getString(1));
      }
    }
    return all;
  }

  private static long count(TestSession session, String table, String condition)
      throws SQLException {
    return Long.parseLong(
        order(session, "SELECT COUNT(*) FROM " + table + " WHERE " + condition).get(0));
  }

  private static List<String> explain(TestSession session, String table, String condition)
      throws SQLException {
    List<String> all = new ArrayList<>();
    String sql = "EXPLAIN SELECT k FROM " + table + " FORCE INDEX (PRIMARY) WHERE " + condition;
    try (Statement statement = session.jdbc().createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        all.add(rows.getString("type") + " " + rows.getString("Extra"));
      }
    }
    return all;
  }

  @ParameterizedTest
  @EnumSource(names = {"MARIADB", "MYSQL"})
  @DisplayName("B2.24 B2.25 ties under a collation that ignores case are all read once")
  void readsTiesUnderACollation(Kind kind) throws Exception {
    TestServer server = TestServer.shared(kind);
    try (TestSession session = TestSession.open(server, server.createDatabase())) {
      session.run(
          "CREATE TABLE t (id int PRIMARY KEY, c varchar(10) NOT NULL, KEY (c, id))"
              + " CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci",
          "INSERT INTO t VALUES (1,'abc'), (2,'ABC'), (3,'äbc'), (4,'abc '), (5,'abd'), (6,'AB')");
      Table table = Reads.table(session, "t");
      TableColumn id = table.columns().get(0);
      TableColumn c = table.columns().get(1);
      List<TableColumn> order = List.of(c, id);
      List<String> seen = new ArrayList<>();
      List<String> conditions = List.of();
      while (seen.size() < 10) {
        Selection selection = new Selection("t", List.of(id), conditions, order, OnUnfit.FAIL);
        BatchBuilder rows = Reads.builder(selection.columns(), 1);
        List<String> position;
        try (TestSession own = TestSession.open(server, session.jdbc().getCatalog());
            RowStream stream = Reads.SERVER.open(own, selection)) {
          stream.read(rows);
          position = stream.position();
        }
        if (rows.size() == 0) {
          break;
        }
        seen.add(rows.build().column(0).getString(0));
        conditions = List.of(Reads.SERVER.compare(order, Comparison.AFTER, position));
      }
      assertThat(seen).containsExactly("6", "1", "2", "3", "4", "5");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MARIADB", "MYSQL"})
  void usesACompositeIndexOnBothSides(Kind kind) throws Exception {
    TestServer server = TestServer.shared(kind);
    try (TestSession session = TestSession.open(server, server.createDatabase())) {
      numbers(session);
      session.run(
          "CREATE TABLE t (a int, b varchar(20), c int, PRIMARY KEY (a, b, c))",
          "INSERT INTO t SELECT n MOD 10, n DIV 100 MOD 10, n FROM numbers",
          "ANALYZE TABLE t");
      Table table = Reads.table(session, "t");
      List<String> from = List.of("3", "4", "413");
      List<String> to = List.of("3", "5", "533");
      String condition =
          Reads.SERVER.compare(table.key(), Comparison.FROM, from)
              + " AND "
              + Reads.SERVER.compare(table.key(), Comparison.BEFORE, to);

      session.run("FLUSH STATUS");
      long found = count(session, "t", condition);
      long touched = 0;
      try (Statement statement = session.jdbc().createStatement();
          ResultSet rows = statement.executeQuery("SHOW SESSION STATUS LIKE 'Handler_read%'")) {
        while (rows.next()) {
          touched += rows.getLong(2);
        }
      }
      assertThat(found)
          .isEqualTo(
              count(session, "t", "a = 3 AND (b = '4' AND c >= 413 OR b = '5' AND c < 533)"));
      assertThat(touched).isLessThan(found + 20);
    }
  }

  /** Makes a table of 20,000 numbers. */
  static void numbers(TestSession session) throws SQLException {
    session.run(
        "CREATE TABLE digits (d int)",
        "INSERT INTO digits VALUES (0),(1),(2),(3),(4),(5),(6),(7),(8),(9)",
        "CREATE TABLE numbers (n int PRIMARY KEY)",
        "INSERT INTO numbers SELECT a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d FROM"
            + " digits a, digits b, digits c, digits e, digits f WHERE f.d < 2");
  }
}
