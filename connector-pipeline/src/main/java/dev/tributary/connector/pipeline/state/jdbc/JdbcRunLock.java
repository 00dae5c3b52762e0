package dev.tributary.connector.pipeline.state.jdbc;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.pipeline.state.RunLock;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The lock of a row, held by a transaction that is open as long as the run: the database drops it
 * with the connection, and so with the process. Who has it stands in another table, where everybody
 * can read it.
 */
final class JdbcRunLock implements RunLock {
  /** A row that somebody else has locked: PostgreSQL; MariaDB, MySQL. */
  private static final Set<String> LOCKED_STATES = Set.of("55P03");

  private static final Set<Integer> LOCKED_CODES = Set.of(1205, 3572);

  private final Database database;
  private final String pipelineId;
  private final Connection connection;
  private final @Nullable String before;

  private JdbcRunLock(
      Database database, String pipelineId, Connection connection, @Nullable String before) {
    this.database = database;
    this.pipelineId = pipelineId;
    this.connection = connection;
    this.before = before;
  }

  static JdbcRunLock take(Database database, String pipelineId) throws SQLException {
    makeRow(database, pipelineId);
    Connection connection = database.open();
    boolean taken = false;
    try {
      try (PreparedStatement select =
          connection.prepareStatement(
              "SELECT pipeline_id FROM "
                  + database.prefix()
                  + "lock WHERE pipeline_id = ? FOR UPDATE NOWAIT")) {
        select.setString(1, pipelineId);
        select.executeQuery().close();
      } catch (SQLException refused) {
        if (LOCKED_STATES.contains(String.valueOf(refused.getSQLState()))
            || LOCKED_CODES.contains(refused.getErrorCode())) {
          throw goingOn(database, pipelineId);
        }
        throw refused;
      }
      taken = true;
      return new JdbcRunLock(
          database, pipelineId, connection, holder(database, pipelineId, "run_id"));
    } finally {
      if (!taken) {
        connection.rollback();
        connection.close();
      }
    }
  }

  private static void makeRow(Database database, String pipelineId) throws SQLException {
    String table = database.prefix() + "lock";
    boolean there =
        database.inTransaction(
            connection -> {
              try (PreparedStatement select =
                  connection.prepareStatement(
                      "SELECT 1 FROM " + table + " WHERE pipeline_id = ?")) {
                select.setString(1, pipelineId);
                try (ResultSet rows = select.executeQuery()) {
                  return rows.next();
                }
              }
            });
    if (there) {
      return;
    }
    try {
      database.inTransaction(
          connection -> {
            try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + table + " (pipeline_id) VALUES (?)")) {
              insert.setString(1, pipelineId);
              return insert.executeUpdate();
            }
          });
    } catch (SQLException failure) {
      if (!Database.isTaken(failure)) { // somebody else made it meanwhile
        throw failure;
      }
    }
  }

  private static ConnectorException goingOn(Database database, String pipelineId)
      throws SQLException {
    String holder = holder(database, pipelineId, "holder");
    return ConnectorException.of(
            ErrorKind.TRANSIENT, "another run of the pipeline " + pipelineId + " is going on")
        .place(database.prefix() + "lock" + (holder == null ? "" : ": " + holder))
        .remedy("Wait until it has ended, or end it")
        .build();
  }

  private static @Nullable String holder(Database database, String pipelineId, String column)
      throws SQLException {
    return database
        .inTransaction(
            connection -> {
              try (PreparedStatement select =
                  connection.prepareStatement(
                      "SELECT "
                          + column
                          + " FROM "
                          + database.prefix()
                          + "holder WHERE pipeline_id = ?")) {
                select.setString(1, pipelineId);
                try (ResultSet rows = select.executeQuery()) {
                  return rows.next() ? Optional.of(rows.getString(1)) : Optional.<String>empty();
                }
              }
            })
        .orElse(null);
  }

  @Override
  public Optional<String> interrupted() {
    return Optional.ofNullable(before);
  }

  @Override
  public void hold(String runId, Instant since) throws IOException {
    String holder = runId + " of process " + ProcessHandle.current().pid() + " since " + since;
    database.use(
        other -> {
          forget(other);
          try (PreparedStatement insert =
              other.prepareStatement(
                  "INSERT INTO "
                      + database.prefix()
                      + "holder (pipeline_id, run_id, holder) VALUES (?, ?, ?)")) {
            insert.setString(1, pipelineId);
            insert.setString(2, runId);
            insert.setString(3, holder);
            return insert.executeUpdate();
          }
        });
  }

  private int forget(Connection other) throws SQLException {
    try (PreparedStatement delete =
        other.prepareStatement(
            "DELETE FROM " + database.prefix() + "holder WHERE pipeline_id = ?")) {
      delete.setString(1, pipelineId);
      return delete.executeUpdate();
    }
  }

  @Override
  public void release() throws IOException {
    boolean interrupted = Thread.interrupted(); // some drivers and pools refuse such a thread
    try {
      database.use(this::forget);
    } finally {
      close();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      if (!connection.isClosed()) {
        connection.rollback();
        connection.close();
      }
    } catch (SQLException failure) {
      throw Database.unusable(failure);
    }
  }
}
