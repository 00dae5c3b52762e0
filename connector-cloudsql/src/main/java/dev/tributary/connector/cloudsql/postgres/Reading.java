package dev.tributary.connector.cloudsql.postgres;

import dev.tributary.connector.cloudsql.connect.Session;
import dev.tributary.connector.cloudsql.server.RowStream;
import dev.tributary.connector.cloudsql.server.Selection;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Set;
import org.postgresql.PGConnection;

/**
 * Begins statements that read: by COPY, or by a cursor where the server or what stands before it
 * does not copy, which is found out once.
 */
final class Reading {
  /** Not supported; a syntax that is not known: a server that only speaks like this one. */
  private static final Set<String> NO_COPY = Set.of("0A000", "42601", "08P01");

  /**
   * Rows come as they lie only if nothing else decides their order: not an index that suits another
   * condition, not several workers, and not a scan that joins another one half-way.
   */
  private static final String IN_PHYSICAL_ORDER =
      "SET LOCAL synchronize_seqscans = off; SET LOCAL max_parallel_workers_per_gather = 0; "
          + "SET LOCAL enable_indexscan = off; SET LOCAL enable_indexonlyscan = off; "
          + "SET LOCAL enable_bitmapscan = off";

  /**
   * The limit would count the time for which the host keeps rows waiting; how long the server may
   * be silent is limited here all the same.
   */
  private static final String AS_LONG_AS_IT_TAKES = "SET LOCAL statement_timeout = 0";

  private final boolean rawText;
  private volatile Copying copying = Copying.UNTRIED;

  private enum Copying {
    UNTRIED,
    WORKS,
    REFUSED
  }

  /**
   * Reads from this server.
   *
   * @param rawText whether it holds texts in no encoding that it knows of, so that it may refuse to
   *     send them as text
   */
  Reading(boolean rawText) {
    this.rawText = rawText;
  }

  RowStream open(Session session, Selection selection) throws SQLException {
    Connection connection = session.jdbc();
    connection.setAutoCommit(false);
    Query query = Query.of(session, selection, rawText);
    execute(
        connection,
        query.isPhysical() ? AS_LONG_AS_IT_TAKES + "; " + IN_PHYSICAL_ORDER : AS_LONG_AS_IT_TAKES);
    return new TupleStream(tuples(session, query), query.asked());
  }

  private Tuples tuples(Session session, Query query) throws SQLException {
    Connection connection = session.jdbc();
    if (copying == Copying.REFUSED || !connection.isWrapperFor(PGConnection.class)) {
      return cursor(connection, query);
    }
    if (copying == Copying.WORKS) {
      return copy(session, query);
    }
    Savepoint before = connection.setSavepoint();
    try {
      Tuples tuples = copy(session, query);
      copying = Copying.WORKS;
      return tuples;
    } catch (SQLException failed) {
      if (!NO_COPY.contains(String.valueOf(failed.getSQLState()))) {
        throw failed;
      }
      connection.rollback(before);
      Tuples tuples = cursor(connection, query);
      copying = Copying.REFUSED;
      return tuples;
    }
  }

  private static Tuples copy(Session session, Query query) throws SQLException {
    String sql = "COPY (SELECT " + query.list() + query.rest() + ") TO STDOUT (FORMAT BINARY)";
    return new CopyTuples(session, sql);
  }

  private static Tuples cursor(Connection connection, Query query) throws SQLException {
    String sql = "SELECT pg_catalog.record_send(ROW(" + query.list() + "))" + query.rest();
    return new CursorTuples(connection, sql);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
