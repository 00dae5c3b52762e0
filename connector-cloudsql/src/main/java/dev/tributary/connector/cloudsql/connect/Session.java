package dev.tributary.connector.cloudsql.connect;

import java.sql.Connection;

/**
 * A connection that is lent: read-only, its time zone UTC, its time-outs set, and outside any
 * transaction. Used by one thread; {@link #abort} may be called by any.
 */
public interface Session extends AutoCloseable {
  /** Returns the connection. Its user neither closes it nor keeps it after {@link #close}. */
  Connection jdbc();

  /**
   * Cancels what the server does for this connection and cuts it, so that whoever blocks in it
   * comes back. Does not block for longer than it takes to send that.
   */
  void abort();

  /** Ends the transaction by rolling it back and gives the connection back; again is harmless. */
  @Override
  void close();
}
