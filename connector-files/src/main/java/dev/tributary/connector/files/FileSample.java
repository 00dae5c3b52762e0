package dev.tributary.connector.files;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.compression.Compression;
import dev.tributary.connector.files.compression.ZipEntries;
import dev.tributary.connector.files.format.Differences;
import dev.tributary.connector.files.format.FileFormat;
import dev.tributary.connector.files.format.Misfits;
import dev.tributary.connector.files.selection.FileWalk;
import dev.tributary.connector.files.store.FileStore;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Describes a stream by looking into a few of its files. */
final class FileSample {
  private static final int LISTED = 100;
  private static final int DESCRIBED = 3;

  private final FileStore store;
  private final FileStream stream;

  FileSample(FileStore store, FileStream stream) {
    this.store = store;
    this.stream = stream;
  }

  /** Returns what the first files, by name, hold together. */
  StreamSchema schema(Instant now) throws Exception {
    List<StoredFile> files = files(now);
    StreamSchema found = null;
    ConnectorException unread = null;
    int described = 0;
    for (StoredFile file : files) {
      if (described == DESCRIBED
          || (described == 1 && stream.get(FileOptions.DIFFERENCES) != Differences.WIDEN)) {
        break;
      }
      try {
        StreamSchema one = describe(file);
        found = found == null ? one : found.widen(one);
        described++;
      } catch (ConnectorException bad) {
        if (bad.kind() != ErrorKind.DATA || !isLenient()) {
          throw bad;
        }
        unread = bad;
      }
    }
    if (found == null && unread != null && stream.declared().isEmpty()) {
      throw unread;
    }
    return stream.schema(found == null ? StreamSchema.of() : found);
  }

  private boolean isLenient() {
    return stream.get(FileOptions.MISFITS) == Misfits.REJECT
        || stream.get(FileOptions.DIFFERENCES) == Differences.QUARANTINE;
  }

  private List<StoredFile> files(Instant now) throws Exception {
    List<StoredFile> files = new ArrayList<>();
    try (FileWalk walk =
        new FileWalk(store, stream.criteria(RootNames.of(store), Optional.empty(), now))) {
      for (StoredFile file = walk.next(); file != null && files.size() < LISTED; ) {
        files.add(file);
        file = walk.next();
      }
      boolean declared = !stream.declared().isEmpty();
      if (files.isEmpty()
          && walk.meant() == 0
          && !declared
          && stream.get(FileOptions.ON_NO_MATCH) == OnNoMatch.FAIL) {
        throw FilesPlan.noMatch(stream, store, walk);
      }
    }
    files.sort(Comparator.comparing(StoredFile::path));
    return files;
  }

  private StreamSchema describe(StoredFile file) throws Exception {
    try (OpenFile open =
        new OpenFile(
            store,
            file,
            stream.get(FileOptions.COMPRESSION),
            stream.get(FileOptions.MAX_EXPANSION),
            null)) {
      StreamSchema schema =
          open.compression() == Compression.ZIP ? entry(open) : plain(open, file.name());
      List<Field> ordered = new ArrayList<>(schema.fields());
      for (String given : stream.given(file.path()).keySet()) {
        int known = schema.indexOf(given);
        if (known < 0) {
          ordered.add(Field.string(given));
        } else {
          ordered.set(known, Field.string(given)); // the path's word counts
        }
      }
      return StreamSchema.of(ordered);
    }
  }

  private StreamSchema plain(OpenFile open, String name) throws Exception {
    FileFormat format = stream.format(name);
    open.bind(stream.readOptions(format));
    return format.describe(open);
  }

  private StreamSchema entry(OpenFile open) throws Exception {
    int most = stream.get(FileOptions.MAX_ENTRIES);
    try (ZipEntries entries = new ZipEntries(open.raw(), open.place(), most)) {
      if (!entries.next()) {
        return StreamSchema.of();
      }
      FileFormat format = stream.format(entries.name());
      try (ArchivedFile file = new ArchivedFile(open, entries, stream.readOptions(format), most)) {
        return format.describe(file);
      }
    }
  }
}
