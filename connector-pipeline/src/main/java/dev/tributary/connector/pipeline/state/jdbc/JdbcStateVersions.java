package dev.tributary.connector.pipeline.state.jdbc;

import dev.tributary.connector.pipeline.state.StateVersions;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Versions as rows. */
final class JdbcStateVersions implements StateVersions {
  private final Database database;
  private final String table;

  JdbcStateVersions(Database database) {
    this.database = database;
    this.table = database.prefix() + "state";
  }

  @Override
  public SortedSet<String> names(String prefix) throws IOException {
    return database.use(
        connection -> {
          SortedSet<String> names = new TreeSet<>();
          try (PreparedStatement select =
                  connection.prepareStatement("SELECT DISTINCT name FROM " + table);
              ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              String name = rows.getString(1);
              if (name.startsWith(prefix)) {
                names.add(name);
              }
            }
          }
          return names;
        });
  }

  @Override
  public SortedSet<Long> versions(String name) throws IOException {
    return database.use(
        connection -> {
          SortedSet<Long> versions = new TreeSet<>();
          try (PreparedStatement select =
              connection.prepareStatement("SELECT version FROM " + table + " WHERE name = ?")) {
            select.setString(1, name);
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                versions.add(rows.getLong(1));
              }
            }
          }
          return versions;
        });
  }

  @Override
  public Optional<String> read(String name, long version) throws IOException {
    return database.use(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT document FROM " + table + " WHERE name = ? AND version = ?")) {
            select.setString(1, name);
            select.setLong(2, version);
            try (ResultSet rows = select.executeQuery()) {
              return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
          }
        });
  }

  @Override
  public boolean add(String name, long newest, String document) throws IOException {
    try {
      return database.inTransaction(
          connection -> {
            if (newest(connection, name) != newest) {
              return false;
            }
            try (PreparedStatement insert =
                connection.prepareStatement(
                    "INSERT INTO " + table + " (name, version, document) VALUES (?, ?, ?)")) {
              insert.setString(1, name);
              insert.setLong(2, newest + 1);
              insert.setString(3, document);
              insert.executeUpdate();
            }
            if (newest(connection, name) != newest + 1) {
              connection.rollback(); // others saved more than once meanwhile; theirs counts
              return false;
            }
            return true;
          });
    } catch (SQLException failure) {
      if (Database.isTaken(failure)) {
        return false;
      }
      throw Database.unusable(failure);
    }
  }

  private long newest(Connection connection, String name) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT MAX(version) FROM " + table + " WHERE name = ?")) {
      select.setString(1, name);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0;
      }
    }
  }

  @Override
  public void remove(String name, long version) throws IOException {
    database.use(
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement(
                  "DELETE FROM " + table + " WHERE name = ? AND version = ?")) {
            delete.setString(1, name);
            delete.setLong(2, version);
            return delete.executeUpdate();
          }
        });
  }

  @Override
  public String place(String name, long version) {
    return table + ", name " + name + ", version " + version;
  }
}
