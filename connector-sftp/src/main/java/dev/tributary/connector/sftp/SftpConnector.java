package dev.tributary.connector.sftp;

import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.FilesConnector;
import dev.tributary.connector.files.store.FileStore;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.option.Problems;
import dev.tributary.connector.sftp.option.SftpOptions;
import dev.tributary.connector.sftp.ssh.Lines;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;

/** Reads the files of one directory of an SFTP server. */
final class SftpConnector extends FilesConnector {
  private final SourceConfig source;
  private final ConnectorContext host;

  SftpConnector(SourceConfig source, ConnectorContext host) {
    super(source, host);
    this.source = source;
    this.host = host;
  }

  @Override
  protected void validateConnectionConfig(Problems problems) {
    Lines.check(source, problems);
    if (source.isSet(SftpOptions.PASSPHRASE) && !source.isSet(SftpOptions.PRIVATE_KEY)) {
      problems.error(
          SftpOptions.PASSPHRASE,
          "there is no key that it could open",
          "Set `private_key`; keys in `private_keys` have their own `passphrase`");
    }
  }

  @Override
  protected FileStore openStore() throws IOException {
    return SftpFileStore.open(source, host);
  }

  @Override
  protected ErrorKind classify(Exception failure) {
    return failure instanceof FileAlreadyExistsException
        ? ErrorKind.CONFIG
        : super.classify(failure);
  }
}
