package dev.tributary.connector.cloudsql.connect;

import dev.tributary.connector.cloudsql.option.DbType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the server who holds locks that keep others from reading. Takes little time, and gives up
 * silently: it is asked when something went wrong already.
 */
final class LockHolders {
  private static final Logger LOG = LoggerFactory.getLogger(LockHolders.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** The only lock that a read waits for. */
  private static final String POSTGRES =
      """
      SELECT DISTINCT coalesce(n.nspname || '.' || c.relname, l.relation::text),
             a.pid, a.usename, a.application_name, a.state
      FROM pg_catalog.pg_locks l
      JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
      LEFT JOIN pg_catalog.pg_class c ON c.oid = l.relation
      LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE l.locktype = 'relation' AND l.granted AND l.mode = 'AccessExclusiveLock'
        AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
        AND (c.relkind IS NULL OR c.relkind IN ('r', 'p', 'm', 'f', 'v'))
      ORDER BY 1 LIMIT 5""";

  private static final String MYSQL =
      """
      SELECT DISTINCT concat(l.object_schema, '.', l.object_name),
             t.processlist_id, t.processlist_user, t.processlist_host, t.processlist_command
      FROM performance_schema.metadata_locks l
      JOIN performance_schema.threads t ON t.thread_id = l.owner_thread_id
      WHERE l.object_type = 'TABLE' AND l.lock_status = 'GRANTED' AND l.object_schema = database()
        AND l.lock_type IN ('EXCLUSIVE', 'SHARED_NO_READ_WRITE')
      ORDER BY 1 LIMIT 5""";

  /** Of MariaDB, where its plugin for them is installed. */
  private static final String MARIADB =
      """
      SELECT DISTINCT concat(l.table_schema, '.', l.table_name), p.id, p.user, p.host, p.command
      FROM information_schema.metadata_lock_info l
      JOIN information_schema.processlist p ON p.id = l.thread_id
      WHERE l.table_schema = database()
        AND l.lock_mode IN ('MDL_EXCLUSIVE', 'MDL_SHARED_NO_READ_WRITE')
      ORDER BY 1 LIMIT 5""";

  private final Opener opener;
  private final DbType type;

  LockHolders(Opener opener, DbType type) {
    this.opener = opener;
    this.type = type;
  }

  /** Returns who holds what, as a clause; empty if nobody does or the server does not tell. */
  Optional<String> ask() {
    try (Connection connection = opener.brief(PATIENCE);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(question(connection))) {
      List<String> held = new ArrayList<>();
      while (rows.next()) {
        held.add(
            rows.getString(1)
                + " is locked by process "
                + rows.getString(2)
                + " of "
                + rows.getString(3)
                + " ("
                + String.join(", ", said(rows.getString(4)), said(rows.getString(5)))
                + ")");
      }
      return held.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", held));
    } catch (SQLException | RuntimeException untold) {
      LOG.debug("the server does not tell who holds locks", untold);
      return Optional.empty();
    }
  }

  private String question(Connection connection) throws SQLException {
    if (type == DbType.POSTGRES) {
      return POSTGRES;
    }
    String version = connection.getMetaData().getDatabaseProductVersion();
    return version.contains("MariaDB") ? MARIADB : MYSQL;
  }

  private static String said(String text) {
    return text == null || text.isEmpty() ? "-" : text;
  }
}
