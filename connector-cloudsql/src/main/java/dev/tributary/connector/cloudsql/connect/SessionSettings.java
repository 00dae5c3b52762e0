package dev.tributary.connector.cloudsql.connect;

import dev.tributary.connector.cloudsql.option.ConnectionOptions;
import dev.tributary.connector.cloudsql.option.DbType;
import dev.tributary.connector.option.Options;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes a new connection the one that readers rely on: it writes nothing, its texts have one form
 * whatever the server's or the role's defaults are, and nothing lasts for ever. One round trip or
 * two a connection.
 */
final class SessionSettings {
  private final DbType type;
  private final List<String> before;
  private final Duration query;
  private final Duration lock;

  private SessionSettings(DbType type, List<String> before, Duration query, Duration lock) {
    this.type = type;
    this.before = before;
    this.query = query;
    this.lock = lock;
  }

  /** Returns the settings that the options ask for. */
  static SessionSettings of(Options options) {
    return new SessionSettings(
        options.get(ConnectionOptions.DB_TYPE),
        options.get(ConnectionOptions.BEFORE_SELECT),
        options.get(ConnectionOptions.QUERY_TIMEOUT),
        options.get(ConnectionOptions.LOCK_TIMEOUT));
  }

  /** Sets them. What users want to be run comes before what we pin, so that the pins hold. */
  void apply(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          type == DbType.POSTGRES
              ? "SET default_transaction_read_only = on"
              : "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
      for (String sql : before) {
        statement.execute(sql);
      }
      statement.execute(type == DbType.POSTGRES ? postgres() : mySql(connection));
    }
  }

  /** Sets what the server knows, in one statement: servers differ by version and make. */
  private String postgres() {
    Map<String, String> pins = new LinkedHashMap<>();
    pins.put("default_transaction_read_only", "on");
    pins.put("statement_timeout", Long.toString(query.toMillis()));
    pins.put("lock_timeout", Long.toString(lock.toMillis()));
    pins.put("idle_in_transaction_session_timeout", "0");
    pins.put("idle_session_timeout", "0");
    pins.put("transaction_timeout", "0");
    pins.put("client_connection_check_interval", "10000");
    pins.put("TimeZone", "UTC");
    pins.put("DateStyle", "ISO, YMD");
    pins.put("IntervalStyle", "postgres");
    pins.put("bytea_output", "hex");
    pins.put("extra_float_digits", "1");
    pins.put("xmlbinary", "base64");
    pins.put("standard_conforming_strings", "on");
    pins.put("max_parallel_workers_per_gather", "0");
    pins.put("synchronize_seqscans", "off");
    pins.put("jit", "off");
    String values =
        pins.entrySet().stream()
            .map(pin -> "('" + pin.getKey() + "', '" + pin.getValue() + "')")
            .collect(Collectors.joining(", "));
    // a server on Windows knows that one setting, and refuses every value of it but 0
    return "SELECT pg_catalog.set_config(s.name, p.value, false) FROM (VALUES "
        + values
        + ") AS p (name, value) JOIN pg_catalog.pg_settings s ON lower(s.name) = lower(p.name)"
        + " WHERE s.name <> 'client_connection_check_interval'"
        + " OR pg_catalog.version() LIKE '%linux%'";
  }

  private String mySql(Connection connection) throws SQLException {
    boolean mariaDb = connection.getMetaData().getDatabaseProductVersion().contains("MariaDB");
    Map<String, String> pins = new LinkedHashMap<>();
    // without modes: nothing is quoted, padded or refused in another way than the manual's default
    pins.put("sql_mode", "''");
    pins.put("time_zone", "'+00:00'");
    pins.put("net_write_timeout", "86400");
    pins.put("net_read_timeout", "3600");
    pins.put("wait_timeout", "86400");
    pins.put("lock_wait_timeout", Long.toString(lock.toSeconds()));
    pins.put("innodb_lock_wait_timeout", Long.toString(lock.toSeconds()));
    // rows are sorted by so many bytes only, and what is read in an order is gone on with in it
    pins.put("max_sort_length", "65536");
    pins.put("sql_select_limit", "DEFAULT");
    pins.put("sql_big_selects", "1");
    if (mariaDb) {
      pins.put("max_statement_time", Long.toString(query.toSeconds()));
      pins.put("idle_transaction_timeout", "0");
      pins.put("idle_readonly_transaction_timeout", "0");
    } else {
      pins.put("max_execution_time", Long.toString(query.toMillis()));
    }
    return "SET "
        + pins.entrySet().stream()
            .map(pin -> "SESSION " + pin.getKey() + " = " + pin.getValue())
            .collect(Collectors.joining(", "));
  }
}
