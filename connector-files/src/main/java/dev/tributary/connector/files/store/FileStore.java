package dev.tributary.connector.files.store;

import dev.tributary.connector.read.ReadContext;
import java.io.IOException;

/**
 * A place that holds files.
 *
 * <p>Paths are relative to the store's root, with {@code /} between names, never with {@code .} or
 * {@code ..}; the root itself is the empty path. Implementations refuse a path that leads out of
 * the root, through a symbolic link too. A missing file is a {@link
 * java.nio.file.NoSuchFileException}; a refusal is a {@link java.nio.file.AccessDeniedException};
 * implementations may also throw {@link dev.tributary.connector.error.ConnectorException}s. Safe
 * for use by several threads.
 *
 * @since 0.1.0
 */
public interface FileStore extends AutoCloseable {
  /** Returns the root for people, such as {@code /data/in} or {@code gs://bucket/in}. */
  String root();

  /**
   * Returns whether bytes come from far away, so that reading a file twice costs more than reading
   * its parts side by side gains: then only files that say themselves where they can be divided
   * are, unless {@code split_bytes} is set. False unless overridden.
   */
  default boolean isRemote() {
    return false;
  }

  /**
   * Lists one directory, lazily and not the directories in it.
   *
   * @param directory its path; empty for the root
   * @throws IOException if there is no such directory or it cannot be listed
   */
  FileListing list(String directory) throws IOException;

  /**
   * Lists those entries of one directory that may be wanted, as {@link #list(String)} does; there
   * may be others among them. A directory that holds none may be as good as missing.
   *
   * @param directory its path; empty for the root
   * @param wanted what is known of them
   * @throws IOException if there is no such directory or it cannot be listed
   */
  default FileListing list(String directory, Narrowing wanted) throws IOException {
    return list(directory);
  }

  /**
   * Looks at one file or directory.
   *
   * @throws IOException if there is none or it cannot be looked at
   */
  StoredFile stat(String path) throws IOException;

  /**
   * Opens a file as it was listed.
   *
   * @param file what was listed
   * @throws IOException if it is gone, cannot be read, or is no longer what was listed
   */
  FileInput open(StoredFile file) throws IOException;

  /**
   * Opens a file for a reader as {@link #open(StoredFile)} does: what is asked for it counts as
   * that reader's, where the store asks somebody.
   *
   * @param file what was listed
   * @param context what the engine lends the reader
   * @throws IOException if it is gone, cannot be read, or is no longer what was listed
   */
  default FileInput open(StoredFile file, ReadContext context) throws IOException {
    return open(file);
  }

  /**
   * Begins a file that nobody sees before {@link FileOutput#commit}, and the directories above it.
   *
   * @param path where it will be; what is there is replaced in one step
   * @throws IOException if it cannot be begun
   */
  FileOutput create(String path) throws IOException;

  /**
   * Gives a file another name in the same store, and makes the directories above it. What has that
   * name already is never replaced.
   *
   * @throws java.nio.file.FileAlreadyExistsException if something has that name
   * @throws IOException if it is gone or cannot be renamed
   */
  void rename(String from, String to) throws IOException;

  /**
   * Deletes a file; one that is gone already is no error.
   *
   * @throws IOException if it cannot be deleted
   */
  void delete(String path) throws IOException;

  /**
   * Gives a file another name as {@link #rename(String, String)} does, but only the one that was
   * listed, where the store can tell.
   *
   * @throws IOException if it is gone or cannot be renamed
   */
  default void rename(StoredFile file, String to) throws IOException {
    rename(file.path(), to);
  }

  /**
   * Deletes a file as {@link #delete(String)} does, but only the one that was listed, where the
   * store can tell; what has its name by now stays.
   *
   * @throws IOException if it cannot be deleted
   */
  default void delete(StoredFile file) throws IOException {
    delete(file.path());
  }

  /** Ends what the store holds, such as connections. */
  @Override
  void close() throws IOException;
}
