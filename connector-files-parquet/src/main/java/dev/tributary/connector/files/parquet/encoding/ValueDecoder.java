package dev.tributary.connector.files.parquet.encoding;

import dev.tributary.connector.files.parquet.wire.Malformed;

/** Decodes the values of one page, in order. Not thread-safe. */
public interface ValueDecoder {
  /**
   * Decodes the next values into the first places of a vector.
   *
   * @param count how many, at most what {@link #ready} returned
   * @throws Malformed if the page has fewer or they are broken
   */
  void decode(Values into, int count);

  /**
   * Returns how many of the next values may be decoded at once: at least 1, fewer than wanted where
   * the values would take much more memory than the page that they are in.
   */
  default int ready(int wanted) {
    return wanted;
  }
}
