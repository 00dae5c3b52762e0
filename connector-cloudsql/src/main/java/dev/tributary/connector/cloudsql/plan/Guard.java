package dev.tributary.connector.cloudsql.plan;

import dev.tributary.connector.cloudsql.connect.Session;
import java.sql.Connection;

/**
 * A lent session that may be aborted from elsewhere, and never after it was given back: by then it
 * may be somebody else's.
 */
final class Guard implements Session {
  private final Session session;
  private boolean over;

  Guard(Session session) {
    this.session = session;
  }

  @Override
  public Connection jdbc() {
    return session.jdbc();
  }

  @Override
  public synchronized void abort() {
    if (!over) {
      session.abort();
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
    }
    session.close();
  }
}
