package dev.tributary.connector.cloudsql.connect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection of the pool while it is lent. */
final class PooledSession implements Session {
  private static final Logger LOG = LoggerFactory.getLogger(PooledSession.class);

  private final Connection connection;
  private final Canceller canceller;
  private final Consumer<Connection> evict;
  private final Runnable given;
  private final AtomicBoolean cut = new AtomicBoolean();
  private final AtomicBoolean over = new AtomicBoolean();

  /**
   * Lends a connection.
   *
   * @param evict takes it out of the pool
   * @param given is told when it is given back
   */
  PooledSession(
      Connection connection, Canceller canceller, Consumer<Connection> evict, Runnable given) {
    this.connection = connection;
    this.canceller = canceller;
    this.evict = evict;
    this.given = given;
  }

  @Override
  public Connection jdbc() {
    return connection;
  }

  @Override
  public void abort() {
    if (!over.get() && cut.compareAndSet(false, true)) {
      try {
        canceller.cancel(connection.unwrap(Connection.class));
      } catch (SQLException gone) {
        LOG.debug("a connection was cut already", gone);
      }
    }
  }

  @Override
  public void close() {
    if (!over.compareAndSet(false, true)) {
      return;
    }
    try {
      Connection own = connection.unwrap(Connection.class);
      if (cut.get() || own.isClosed()) {
        evict.accept(connection);
      } else {
        // what ran past the pool's wrapper the pool does not know of
        own.rollback();
      }
    } catch (SQLException broken) {
      LOG.debug("a connection is of no further use", broken);
      evict.accept(connection);
    } finally {
      giveBack();
    }
  }

  private void giveBack() {
    try {
      connection.close();
    } catch (SQLException broken) {
      LOG.debug("a connection is of no further use", broken);
    } finally {
      given.run();
    }
  }
}
