package dev.tributary.connector.cloudsql.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.error.ConnectorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as one statement that only reads, in either SQL. */
class SafeSqlTest {
  private static String filled(String sql, SqlDialect dialect) {
    return SafeSql.query("query", sql, dialect).with(name -> "<" + name + ">").strip();
  }

  @Test
  void fillsPlaceholdersOnlyWhereTheyArePartOfTheStatement() {
    assertThat(
            filled(
                "SELECT '@last_value', \"@last_value\", $$ @last_value $$, E'\\'@last_value'"
                    + " /* @last_value /* nested */ @last_value */ FROM t -- @last_value\n"
                    + " WHERE a >= @LAST_VALUE AND b @> '{}' AND c < @window_end;",
                SqlDialect.POSTGRES))
        .isEqualTo(
            "SELECT '@last_value', \"@last_value\", $$ @last_value $$, E'\\'@last_value'"
                + " /* @last_value /* nested */ @last_value */ FROM t -- @last_value\n"
                + " WHERE a >= <@last_value> AND b @> '{}' AND c < <@window_end>");
    assertThat(
            filled(
                "SELECT `@last_value`, '\\'@last_value', @@session.sql_mode # @last_value\n"
                    + " WHERE a >= @last_value",
                SqlDialect.MYSQL))
        .endsWith("WHERE a >= <@last_value>")
        .contains("`@last_value`, '\\'@last_value', @@session.sql_mode # @last_value");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1; SELECT 2",
        "SELECT 1) x; DROP TABLE t; --",
        "INSERT INTO t VALUES (1)",
        "WITH a AS (DELETE FROM t RETURNING *) SELECT * FROM a",
        "WITH a AS (UPDATE t SET v = 1 RETURNING *) SELECT * FROM a",
        "SELECT * INTO copy FROM t",
        "SELECT * FROM t FOR UPDATE",
        "SELECT * FROM t FOR NO KEY UPDATE",
        "SELECT 'open",
        "SELECT $x$ open $y$",
        "SELECT /* open",
        "SELECT (1",
        "CALL wipe()",
        "-- nothing",
        ";"
      })
  void refusesWhatIsNotOneStatementThatReads(String sql) {
    assertThatThrownBy(() -> SafeSql.query("query", sql, SqlDialect.POSTGRES))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("`query`");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM t INTO OUTFILE '/tmp/x'",
        "SELECT 1 /*! INTO OUTFILE 'x' */",
        "SELECT * FROM t LOCK IN SHARE MODE",
        "SELECT 'it\\'; DELETE FROM t; --",
        "REPLACE INTO t VALUES (1)"
      })
  void knowsWhatIsMySqlsOwn(String sql) {
    assertThatThrownBy(() -> SafeSql.query("query", sql, SqlDialect.MYSQL))
        .isInstanceOf(ConnectorException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT ';' AS a, \";\" FROM t;;  ",
        "(SELECT 1) UNION (SELECT 2)",
        "WITH RECURSIVE a AS (SELECT 1) SELECT * FROM a",
        "SELECT updated, \"update\", replace(a, 'x', 'y') FROM deletes",
        "TABLE t",
        "VALUES (1), (2) -- two"
      })
  void takesWhatReads(String sql) {
    assertThatCode(() -> SafeSql.query("query", sql, SqlDialect.POSTGRES))
        .doesNotThrowAnyException();
  }
}
