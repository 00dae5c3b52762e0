package dev.tributary.connector.cloudsql.servers;

import java.io.IOException;

/** A server's program with its data. */
interface Program {
  /** The user that may do everything. */
  String USER = "tributary";

  /** Its password, which no text may show. */
  String PASSWORD = "s3cret-of-the-tests";

  /** Starts it, for the first time or again, on the same port. */
  void start() throws IOException, InterruptedException;

  /** Stops it; connections are cut. */
  void stop() throws IOException, InterruptedException;

  /** Returns the port on the loopback address. */
  int port();
}
