package dev.tributary.connector.pipeline.run;

import dev.tributary.connector.files.store.FileStore;
import dev.tributary.connector.files.store.LocalFileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Opens the places that pipelines stage in.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface StagingStores {
  /**
   * Opens a place; the runner closes it.
   *
   * @param path what stands in the pipeline's {@code staging.path}
   * @throws IOException if it cannot be opened
   */
  FileStore open(String path) throws IOException;

  /** Returns the directories of this machine, made where there are none. */
  static StagingStores local() {
    return path -> LocalFileStore.at(Files.createDirectories(Path.of(path)));
  }
}
