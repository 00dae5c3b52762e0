package dev.tributary.connector.cloudsql.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.cloudsql.server.Comparison;
import dev.tributary.connector.cloudsql.server.Table;
import dev.tributary.connector.cloudsql.servers.Kind;
import dev.tributary.connector.cloudsql.servers.TestServer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MySqlBoundsIT {
  private static final int RANGES = 8;

  @ParameterizedTest
  @EnumSource(names = {"MARIADB", "MYSQL"})
  @DisplayName("B2.41 keys that leave gaps, crowd, repeat or are texts are cut about evenly")
  void cutsEvenly(Kind kind) throws Exception {
    TestServer server = TestServer.shared(kind);
    try (TestSession session = TestSession.open(server, server.createDatabase())) {
      MySqlKeysIT.numbers(session);
      List<String> wrong = new ArrayList<>();
      check(session, "even", "k bigint", "k", "n", wrong);
      check(session, "squares", "k bigint", "k", "n * n * n", wrong);
      check(session, "island", "k bigint", "k", "IF(n < 10, -4000000000000 * n, n)", wrong);
      check(session, "far", "k bigint unsigned", "k", "18446744073709551615 - n", wrong);
      check(session, "decimals", "k decimal(30,10)", "k", "n / 7", wrong);
      check(session, "doubles", "k double", "k", "EXP(n / 100)", wrong);
      check(session, "times", "k datetime", "k", "'2001-01-01' + INTERVAL n * n SECOND", wrong);
      check(session, "hex", "k char(32) CHARACTER SET ascii", "k", "MD5(n)", wrong);
      check(
          session,
          "words",
          "k varchar(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci",
          "k",
          "CONCAT('customer/', CHAR(65 + n MOD 26), '/', MD5(n))",
          wrong);
      check(
          session,
          "exact",
          "k varchar(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
          "k",
          "CONCAT(IF(n MOD 2, 'Ab', 'aB'), LPAD(n, 8, '0'))",
          wrong);
      check(session, "bytes", "k binary(16)", "k", "UNHEX(MD5(n))", wrong);
      check(session, "tenants", "t int, k int", "t, k", "IF(n < 15000, 7, n), n", wrong);
      check(
          session,
          "sites",
          "t varchar(10) CHARACTER SET utf8mb4, k int",
          "t, k",
          "ELT(1 + n MOD 3, 'x', 'y', 'z'), n",
          wrong);
      if (kind == Kind.MARIADB) {
        String random = "INSERT(INSERT(MD5(n), 13, 1, '4'), 17, 1, 'a')"; // of version 4
        check(session, "ids", "k uuid", "k", random, wrong);
      }
      assertThat(wrong).isEmpty();
    }
  }

  private static void check(
      TestSession session, String name, String key, String names, String value, List<String> wrong)
      throws SQLException {
    session.run(
        "CREATE TABLE " + name + " (" + key + ", v char(100), PRIMARY KEY (" + names + "))",
        "INSERT INTO " + name + " SELECT " + value + ", n FROM numbers",
        "ANALYZE TABLE " + name);
    Table table = Reads.table(session, name);
    List<List<String>> bounds = Reads.SERVER.bounds(session, table, table.key(), RANGES);
    List<Long> sizes = new ArrayList<>();
    String from = "1 = 1";
    for (List<String> bound : bounds) {
      String before = Reads.SERVER.compare(table.key(), Comparison.BEFORE, bound);
      sizes.add(count(session, name, from + " AND " + before));
      from = Reads.SERVER.compare(table.key(), Comparison.FROM, bound);
    }
    sizes.add(count(session, name, from));
    long all = sizes.stream().mapToLong(each -> each).sum();
    long largest = sizes.stream().mapToLong(each -> each).max().orElse(0);
    if (all != 20_000 || bounds.size() >= RANGES || bounds.size() < 4 || largest > 6_000) {
      wrong.add(name + ": " + sizes + " by " + bounds);
    }
  }

  private static long count(TestSession session, String table, String condition)
      throws SQLException {
    try (Statement statement = session.jdbc().createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT COUNT(*) FROM " + table + " WHERE " + condition)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MARIADB", "MYSQL"})
  void cutsNothingThatIsNotWorthIt(Kind kind) throws Exception {
    TestServer server = TestServer.shared(kind);
    try (TestSession session = TestSession.open(server, server.createDatabase())) {
      session.run("CREATE TABLE t (k int PRIMARY KEY)");
      Table empty = Reads.table(session, "t");
      assertThat(Reads.SERVER.bounds(session, empty, empty.key(), RANGES)).isEmpty();

      session.run("INSERT INTO t VALUES (5)");
      Table one = Reads.table(session, "t");
      assertThat(Reads.SERVER.bounds(session, one, one.key(), RANGES)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MARIADB", "MYSQL"})
  void looksAtABoundedNumberOfRows(Kind kind) throws Exception {
    TestServer server = TestServer.shared(kind);
    try (TestSession session = TestSession.open(server, server.createDatabase())) {
      MySqlKeysIT.numbers(session);
      session.run(
          "CREATE TABLE t (k char(32) CHARACTER SET ascii PRIMARY KEY)",
          "INSERT INTO t SELECT MD5(n) FROM numbers",
          "ANALYZE TABLE t");
      Table table = Reads.table(session, "t");
      session.run("FLUSH STATUS");
      Reads.SERVER.bounds(session, table, table.key(), RANGES);
      long rows = 0;
      try (Statement statement = session.jdbc().createStatement();
          ResultSet status = statement.executeQuery("SHOW SESSION STATUS LIKE 'Handler_read%'")) {
        while (status.next()) {
          rows += status.getLong(2);
        }
      }
      assertThat(rows).isLessThan(500);
    }
  }
}
