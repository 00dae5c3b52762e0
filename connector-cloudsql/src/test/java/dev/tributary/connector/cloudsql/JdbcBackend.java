package dev.tributary.connector.cloudsql;

import dev.tributary.connector.cloudsql.connect.Session;
import dev.tributary.connector.cloudsql.plan.Sessions;
import dev.tributary.connector.cloudsql.plan.SqlDialect;
import dev.tributary.connector.cloudsql.postgres.PostgresServer;
import dev.tributary.connector.cloudsql.server.Server;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;

/** Connections without a pool. */
final class JdbcBackend implements Backend {
  private final String url;
  private final String user;
  private final String password;
  private final int most;
  private final Semaphore free;
  private final Server server;

  JdbcBackend(String url, String user, String password, int most) throws Exception {
    this.url = url;
    this.user = user;
    this.password = password;
    this.most = most;
    this.free = new Semaphore(most, true);
    try (Session session = sessions().lend()) {
      this.server = PostgresServer.of(session);
    }
  }

  @Override
  public Sessions sessions() {
    return new Sessions() {
      @Override
      public Session lend() throws InterruptedException {
        free.acquire();
        try {
          Connection connection = DriverManager.getConnection(url, user, password);
          connection.setReadOnly(true);
          try (var statement = connection.createStatement()) {
            statement.execute("SET TIME ZONE 'UTC'");
          }
          return new Lent(connection);
        } catch (SQLException failed) {
          free.release();
          throw translate(failed);
        }
      }

      @Override
      public int most() {
        return most;
      }
    };
  }

  private final class Lent implements Session {
    private final Connection connection;
    private boolean over;

    Lent(Connection connection) {
      this.connection = connection;
    }

    @Override
    public Connection jdbc() {
      return connection;
    }

    @Override
    public void abort() {
      try {
        connection.abort(Runnable::run);
      } catch (SQLException gone) {
        throw new IllegalStateException(gone);
      }
    }

    @Override
    public void close() {
      if (!over) {
        over = true;
        free.release();
        try {
          connection.close();
        } catch (SQLException gone) {
          throw new IllegalStateException(gone);
        }
      }
    }
  }

  @Override
  public Server server() {
    return server;
  }

  @Override
  public SqlDialect dialect() {
    return SqlDialect.POSTGRES;
  }

  @Override
  public ConnectorException translate(Exception failure) {
    if (failure instanceof ConnectorException known) {
      return known;
    }
    ErrorKind kind = ErrorKind.INTERNAL;
    if (failure instanceof SQLException sql && sql.getSQLState() != null) {
      String state = sql.getSQLState();
      kind =
          state.startsWith("08") || state.startsWith("57") || state.equals("40001")
              ? ErrorKind.TRANSIENT
              : state.equals("42501")
                  ? ErrorKind.PERMISSION
                  : state.startsWith("42P01") ? ErrorKind.NOT_FOUND : ErrorKind.INTERNAL;
    }
    return ConnectorException.of(kind, String.valueOf(failure.getMessage())).cause(failure).build();
  }

  @Override
  public String details() {
    return "";
  }

  @Override
  public void close() {}
}
