package dev.tributary.connector.cloudsql.plan;

import dev.tributary.connector.cloudsql.connect.Database;
import dev.tributary.connector.cloudsql.connect.Session;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.sql.Connection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A session that is lent when it is first used: much is known without asking the server. */
final class LazySession implements Session {
  private final Database database;
  private final Consumer<AutoCloseable> onCancel;
  private @Nullable Guard lent;

  LazySession(Database database, Consumer<AutoCloseable> onCancel) {
    this.database = database;
    this.onCancel = onCancel;
  }

  @Override
  public Connection jdbc() {
    Guard session = lent;
    if (session == null) {
      try {
        session = new Guard(database.lend());
      } catch (InterruptedException cancelled) {
        Thread.currentThread().interrupt();
        throw ConnectorException.of(ErrorKind.CANCELLED, "cancelled while waiting for a session")
            .cause(cancelled)
            .build();
      }
      lent = session;
      onCancel.accept(session::abort);
    }
    return session.jdbc();
  }

  @Override
  public void abort() {
    Guard session = lent;
    if (session != null) {
      session.abort();
    }
  }

  @Override
  public void close() {
    Guard session = lent;
    lent = null;
    if (session != null) {
      session.close();
    }
  }
}
