package dev.tributary.connector.cloudsql.plan;

import dev.tributary.connector.cloudsql.connect.Session;

/** Lends sessions, so many at once; who asks for one more waits for it. Thread-safe. */
public interface Sessions {
  /**
   * Lends a session.
   *
   * @throws dev.tributary.connector.error.ConnectorException if the server cannot be reached or
   *     refuses
   * @throws InterruptedException if the caller was interrupted while it waited
   */
  Session lend() throws InterruptedException;

  /** Returns how many sessions can be lent at once. */
  int most();
}
