package dev.tributary.connector.cloudsql;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.ConnectorFactory;
import dev.tributary.connector.ConnectorSpec;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.cloudsql.option.ConnectionOptions;
import dev.tributary.connector.cloudsql.option.ReadOptions;
import dev.tributary.connector.cloudsql.option.TypeOptions;
import dev.tributary.connector.host.ConnectorContext;

/**
 * Makes connectors of {@code source_type} CLOUD_SQL.
 *
 * @since 0.1.0
 */
public final class CloudSqlConnectorFactory implements ConnectorFactory {
  /** Makes the factory. */
  public CloudSqlConnectorFactory() {}

  @Override
  public String sourceType() {
    return "CLOUD_SQL";
  }

  @Override
  public ConnectorSpec spec() {
    return ConnectorSpec.connection(ConnectionOptions.ALL.plus(TypeOptions.ALL))
        .extraction(ReadOptions.ALL)
        .description(
            "Reads PostgreSQL, MySQL and MariaDB completely, in parallel and incrementally.");
  }

  @Override
  public BaseConnector create(SourceConfig source, ConnectorContext host) {
    return new CloudSqlConnector(source, host);
  }
}
