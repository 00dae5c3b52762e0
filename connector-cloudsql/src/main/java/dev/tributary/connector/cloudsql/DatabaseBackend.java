package dev.tributary.connector.cloudsql;

import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.cloudsql.connect.Database;
import dev.tributary.connector.cloudsql.connect.Session;
import dev.tributary.connector.cloudsql.mysql.MySqlServer;
import dev.tributary.connector.cloudsql.option.DbType;
import dev.tributary.connector.cloudsql.option.TypeOptions;
import dev.tributary.connector.cloudsql.plan.Sessions;
import dev.tributary.connector.cloudsql.plan.SqlDialect;
import dev.tributary.connector.cloudsql.postgres.PostgresServer;
import dev.tributary.connector.cloudsql.server.Server;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.host.ConnectorContext;
import java.sql.Connection;
import java.util.concurrent.Semaphore;

/** A database of the configuration. */
final class DatabaseBackend implements Backend {
  private final Database database;
  private final Server server;
  private final Waiting sessions;

  private DatabaseBackend(Database database, Server server) {
    this.database = database;
    this.server = server;
    this.sessions = new Waiting(database);
  }

  /** Connects, and finds out which server it is. */
  static DatabaseBackend open(SourceConfig source, ConnectorContext host) throws Exception {
    Database database = Database.open(source, host);
    boolean opened = false;
    try {
      DatabaseBackend backend = new DatabaseBackend(database, server(database, source));
      opened = true;
      return backend;
    } finally {
      if (!opened) {
        database.close();
      }
    }
  }

  private static Server server(Database database, SourceConfig source) throws Exception {
    if (database.type() == DbType.MYSQL) {
      return new MySqlServer(source.get(TypeOptions.TINYINT_AS_BOOLEAN));
    }
    try (Session session = database.lend()) {
      return PostgresServer.of(session);
    } catch (InterruptedException | ConnectorException failed) {
      throw failed;
    } catch (Exception failed) {
      throw database.translate(failed);
    }
  }

  @Override
  public Sessions sessions() {
    return sessions;
  }

  @Override
  public Server server() {
    return server;
  }

  @Override
  public SqlDialect dialect() {
    return database.type() == DbType.MYSQL ? SqlDialect.MYSQL : SqlDialect.POSTGRES;
  }

  @Override
  public ConnectorException translate(Exception failure) {
    return failure instanceof ConnectorException known ? known : database.translate(failure);
  }

  @Override
  public String details() throws Exception {
    try (Session session = sessions.lend()) {
      return database.details(server.version(session), session);
    }
  }

  @Override
  public void close() {
    database.close();
  }

  /**
   * Waits for a session as long as it takes: a host that is slow to take batches keeps readers, and
   * their sessions, for longer than any time-out.
   */
  private static final class Waiting implements Sessions {
    private final Database database;
    private final Semaphore free;

    Waiting(Database database) {
      this.database = database;
      this.free = new Semaphore(database.most(), true);
    }

    @Override
    public Session lend() throws InterruptedException {
      free.acquire();
      Session lent = null;
      try {
        lent = database.lend();
        return new Counted(lent, free);
      } finally {
        if (lent == null) {
          free.release();
        }
      }
    }

    @Override
    public int most() {
      return database.most();
    }
  }

  /** A session that makes room for another when it is given back. */
  private static final class Counted implements Session {
    private final Session session;
    private final Semaphore free;
    private boolean over;

    Counted(Session session, Semaphore free) {
      this.session = session;
      this.free = free;
    }

    @Override
    public Connection jdbc() {
      return session.jdbc();
    }

    @Override
    public void abort() {
      session.abort();
    }

    @Override
    public void close() {
      if (!over) {
        over = true;
        try {
          session.close();
        } finally {
          free.release();
        }
      }
    }
  }
}
