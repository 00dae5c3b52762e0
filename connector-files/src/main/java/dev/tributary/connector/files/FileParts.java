package dev.tributary.connector.files;

import dev.tributary.connector.files.format.FileRange;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.split.Split;
import java.time.Instant;

/** What the bounds of a split say: which file, which part of it, and what becomes of it. */
final class FileParts {
  private static final String PATH = "path";
  private static final String SIZE = "size";
  private static final String MODIFIED = "modified";
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
    Position bounds =
        Position.of(PATH, file.path())
            .with(SIZE, file.size())
            .with(MODIFIED, file.modified().toString());
    if (file.version().isPresent()) {
      bounds = bounds.with(VERSION, file.version().get());
    }
    if (!range.isWhole()) {
      bounds = bounds.with(FROM, range.from()).with(TO, range.to()).with(BYTES, range.bytes());
    }
    switch (stream.get(FileOptions.AFTER_COMMIT)) {
      case ARCHIVE -> bounds = bounds.with(ARCHIVE, stream.get(FileOptions.ARCHIVE_PATH));
      case DELETE -> bounds = bounds.with(DELETE, 1);
      case LEAVE -> {}
    }
    String id = number < 0 ? id(file) : id(file) + "#" + number;
    return Split.of(id, stream.name()).bounds(bounds).commits(file.path(), Ledger.entry(file));
  }

  static StoredFile file(Position bounds) {
    StoredFile file =
        StoredFile.of(bounds.get(PATH), bounds.getLong(SIZE), Instant.parse(bounds.get(MODIFIED)));
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
