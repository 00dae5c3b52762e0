package dev.tributary.connector.files;

import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.compression.ZipEntries;
import dev.tributary.connector.files.format.FileFormat;
import dev.tributary.connector.files.format.FileRange;
import dev.tributary.connector.files.format.FileRows;
import dev.tributary.connector.files.format.FileSetAside;
import dev.tributary.connector.files.format.FormatFile;
import dev.tributary.connector.files.format.FormatReader;
import dev.tributary.connector.split.Position;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files in an archive, one after another. A position holds the entry's number, which is
 * where reading goes on, besides the format's own place in it.
 */
final class ZipFileReader implements FormatReader {
  static final String ENTRY = "entry";

  private final OpenFile archive;
  private final FileStream stream;
  private final Function<Position, FileRows> rows;
  private final int maxEntries;
  private final ZipEntries entries;
  private @Nullable Position from;
  private @Nullable FormatReader current;
  private @Nullable ArchivedFile file;

  ZipFileReader(
      OpenFile archive,
      FileStream stream,
      int maxEntries,
      @Nullable Position from,
      Function<Position, FileRows> rows)
      throws IOException {
    this.archive = archive;
    this.stream = stream;
    this.rows = rows;
    this.from = from;
    this.maxEntries = maxEntries;
    this.entries = new ZipEntries(archive.raw(), archive.place(), maxEntries);
  }

  @Override
  public @Nullable RecordBatch readBatch() throws Exception {
    while (true) {
      FormatReader reader = current;
      if (reader == null) {
        if (!nextEntry()) {
          return null;
        }
        continue;
      }
      RecordBatch batch = reader.readBatch();
      if (batch != null) {
        return batch;
      }
      reader.close();
      current = null;
    }
  }

  private boolean nextEntry() throws Exception {
    while (entries.next()) {
      Position begin = from;
      if (begin != null && entries.index() < begin.getLong(ENTRY)) {
        continue;
      }
      boolean resumed = begin != null && entries.index() == begin.getLong(ENTRY);
      from = null;
      FileFormat format = stream.format(entries.name());
      if (format.isRandomAccess()) {
        throw ConnectorException.of(
                ErrorKind.DATA, format.name() + " files cannot be read inside an archive")
            .place(place())
            .remedy("Unpack the archive, or leave it out by `file_pattern`")
            .build();
      }
      if (resumed && begin != null && begin.has(SetAside.ASIDE)) {
        continue;
      }
      FileRows into = rows.apply(Position.of(ENTRY, entries.index()));
      Position inside = resumed && begin != null ? begin.without(ENTRY) : null;
      try {
        current =
            format.read(entry(format), FileRange.whole(archive.stored().size()), inside, into);
      } catch (FileSetAside aside) {
        current = new SetAside(into, aside.reason());
      }
      return true;
    }
    return false;
  }

  private FormatFile entry(FileFormat format) throws IOException {
    closeCurrent();
    ArchivedFile entry = new ArchivedFile(archive, entries, stream.readOptions(format), maxEntries);
    file = entry;
    return entry;
  }

  private String place() {
    return archive.place() + "!" + entries.name();
  }

  @Override
  public void close() throws IOException {
    closeCurrent();
    entries.close();
  }

  private void closeCurrent() throws IOException {
    ArchivedFile open = file;
    file = null;
    if (open != null) {
      open.close();
    }
  }
}
