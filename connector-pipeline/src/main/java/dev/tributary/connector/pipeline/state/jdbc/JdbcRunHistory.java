package dev.tributary.connector.pipeline.state.jdbc;

import dev.tributary.connector.pipeline.state.RunHistory;
import dev.tributary.connector.pipeline.state.RunRecord;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Runs as rows, numbered by pipeline. */
final class JdbcRunHistory implements RunHistory {
  private final Database database;
  private final String table;

  JdbcRunHistory(Database database) {
    this.database = database;
    this.table = database.prefix() + "run";
  }

  @Override
  public void add(RunRecord run) throws IOException {
    database.use(
        connection -> {
          long number = newest(connection, run.pipelineId()) + 1;
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO " + table + " (pipeline_id, number, record) VALUES (?, ?, ?)")) {
            insert.setString(1, run.pipelineId());
            insert.setLong(2, number);
            insert.setString(3, run.toJson());
            return insert.executeUpdate();
          }
        });
  }

  private long newest(Connection connection, String pipelineId) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT MAX(number) FROM " + table + " WHERE pipeline_id = ?")) {
      select.setString(1, pipelineId);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0;
      }
    }
  }

  @Override
  public List<RunRecord> last(String pipelineId, int most) throws IOException {
    return database.use(
        connection -> {
          List<RunRecord> last = new ArrayList<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT record FROM " + table + " WHERE pipeline_id = ? ORDER BY number DESC")) {
            select.setString(1, pipelineId);
            select.setMaxRows(most);
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                last.add(RunRecord.fromJson(rows.getString(1)));
              }
            }
          }
          return last;
        });
  }
}
