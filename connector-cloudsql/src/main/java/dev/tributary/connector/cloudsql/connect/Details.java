package dev.tributary.connector.cloudsql.connect;

import dev.tributary.connector.cloudsql.option.DbType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What a trial of the connection tells: who we are, how the line is, and what we may read. */
final class Details {
  private static final String POSTGRES =
      """
      SELECT current_database(), current_user,
             (SELECT version FROM pg_catalog.pg_stat_ssl WHERE pid = pg_backend_pid() AND ssl),
             pg_catalog.pg_is_in_recovery(),
             count(*) FILTER (WHERE pg_catalog.has_schema_privilege(n.oid, 'USAGE')
               AND (pg_catalog.has_table_privilege(c.oid, 'SELECT')
                 OR pg_catalog.has_any_column_privilege(c.oid, 'SELECT'))),
             count(*)
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
        AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'""";

  private static final String MYSQL =
      """
      SELECT database(), current_user(), '', @@global.read_only,
             (SELECT count(*) FROM information_schema.tables WHERE table_schema = database()),
             (SELECT count(*) FROM information_schema.tables WHERE table_schema = database())""";

  private Details() {}

  static String of(String version, Target target, Session session) throws SQLException {
    boolean postgres = target.type() == DbType.POSTGRES;
    try (Statement statement = session.jdbc().createStatement()) {
      String tls = postgres ? "" : tls(statement);
      try (ResultSet row = statement.executeQuery(postgres ? POSTGRES : MYSQL)) {
        row.next();
        String line = postgres ? row.getString(3) : tls;
        boolean standsBy = row.getBoolean(4);
        long readable = row.getLong(5);
        long all = row.getLong(6);
        return String.join(
            ", ",
            version + " at " + target.host(),
            "database " + row.getString(1) + " as " + row.getString(2),
            line == null || line.isEmpty() ? "no TLS" : line,
            postgres ? standsBy ? "a replica" : "the primary" : standsBy ? "read-only" : "writable",
            readable == all
                ? "may read " + tables(all)
                : "may read " + readable + " of " + tables(all));
      }
    }
  }

  private static String tables(long number) {
    return number == 1 ? "1 table" : number + " tables";
  }

  private static String tls(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("SHOW SESSION STATUS LIKE 'Ssl_version'")) {
      return row.next() ? row.getString(2) : "";
    }
  }
}
