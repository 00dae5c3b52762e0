package dev.tributary.connector.cloudsql;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.ConnectorFactory;
import dev.tributary.connector.ConnectorSpec;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.batch.Row;
import dev.tributary.connector.cloudsql.option.ReadOptions;
import dev.tributary.connector.cloudsql.servers.TestServer;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.Secret;
import dev.tributary.connector.read.ExtractionRequest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A database of its own on a test server, and connectors to it. */
final class Db {
  private static final Option<String> URL = Option.string("url").required();
  private static final Option<String> USER = Option.string("user").required();
  private static final Option<Secret> PASSWORD = Option.secret("password").required();
  private static final Option<Integer> POOL = Option.integer("pool", 6);

  final TestServer server;
  final String name;

  Db(TestServer server) {
    this.server = server;
    this.name = server.createDatabase();
  }

  static final class Factory implements ConnectorFactory {
    @Override
    public String sourceType() {
      return "CLOUD_SQL";
    }

    @Override
    public ConnectorSpec spec() {
      return ConnectorSpec.connection(URL, USER, PASSWORD, POOL).extraction(ReadOptions.ALL);
    }

    @Override
    public BaseConnector create(SourceConfig source, ConnectorContext host) {
      return new CloudSqlConnector(
          () ->
              new JdbcBackend(
                  source.get(URL),
                  source.get(USER),
                  source.get(PASSWORD).reveal(),
                  source.get(POOL)),
          host.clock());
    }
  }

  static Connectors connectors() {
    return Connectors.none().with(new Factory());
  }

  SourceConfig source() {
    return SourceConfig.of("CLOUD_SQL", "db")
        .with("url", server.jdbcUrl(name))
        .with("user", server.user())
        .with("password", server.password());
  }

  /** Returns the source for another user. */
  SourceConfig sourceAs(String user, String password) {
    return source().with("user", user).with("password", password);
  }

  BaseConnector connector() {
    return connectors().create(source());
  }

  BaseConnector connector(int pool) {
    return connectors().create(source().with("pool", pool));
  }

  /** Runs statements of the user that may do everything. */
  Db run(String... statements) {
    try (Connection connection = server.connect(name);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
      return this;
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Returns the first column of a query. */
  List<String> ask(String sql) {
    try (Connection connection = server.connect(name);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Returns what the stream of a table is called in lists. */
  String stream(String table) {
    return (server.kind().isPostgres() ? "public" : name) + "." + table;
  }

  /** Returns how many sessions others have in this database. */
  int sessions() {
    String sql =
        server.kind().isPostgres()
            ? "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
            : "SELECT count(*) FROM information_schema.processlist WHERE db = database()"
                + " AND id <> connection_id()";
    return Integer.parseInt(ask(sql).get(0));
  }

  /** Locks a table until what this returns is closed, so that whoever reads it waits. */
  AutoCloseable lock(String table) throws SQLException {
    Connection connection = server.connect(name);
    Statement statement = connection.createStatement();
    if (server.kind().isPostgres()) {
      statement.execute("BEGIN");
      statement.execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
    } else {
      statement.execute("LOCK TABLES " + table + " WRITE");
    }
    return connection;
  }

  /** Reads everything and returns the rows as texts, their values with commas between them. */
  static List<String> read(BaseConnector connector, ExtractionRequest request) {
    try (Extraction extraction = connector.extractData(request)) {
      List<String> rows = new ArrayList<>();
      for (RecordBatch batch : extraction) {
        add(rows, batch);
      }
      return rows;
    }
  }

  /** Adds the rows of a batch as texts. */
  static void add(List<String> rows, RecordBatch batch) {
    for (Row row : batch) {
      List<String> values = new ArrayList<>();
      for (int i = 0; i < batch.schema().size(); i++) {
        values.add(
            row.isNull(batch.schema().field(i).name())
                ? "∅"
                : batch.column(i).getString(row.index()));
      }
      rows.add(String.join(",", values));
    }
  }
}
