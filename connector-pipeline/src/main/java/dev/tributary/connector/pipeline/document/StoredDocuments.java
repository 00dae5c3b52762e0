package dev.tributary.connector.pipeline.document;

import dev.tributary.connector.files.store.FileInput;
import dev.tributary.connector.files.store.FileListing;
import dev.tributary.connector.files.store.FileOutput;
import dev.tributary.connector.files.store.FileStore;
import dev.tributary.connector.files.store.StoredFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads and writes whole documents of a store. */
public final class StoredDocuments {
  private StoredDocuments() {}

  /**
   * Returns the text of a document; nothing if there is none.
   *
   * @throws IOException if it cannot be read
   */
  public static Optional<String> read(FileStore store, String path) throws IOException {
    StoredFile file;
    try {
      file = store.stat(path);
    } catch (NoSuchFileException | NotDirectoryException none) {
      return Optional.empty();
    }
    try (FileInput input = store.open(file)) {
      byte[] bytes = new byte[Math.toIntExact(input.size())];
      input.readFully(0, bytes, 0, bytes.length);
      return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  /**
   * Makes a document durable and visible in one step, in place of what has its path.
   *
   * @throws IOException if that failed; then the one before is still there
   */
  public static void write(FileStore store, String path, String text) throws IOException {
    try (FileOutput output = store.create(path)) {
      output.write(text.getBytes(StandardCharsets.UTF_8));
      output.commit();
    }
  }

  /**
   * Returns what a directory holds, by name; nothing if there is none.
   *
   * @throws IOException if it cannot be listed
   */
  public static List<StoredFile> list(FileStore store, String directory) throws IOException {
    List<StoredFile> entries = new ArrayList<>();
    try (FileListing listing = store.list(directory)) {
      StoredFile entry = listing.next();
      while (entry != null) {
        entries.add(entry);
        entry = listing.next();
      }
    } catch (NoSuchFileException none) {
      return List.of();
    }
    entries.sort(Comparator.comparing(StoredFile::path));
    return entries;
  }
}
