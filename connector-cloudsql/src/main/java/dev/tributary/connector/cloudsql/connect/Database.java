package dev.tributary.connector.cloudsql.connect;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.cloudsql.option.ConnectionOptions;
import dev.tributary.connector.cloudsql.option.DbType;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.limit.RetryPolicy;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.option.Problems;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * A database that can be asked: a pool of connections that only read.
 *
 * <p>Nothing is connected before the first session is lent. The pool grows with the sessions that
 * are lent at once and shrinks when they are not used. Thread-safe.
 */
public final class Database implements AutoCloseable {
  private static final int MANY = 10_000;
  private static final int FIRST = 4;
  private static final Duration GLANCE = Duration.ofMillis(250);

  private final Target target;
  private final Opener opener;
  private final KeyStores keyStores;
  private final Canceller canceller;
  private final HikariDataSource pool;
  private final Failures failures;
  private final RetryPolicy retries;
  private final int most;
  private final Semaphore free;

  private Database(SourceConfig source, ConnectorContext host) {
    this.target = Target.of(source, source.sourceId());
    this.keyStores = KeyStores.of(source);
    this.opener = new Opener(target, Drivers.of(target), keyStores, source);
    this.canceller = new Canceller(host.threads(), opener, target.type());
    this.failures = new Failures(target, new LockHolders(opener, target.type()), source);
    this.retries =
        RetryPolicy.standard()
            .maxRetries(source.get(ConnectionOptions.MAX_RETRIES))
            .maxElapsed(target.timeout());
    this.most = source.find(ConnectionOptions.MAX_POOL_SIZE).orElse(MANY);
    this.free = new Semaphore(most, true);
    this.pool = new HikariDataSource(pool(source, host));
  }

  private HikariConfig pool(SourceConfig source, ConnectorContext host) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("tributary-" + source.sourceId());
    config.setDataSource(opener);
    config.setThreadFactory(host.threads());
    config.setAutoCommit(false);
    config.setReadOnly(true);
    config.setMinimumIdle(0);
    config.setMaximumPoolSize(Math.min(most, FIRST));
    config.setInitializationFailTimeout(-1);
    config.setConnectionTimeout(GLANCE.toMillis());
    config.setValidationTimeout(Math.min(5_000, target.timeout().toMillis()));
    config.setIdleTimeout(source.get(ConnectionOptions.IDLE_TIMEOUT).toMillis());
    config.setMaxLifetime(source.get(ConnectionOptions.MAX_LIFETIME).toMillis());
    return config;
  }

  /**
   * Reports everything that is wrong with the options of a connection; asks nobody.
   *
   * @param options options of {@link ConnectionOptions#ALL}
   */
  public static void check(Options options, Problems problems) {
    TargetCheck.check(options, problems);
  }

  /**
   * Makes a database of options that {@link #check} found right; connects to nothing.
   *
   * @throws ConnectorException of kind CONFIG if a dependency or file is missing
   */
  public static Database open(SourceConfig source, ConnectorContext host) {
    return new Database(source, host);
  }

  /** Returns which server it is. */
  public DbType type() {
    return target.type();
  }

  /** Returns how many sessions can be lent at once. */
  public int most() {
    return most;
  }

  /**
   * Lends a session. Waits for one as long as it takes if as many are lent as there may be: a host
   * that is slow to take batches keeps readers, and their sessions, for longer than any time-out. A
   * connection that fails in passing is tried again.
   *
   * @throws ConnectorException if the server cannot be reached or refuses, within the time-out of a
   *     connection
   * @throws InterruptedException if the caller was interrupted while it waited
   */
  public Session lend() throws InterruptedException {
    free.acquire();
    Connection connection = null;
    try {
      connection = connection();
    } finally {
      if (connection == null) {
        free.release();
      }
    }
    return new PooledSession(connection, canceller, pool::evictConnection, free::release);
  }

  private Connection connection() throws InterruptedException {
    makeRoom();
    try {
      return retries.run(this::pooled, (failure, delay) -> {});
    } catch (InterruptedException | RuntimeException failed) {
      throw failed;
    } catch (Exception failed) {
      throw translate(failed);
    }
  }

  /** Grows the pool to what is lent. */
  private synchronized void makeRoom() {
    int lent = most - free.availablePermits();
    if (lent > pool.getMaximumPoolSize()) {
      pool.getHikariConfigMXBean().setMaximumPoolSize(lent);
    }
  }

  private Connection pooled() throws InterruptedException {
    opener.again();
    long end = System.nanoTime() + target.timeout().plus(GLANCE).toNanos();
    while (true) {
      try {
        return pool.getConnection();
      } catch (SQLTransientConnectionException none) {
        SQLException failure = opener.failure();
        if (failure != null) {
          throw failures.connecting(failure);
        }
        if (System.nanoTime() > end) {
          throw failures.silent();
        }
      } catch (SQLException failed) {
        if (Thread.interrupted()) {
          InterruptedException cancelled = new InterruptedException();
          cancelled.initCause(failed);
          throw cancelled;
        }
        throw failures.connecting(failed);
      }
    }
  }

  /**
   * Returns what a failure means: its kind, what happened in the server's words, and the way out. A
   * time-out also names who holds the lock, where the server tells. What was told already is
   * returned as it is.
   */
  public ConnectorException translate(Exception failure) {
    return failure instanceof ConnectorException known ? known : failures.of(failure);
  }

  /**
   * Returns what the server says of itself and of what we may do, for people.
   *
   * @param version what the server is, such as {@code PostgreSQL 17.2}
   * @param session a session of this database
   */
  public String details(String version, Session session) throws SQLException {
    return Details.of(version, target, session);
  }

  /** Ends all connections, those that are lent included, and waits for what is being cancelled. */
  @Override
  public void close() {
    try {
      pool.close();
      canceller.close();
    } finally {
      keyStores.close();
    }
  }

  /** Returns where it is. */
  @Override
  public String toString() {
    return target.place();
  }
}
