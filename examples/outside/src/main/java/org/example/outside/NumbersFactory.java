package org.example.outside;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.ConnectorFactory;
import dev.tributary.connector.ConnectorSpec;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.host.ConnectorContext;

/** Makes the connector of numbers. */
public final class NumbersFactory implements ConnectorFactory {
  @Override
  public String sourceType() {
    return "NUMBERS";
  }

  @Override
  public ConnectorSpec spec() {
    return ConnectorSpec.connection(Numbers.UP_TO);
  }

  @Override
  public BaseConnector create(SourceConfig source, ConnectorContext host) {
    return new Numbers(source);
  }
}
