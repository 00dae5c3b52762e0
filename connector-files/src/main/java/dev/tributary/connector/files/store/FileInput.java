package dev.tributary.connector.files.store;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * An open file, to read from any place.
 *
 * <p>One thread at a time reads; {@link #close} may be called from another and ends what blocks.
 *
 * @since 0.1.0
 */
public interface FileInput extends AutoCloseable {
  /** Returns how many bytes the file holds. */
  long size();

  /**
   * Returns the bytes from a place to the end. Closing the stream does not close the file.
   *
   * @param from the first byte, at most {@link #size}
   * @throws IOException if it cannot be read
   */
  InputStream stream(long from) throws IOException;

  /**
   * Reads exactly so many bytes.
   *
   * @param at the first byte of the file
   * @param into where to put them
   * @param offset the first one's index there
   * @param length how many
   * @throws EOFException if the file ends before
   * @throws IOException if it cannot be read
   */
  void readFully(long at, byte[] into, int offset, int length) throws IOException;

  /**
   * Says that most of these bytes are read next, in order, from their beginning on. A store that is
   * far away asks for more of them at once, and for no others; does nothing elsewhere.
   *
   * @param from the first byte
   * @param length how many
   */
  default void expect(long from, long length) {}

  /**
   * Checks, after reading, that the file was not written meanwhile. Does nothing where the store
   * pins the version that it opened.
   *
   * @throws IOException if it was changed or replaced while it was read
   */
  default void verify() throws IOException {}

  /** Ends it; again is harmless. */
  @Override
  void close() throws IOException;
}
