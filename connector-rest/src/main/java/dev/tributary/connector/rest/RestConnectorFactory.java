package dev.tributary.connector.rest;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.ConnectorFactory;
import dev.tributary.connector.ConnectorSpec;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.host.ConnectorContext;
import java.util.Set;

/**
 * Makes connectors of {@code source_type} API, which REST means too.
 *
 * @since 0.1.0
 */
public final class RestConnectorFactory implements ConnectorFactory {
  /** Makes the factory. */
  public RestConnectorFactory() {}

  @Override
  public String sourceType() {
    return "API";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("REST");
  }

  @Override
  public ConnectorSpec spec() {
    return ConnectorSpec.connection(RestOptions.ALL)
        .extraction(RestStreamOptions.ALL)
        .description("Reads paged REST APIs completely, politely and in parallel.");
  }

  @Override
  public BaseConnector create(SourceConfig source, ConnectorContext host) {
    return new RestConnector(source, host);
  }
}
