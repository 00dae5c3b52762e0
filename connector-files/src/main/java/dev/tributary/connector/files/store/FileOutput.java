package dev.tributary.connector.files.store;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A file in the making. It appears whole with {@link #commit}; closed without, it leaves nothing
 * behind. Not thread-safe.
 *
 * @since 0.1.0
 */
public abstract class FileOutput extends OutputStream {
  /** Makes an output without bytes. */
  protected FileOutput() {}

  /**
   * Makes the file durable and visible, in one step. Nothing can be written after it.
   *
   * @return the file as a listing shows it now
   * @throws IOException if it failed; then nothing is visible
   */
  public abstract StoredFile commit() throws IOException;

  /** Ends it; what was not committed is dropped. Again is harmless. */
  @Override
  public abstract void close() throws IOException;
}
