package dev.tributary.connector.cloudsql.connect;

import dev.tributary.connector.cloudsql.option.DbType;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the server to stop what it does for a connection, and cuts the connection.
 *
 * <p>Both go over a line of their own, which a server in trouble may not answer: so a thread of the
 * host's sends it, and the connection is cut after a moment whether or not it came through.
 * Thread-safe.
 */
final class Canceller implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Canceller.class);
  private static final Duration PATIENCE = Duration.ofMillis(200);
  private static final Duration MOST = Duration.ofSeconds(2);

  private final ThreadFactory threads;
  private final Opener opener;
  private final DbType type;
  private final Set<Thread> sending = ConcurrentHashMap.newKeySet();

  Canceller(ThreadFactory threads, Opener opener, DbType type) {
    this.threads = threads;
    this.opener = opener;
    this.type = type;
  }

  /** Stops and cuts a connection. Takes less than half a second. */
  void cancel(Connection connection) {
    try {
      if (type == DbType.POSTGRES) {
        PGConnection known = connection.unwrap(PGConnection.class);
        send(known::cancelQuery);
      } else {
        long id = MySqlLine.id(connection);
        send(() -> kill(id));
      }
    } catch (SQLException gone) {
      LOG.debug("a statement could not be cancelled", gone);
    }
    try {
      connection.abort(Runnable::run);
    } catch (SQLException gone) {
      LOG.debug("a connection was cut already", gone);
    }
  }

  private interface Sending {
    void send() throws SQLException;
  }

  private void kill(long id) throws SQLException {
    try (Connection other = opener.brief(MOST);
        Statement statement = other.createStatement()) {
      statement.execute("KILL " + id);
    }
  }

  private void send(Sending what) {
    CountDownLatch sent = new CountDownLatch(1);
    Thread thread =
        threads.newThread(
            () -> {
              try {
                what.send();
              } catch (SQLException | RuntimeException gone) {
                LOG.debug("a statement could not be cancelled", gone);
              } finally {
                sent.countDown();
                sending.remove(Thread.currentThread());
              }
            });
    sending.add(thread);
    thread.start();
    try {
      boolean ignored = sent.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException cancelled) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for what is being sent; each has its own end. */
  @Override
  public void close() {
    try {
      for (Thread thread : sending) {
        thread.join(2 * MOST.toMillis());
      }
    } catch (InterruptedException cancelled) {
      Thread.currentThread().interrupt();
    }
  }
}
