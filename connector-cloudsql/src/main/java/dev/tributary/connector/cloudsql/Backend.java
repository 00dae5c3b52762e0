package dev.tributary.connector.cloudsql;

import dev.tributary.connector.cloudsql.plan.Sessions;
import dev.tributary.connector.cloudsql.plan.SqlDialect;
import dev.tributary.connector.cloudsql.server.Server;
import dev.tributary.connector.error.ConnectorException;

/** What a connector needs of the database that it is connected to. Thread-safe. */
interface Backend extends AutoCloseable {
  /** Returns what lends sessions. */
  Sessions sessions();

  /** Returns what is the server's own. */
  Server server();

  /** Returns whose SQL users write. */
  SqlDialect dialect();

  /** Returns what a failure means. */
  ConnectorException translate(Exception failure);

  /** Returns what the database says of itself, for people. */
  String details() throws Exception;

  @Override
  void close();

  /** Connects. */
  interface Opener {
    /** Returns the connected database. */
    Backend open() throws Exception;
  }
}
