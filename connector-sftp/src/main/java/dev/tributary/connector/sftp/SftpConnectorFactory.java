package dev.tributary.connector.sftp;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.ConnectorFactory;
import dev.tributary.connector.ConnectorSpec;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.files.FileOptions;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.option.Problems;
import dev.tributary.connector.sftp.option.SftpOptions;
import dev.tributary.connector.sftp.ssh.Lines;

/**
 * Makes connectors of {@code source_type} SFTP.
 *
 * @since 0.1.0
 */
public final class SftpConnectorFactory implements ConnectorFactory {
  /** Makes the factory. */
  public SftpConnectorFactory() {}

  @Override
  public String sourceType() {
    return "SFTP";
  }

  @Override
  public ConnectorSpec spec() {
    return ConnectorSpec.connection(SftpOptions.ALL)
        .extraction(FileOptions.ALL)
        .description(
            "Reads files of SFTP servers: CSV, JSON, JSON Lines and more, each file once.");
  }

  @Override
  public BaseConnector create(SourceConfig source, ConnectorContext host) {
    return new SftpConnector(source, host);
  }

  /** Binds the options of a source that no connector was made of. */
  static Options bind(SourceConfig source, ConnectorContext host) {
    Problems problems = Problems.of(source.connection());
    Options bound = SftpOptions.ALL.bind(source.connection(), problems, host.resolver());
    Lines.check(bound, problems);
    problems.throwIfAny("the server " + source.sourceId() + " cannot be used");
    return bound;
  }
}
