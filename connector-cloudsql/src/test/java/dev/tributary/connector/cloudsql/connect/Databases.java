package dev.tributary.connector.cloudsql.connect;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.ConnectorFactory;
import dev.tributary.connector.ConnectorSpec;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.cloudsql.option.ConnectionOptions;
import dev.tributary.connector.cloudsql.servers.TestServer;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.option.Problems;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.read.SplitReader;
import dev.tributary.connector.schema.StreamSchema;

/** Opens databases of test servers. */
public final class Databases {
  private Databases() {}

  /** Returns the source of a test server's database. */
  public static SourceConfig source(TestServer server, String database) {
    SourceConfig source =
        SourceConfig.of("CLOUD_SQL", "orders_db")
            .with("db_type", server.kind().dbType())
            .with("host", server.host())
            .with("port", server.port())
            .with("database", database)
            .with("user", server.user())
            .with("password", server.password());
    return server.kind().isPostgres()
        ? source
        : source.with("connection_args", java.util.Map.of("allow_public_key_retrieval", "true"));
  }

  public static Database open(SourceConfig source) {
    return open(source, ConnectorContext.defaults());
  }

  static Database open(SourceConfig source, ConnectorContext host) {
    try (BaseConnector bound = Connectors.none().with(host).with(new Binding()).create(source)) {
      return Database.open(bound.source(), host);
    }
  }

  /** Returns a source whose options are bound and known. */
  static SourceConfig bound(SourceConfig source) {
    try (BaseConnector bound = Connectors.none().with(new Binding()).create(source)) {
      return bound.source();
    }
  }

  /** A factory that only binds options. */
  private static final class Binding implements ConnectorFactory {
    @Override
    public String sourceType() {
      return "CLOUD_SQL";
    }

    @Override
    public ConnectorSpec spec() {
      return ConnectorSpec.connection(ConnectionOptions.ALL);
    }

    @Override
    public BaseConnector create(SourceConfig source, ConnectorContext host) {
      return new BaseConnector() {
        @Override
        protected void validateConnectionConfig(Problems problems) {
          Database.check(source, problems);
        }

        @Override
        protected StreamSchema describe(String stream) {
          throw new UnsupportedOperationException();
        }

        @Override
        protected SplitReader openSplit(ReadTask task, ReadContext context) {
          throw new UnsupportedOperationException();
        }
      };
    }
  }
}
