package dev.tributary.connector.files;

import dev.tributary.connector.files.compression.BoundedStream;
import dev.tributary.connector.files.compression.ZipEntries;
import dev.tributary.connector.files.format.FormatFile;
import dev.tributary.connector.files.store.FileInput;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.option.Options;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The entry that an archive's reader stands at, as its format sees it. */
final class ArchivedFile implements FormatFile, AutoCloseable {
  private final OpenFile archive;
  private final ZipEntries entries;
  private final Options options;
  private final int maxEntries;
  private final String place;
  private final int index;
  private boolean begun;
  private @Nullable ZipEntries again;

  ArchivedFile(OpenFile archive, ZipEntries entries, Options options, int maxEntries) {
    this.archive = archive;
    this.entries = entries;
    this.options = options;
    this.maxEntries = maxEntries;
    this.place = archive.place() + "!" + entries.name();
    this.index = entries.index();
  }

  @Override
  public StoredFile stored() {
    return archive.stored();
  }

  @Override
  public String place() {
    return place;
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public FileInput input() throws IOException {
    return archive.input();
  }

  @Override
  public InputStream stream(long at) throws IOException {
    InputStream plain;
    if (begun) {
      // its beginning was looked at: go to the same entry once more
      close();
      ZipEntries other = new ZipEntries(archive.raw(), archive.place(), maxEntries);
      again = other;
      boolean more = other.next();
      while (more && other.index() < index) {
        more = other.next();
      }
      plain = other.stream();
    } else {
      begun = true;
      plain = entries.stream();
    }
    InputStream bounded = new BoundedStream(plain, place, archive.most());
    bounded.skipNBytes(at);
    return bounded;
  }

  @Override
  public boolean isCompressed() {
    return true;
  }

  @Override
  public void close() throws IOException {
    ZipEntries open = again;
    again = null;
    if (open != null) {
      open.close();
    }
  }
}
