package dev.tributary.connector.cloudsql.plan;

import dev.tributary.connector.cloudsql.connect.Database;
import dev.tributary.connector.cloudsql.connect.Session;
import dev.tributary.connector.cloudsql.server.Server;
import dev.tributary.connector.cloudsql.server.Snapshot;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Owns the session whose snapshot the readers of an extraction share. Made when it is first needed,
 * because a transaction that is held keeps the server from cleaning up. Used by the plan's thread.
 */
final class SnapshotKeeper implements AutoCloseable {
  private final Database database;
  private final Server server;
  private final Snapshots snapshots;
  private final String extraction;
  private final Consumer<AutoCloseable> onCancel;

  private @Nullable Guard session;
  private @Nullable Snapshot snapshot;
  private boolean impossible;

  SnapshotKeeper(
      Database database,
      Server server,
      Snapshots snapshots,
      String extraction,
      Consumer<AutoCloseable> onCancel) {
    this.database = database;
    this.server = server;
    this.snapshots = snapshots;
    this.extraction = extraction;
    this.onCancel = onCancel;
    // Readers need a session beside the one that is held here.
    this.impossible = database.most() < 2;
    snapshots.hold(extraction, Optional.empty());
  }

  /**
   * Returns the snapshot, made now if need be; empty if the server or the pool cannot share one.
   */
  Optional<Snapshot> shared() throws SQLException, InterruptedException {
    if (snapshot == null && !impossible) {
      Guard lent = new Guard(database.lend());
      onCancel.accept(lent::abort);
      boolean held = false;
      try {
        Snapshot begun = server.begin(lent);
        if (begun.shared()) {
          session = lent;
          snapshot = begun;
          held = true;
          snapshots.hold(extraction, Optional.of(begun));
        } else {
          impossible = true;
        }
      } finally {
        if (!held) {
          lent.close();
        }
      }
    }
    return Optional.ofNullable(snapshot);
  }

  /** Returns the session that sees the snapshot, if there is one. */
  Optional<Session> session() {
    return Optional.ofNullable(session);
  }

  /**
   * Keeps the session alive.
   *
   * @throws ConnectorException of kind PLAN_LOST if it is gone, and the snapshot with it
   */
  void idle() {
    Guard held = session;
    if (held == null) {
      return;
    }
    try {
      server.now(held);
    } catch (SQLException gone) {
      throw lost(gone);
    }
  }

  /** Returns the failure that says that the snapshot is gone. */
  static ConnectorException lost(@Nullable Exception cause) {
    return ConnectorException.of(ErrorKind.PLAN_LOST, "the session that held the snapshot is gone")
        .remedy("Go on from the stored state; tables that are read by their key lose nothing")
        .cause(cause)
        .build();
  }

  @Override
  public void close() {
    snapshots.end(extraction);
    Guard held = session;
    session = null;
    snapshot = null;
    if (held != null) {
      held.close();
    }
  }
}
