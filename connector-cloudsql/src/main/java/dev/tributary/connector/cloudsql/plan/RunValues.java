package dev.tributary.connector.cloudsql.plan;

import dev.tributary.connector.cloudsql.connect.Session;
import dev.tributary.connector.cloudsql.option.JoinOptions;
import dev.tributary.connector.cloudsql.option.ReadOptions;
import dev.tributary.connector.cloudsql.server.Server;
import dev.tributary.connector.cloudsql.server.TableColumn;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.option.Options;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of one run that stand in a user's SQL, as literals of their types. */
final class RunValues implements Placeholders {
  private final Server server;
  private final SqlDialect dialect;
  private final TableColumn instant;
  private final @Nullable TableColumn cursor;
  private final Map<String, String> texts;

  /**
   * Makes the values of a run.
   *
   * @param instant a column of the type of times
   * @param cursor the column that tells new rows from old ones, if there is one
   * @param texts the values by placeholder; the lowest of its type where one is missing
   */
  RunValues(
      Server server,
      SqlDialect dialect,
      TableColumn instant,
      @Nullable TableColumn cursor,
      Map<String, String> texts) {
    this.server = server;
    this.dialect = dialect;
    this.instant = instant;
    this.cursor = cursor;
    this.texts = texts;
  }

  /** Returns a column of the type that the server gives to times. */
  static TableColumn instant(Server server, Session session) throws SQLException {
    return server.describe(session, "SELECT CURRENT_TIMESTAMP AS moment").get(0);
  }

  /** Returns the placeholders that the options use. */
  static Set<String> used(Options options, SqlDialect dialect) {
    Set<String> used = new LinkedHashSet<>();
    options
        .find(ReadOptions.QUERY)
        .ifPresent(query -> add(used, SafeSql.query("query", query, dialect)));
    options
        .find(ReadOptions.WHERE)
        .ifPresent(where -> add(used, SafeSql.condition("where", where, dialect)));
    for (Options join : options.get(ReadOptions.JOIN)) {
      add(used, SafeSql.condition("join.on", join.get(JoinOptions.ON), dialect));
    }
    return used;
  }

  private static void add(Set<String> used, SafeSql sql) {
    SafeSql.PLACEHOLDERS.stream().filter(sql::uses).forEach(used::add);
  }

  @Override
  public String literal(String name) {
    TableColumn column = name.equals("@last_extraction_time") || cursor == null ? instant : cursor;
    if (name.equals("@last_value") && cursor == null) {
      throw ConnectorException.of(
              ErrorKind.CONFIG, "`@last_value` is the value of an `incremental_field`")
          .remedy("Set `incremental_field`, or use `@last_extraction_time`")
          .build();
    }
    String text =
        Optional.ofNullable(texts.get(name)).orElseGet(() -> Cursor.lowest(column, dialect));
    return server.literal(column, text);
  }

  /**
   * Returns values with which a query can be described before the types of its columns are known:
   * times, or numbers.
   */
  static List<Placeholders> guesses(Server server, Session session, SqlDialect dialect)
      throws SQLException {
    TableColumn instant = instant(server, session);
    String time = server.literal(instant, Cursor.lowest(instant, dialect));
    return List.of(name -> time, name -> name.equals("@last_extraction_time") ? time : "0");
  }
}
