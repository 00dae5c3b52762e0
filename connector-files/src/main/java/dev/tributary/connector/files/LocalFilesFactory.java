package dev.tributary.connector.files;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.ConnectorFactory;
import dev.tributary.connector.ConnectorSpec;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.files.store.FileStore;
import dev.tributary.connector.files.store.LocalFileStore;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.option.Option;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Makes connectors of {@code source_type} FILE: directories of this machine.
 *
 * @since 0.1.0
 */
public final class LocalFilesFactory implements ConnectorFactory {
  /** The directory. */
  public static final Option<String> PATH =
      Option.string("path")
          .required()
          .check(path -> !path.isBlank() && path.indexOf('\0') < 0, "a path")
          .doc("The directory that the files are in")
          .example("/data/in");

  /** Makes the factory. */
  public LocalFilesFactory() {}

  @Override
  public String sourceType() {
    return "FILE";
  }

  @Override
  public ConnectorSpec spec() {
    return ConnectorSpec.connection(PATH)
        .extraction(FileOptions.ALL)
        .description(
            "Reads files of this machine: CSV, JSON, JSON Lines and more, each file once.");
  }

  @Override
  public BaseConnector create(SourceConfig source, ConnectorContext host) {
    return new LocalFiles(source, host);
  }

  /** The connector for directories of this machine. */
  private static final class LocalFiles extends FilesConnector {
    private final Path directory;

    LocalFiles(SourceConfig source, ConnectorContext host) {
      super(source, host);
      this.directory = Path.of(source.get(PATH));
    }

    @Override
    protected FileStore openStore() throws IOException {
      return LocalFileStore.at(directory);
    }
  }
}
