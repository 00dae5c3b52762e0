package dev.tributary.connector.gcs;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.ConnectorFactory;
import dev.tributary.connector.ConnectorSpec;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.files.FileOptions;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.option.OptionSet;

/**
 * Makes connectors of {@code source_type} GCS: files in buckets of Google Cloud Storage.
 *
 * @since 0.1.0
 */
public final class GcsConnectorFactory implements ConnectorFactory {
  /** Makes the factory. */
  public GcsConnectorFactory() {}

  @Override
  public String sourceType() {
    return "GCS";
  }

  @Override
  public ConnectorSpec spec() {
    return ConnectorSpec.connection(GcsOptions.ALL)
        .extraction(OptionSet.of(GcsOptions.EXTRACTION_BUCKET).plus(FileOptions.ALL))
        .description(
            "Reads files of Google Cloud Storage, each once, and what it reads as stored.");
  }

  @Override
  public BaseConnector create(SourceConfig source, ConnectorContext host) {
    return new GcsConnector(source, host);
  }
}
