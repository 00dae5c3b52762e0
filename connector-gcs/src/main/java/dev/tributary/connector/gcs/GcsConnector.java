package dev.tributary.connector.gcs;

import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.FilesConnector;
import dev.tributary.connector.files.store.FileStore;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.option.Options;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The connector for buckets. */
final class GcsConnector extends FilesConnector {
  private final SourceConfig source;
  private final ConnectorContext host;
  private final Root root;
  private volatile @Nullable GcsFileStore store;

  GcsConnector(SourceConfig source, ConnectorContext host) {
    super(source, host);
    this.source = source;
    this.host = host;
    this.root = Root.of(source.find(GcsOptions.BUCKET).orElse(null));
  }

  @Override
  protected FileStore openStore() {
    GcsFileStore opened = GcsFileStore.open(source, host);
    store = opened;
    return opened;
  }

  @Override
  protected String pattern(String pattern, Options options) {
    String asked =
        options
            .portable()
            .find(GcsOptions.EXTRACTION_BUCKET.name())
            .map(String::valueOf)
            .orElse(null);
    return root.pattern(pattern, asked);
  }

  @Override
  protected String probe() throws Exception {
    GcsFileStore open = store;
    if (open != null && !open.isListable()) {
      return "no bucket is named, so that nothing was asked";
    }
    String found = super.probe();
    String wanted = source.find(GcsOptions.LOCATION).orElse(null);
    Optional<String> location = wanted == null || open == null ? Optional.empty() : open.location();
    if (wanted != null && location.isPresent() && !location.get().equalsIgnoreCase(wanted)) {
      throw ConnectorException.of(
              ErrorKind.CONFIG,
              root + " is in " + location.get() + ", not in " + wanted.toUpperCase(Locale.ROOT))
          .place(source.where(GcsOptions.LOCATION))
          .remedy("Mend `location`, or leave it out")
          .build();
    }
    return found;
  }
}
