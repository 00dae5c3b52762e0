package dev.tributary.connector.files;

import dev.tributary.connector.files.format.FileRange;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.split.Split;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What the bounds of a split say: which file, which part of it, and what becomes of it. */
final class FileParts {
  private static final String PATH = "path";
  private static final String SIZE = "size";
  private static final String MODIFIED = "modified";
  private static final String NANOS = "nanos";
  private static final String VERSION = "version";
  private static final String FROM = "from";
  private static final String TO = "to";
  private static final String BYTES = "bytes";
  private static final String ARCHIVE = "archive";
  private static final String DELETE = "delete";

  private FileParts() {}

  /** Returns the id that all splits of this content of a file begin with. */
  static String id(StoredFile file) {
    return file.path() + "@" + file.fingerprint();
  }

  /**
   * Returns the split of a range.
   *
   * @param number the range's number, or -1 for the only one
   */
  static Split split(FileStream stream, StoredFile file, FileRange range, int number) {
    Map<String, Object> values = new HashMap<>();
    values.put(PATH, file.path());
    values.put(SIZE, file.size());
    Instant modified = file.modified();
    values.put(MODIFIED, modified.getEpochSecond());
    values.put(NANOS, modified.getNano());
    file.version().ifPresent(version -> values.put(VERSION, version));
    if (!range.isWhole()) {
      values.put(FROM, range.from());
      values.put(TO, range.to());
      values.put(BYTES, range.bytes());
    }
    switch (stream.get(FileOptions.AFTER_COMMIT)) {
      case ARCHIVE -> values.put(ARCHIVE, stream.get(FileOptions.ARCHIVE_PATH));
      case DELETE -> values.put(DELETE, 1);
      case LEAVE -> {}
    }
    Position bounds = Position.of(values);
    String id = number < 0 ? id(file) : id(file) + "#" + number;
    return Split.of(id, stream.name()).bounds(bounds).commits(file.path(), Ledger.entry(file));
  }

  static StoredFile file(Position bounds) {
    Instant modified = Instant.ofEpochSecond(bounds.getLong(MODIFIED), bounds.getLong(NANOS));
    StoredFile file = StoredFile.of(bounds.get(PATH), bounds.getLong(SIZE), modified);
    return bounds.find(VERSION).map(file::version).orElse(file);
  }

  static FileRange range(Position bounds) {
    return bounds.has(FROM)
        ? new FileRange(bounds.getLong(FROM), bounds.getLong(TO), bounds.getLong(BYTES))
        : FileRange.whole(bounds.getLong(SIZE));
  }

  /** Returns the directory that the file is to be archived in; empty if it is not. */
  static String archive(Position bounds) {
    return bounds.find(ARCHIVE).orElse("");
  }

  static boolean isDeleted(Position bounds) {
    return bounds.has(DELETE);
  }
}
