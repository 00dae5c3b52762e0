package dev.tributary.connector.files.store;

import java.nio.file.FileSystemException;

/**
 * Says that a file is no longer what was listed, so that what was read of it may be half of each.
 *
 * @since 0.1.0
 */
public final class FileChangedException extends FileSystemException {
  private static final long serialVersionUID = 1L;

  /** Makes it for a file's path. */
  public FileChangedException(String path) {
    super(path, null, "it was written or replaced since it was listed");
  }
}
