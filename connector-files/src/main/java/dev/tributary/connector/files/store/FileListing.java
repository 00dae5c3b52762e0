package dev.tributary.connector.files.store;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one directory, one after another, as the store finds them.
 *
 * @since 0.1.0
 */
public interface FileListing extends AutoCloseable {
  /**
   * Returns the next file or directory, or null when all were listed. The order is the store's.
   *
   * @throws IOException if listing failed
   */
  @Nullable StoredFile next() throws IOException;

  /** Ends the listing; it need not be at its end. */
  @Override
  void close() throws IOException;
}
