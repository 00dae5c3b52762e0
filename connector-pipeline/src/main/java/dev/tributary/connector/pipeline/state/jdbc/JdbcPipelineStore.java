package dev.tributary.connector.pipeline.state.jdbc;

import dev.tributary.connector.pipeline.state.PipelineStore;
import dev.tributary.connector.pipeline.state.RunHistory;
import dev.tributary.connector.pipeline.state.RunLock;
import dev.tributary.connector.pipeline.state.StateVersions;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;

/**
 * Keeps states, locks and the history of runs in four tables of a database, so that several
 * machines can run the same pipelines. Tested on PostgreSQL; MySQL 8 and MariaDB 10.6 or newer
 * speak the same SQL. A run holds one connection for its lock, which the database drops with it,
 * and uses a second one now and then. Thread-safe.
 *
 * @since 0.1.0
 */
public final class JdbcPipelineStore implements PipelineStore {
  private final Database database;

  private JdbcPipelineStore(Database database) {
    this.database = database;
  }

  /**
   * Returns a store whose tables begin with {@code tributary_}.
   *
   * @param source gives connections to a user who may read and write the tables; not closed here
   */
  public static JdbcPipelineStore of(DataSource source) {
    return of(source, "tributary_");
  }

  /**
   * Returns a store.
   *
   * @param source gives connections to a user who may read and write the tables; not closed here
   * @param prefix what the tables' names begin with: letters, digits, {@code _}, and a schema with
   *     a dot
   * @throws IllegalArgumentException if the prefix has other characters
   */
  public static JdbcPipelineStore of(DataSource source, String prefix) {
    if (!prefix.matches("([A-Za-z_][A-Za-z0-9_]*\\.)?[A-Za-z_][A-Za-z0-9_]*")) {
      throw new IllegalArgumentException("the prefix \"" + prefix + "\" is no part of a name");
    }
    return new JdbcPipelineStore(new Database(source, prefix));
  }

  /**
   * Makes the tables where they are missing. Somebody else may do so by the same statements, which
   * the documentation lists.
   *
   * @throws IOException if they cannot be made
   */
  public void createTables() throws IOException {
    database.use(
        connection -> {
          String product = connection.getMetaData().getDatabaseProductName();
          try (Statement statement = connection.createStatement()) {
            for (String create : tables(product, database.prefix())) {
              statement.execute(create);
            }
          }
          return true;
        });
  }

  private static List<String> tables(String product, String prefix) {
    String name = product.toLowerCase(Locale.ROOT);
    boolean mysql = name.contains("mysql") || name.contains("mariadb");
    String text = mysql ? "LONGTEXT" : "TEXT";
    String tail = mysql ? " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin" : "";
    return List.of(
        "CREATE TABLE IF NOT EXISTS %sstate (name VARCHAR(512) NOT NULL, version BIGINT NOT NULL,"
                .formatted(prefix)
            + " document %s NOT NULL, PRIMARY KEY (name, version))%s".formatted(text, tail),
        "CREATE TABLE IF NOT EXISTS %slock (pipeline_id VARCHAR(255) NOT NULL PRIMARY KEY)%s"
            .formatted(prefix, tail),
        ("CREATE TABLE IF NOT EXISTS %sholder (pipeline_id VARCHAR(255) NOT NULL PRIMARY KEY,"
                + " run_id VARCHAR(255) NOT NULL, holder VARCHAR(512) NOT NULL)%s")
            .formatted(prefix, tail),
        ("CREATE TABLE IF NOT EXISTS %srun (pipeline_id VARCHAR(255) NOT NULL,"
                + " number BIGINT NOT NULL, record %s NOT NULL,"
                + " PRIMARY KEY (pipeline_id, number))%s")
            .formatted(prefix, text, tail));
  }

  @Override
  public StateVersions states() {
    return new JdbcStateVersions(database);
  }

  @Override
  public RunHistory history() {
    return new JdbcRunHistory(database);
  }

  @Override
  public RunLock lock(String pipelineId) throws IOException {
    try {
      return JdbcRunLock.take(database, pipelineId);
    } catch (SQLException failure) {
      throw Database.unusable(failure);
    }
  }

  @Override
  public String place() {
    return "the tables " + database.prefix() + "…";
  }
}
