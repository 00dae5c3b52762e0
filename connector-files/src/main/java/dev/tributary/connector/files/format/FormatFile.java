package dev.tributary.connector.files.format;

import dev.tributary.connector.files.store.FileInput;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.option.Options;
import java.io.IOException;
import java.io.InputStream;

/**
 * The file, or the archive's entry, that a format is to look at. Whoever hands it over closes what
 * was opened through it. Used by one thread at a time.
 *
 * @since 0.1.0
 */
public interface FormatFile {
  /** Returns the file as it was listed. */
  StoredFile stored();

  /** Returns the name for people, such as {@code 2026/sales.csv} or {@code in.zip!sales.csv}. */
  String place();

  /** Returns the {@linkplain FileFormat#readOptions format's own options}, bound. */
  Options options();

  /**
   * Returns the file itself, to read from any place; the same each time. For formats that
   * {@linkplain FileFormat#isRandomAccess need it}.
   *
   * @throws IOException if it cannot be opened
   */
  FileInput input() throws IOException;

  /**
   * Returns the bytes from a place to the end, compression undone. Where the file is compressed,
   * what lies before is inflated and skipped.
   *
   * @param from the first byte, counted without compression
   * @throws IOException if it cannot be opened, or ends before
   */
  InputStream stream(long from) throws IOException;

  /** Returns whether {@link #stream} must undo compression, so that a range cannot be jumped to. */
  boolean isCompressed();
}
