package dev.tributary.connector.files;

import dev.tributary.connector.files.compression.Compression;
import dev.tributary.connector.option.Configuration;
import java.util.List;

/**
 * How a {@link FileSink} lays records out in files.
 *
 * <p>Each method that sets something returns a copy. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class FileLayout {
  final String format;
  final Configuration options;
  final Compression compression;
  final long maxRows;
  final long maxBytes;
  final List<String> partitionBy;
  final String prefix;

  private FileLayout(
      String format,
      Configuration options,
      Compression compression,
      long maxRows,
      long maxBytes,
      List<String> partitionBy,
      String prefix) {
    this.format = format;
    this.options = options;
    this.compression = compression;
    this.maxRows = maxRows;
    this.maxBytes = maxBytes;
    this.partitionBy = partitionBy;
    this.prefix = prefix;
  }

  /**
   * Returns a layout of one file after another, each of up to 512 MiB, without compression.
   *
   * @param format the name of a format, such as {@code CSV} or {@code JSONL}
   */
  public static FileLayout of(String format) {
    return new FileLayout(
        format,
        Configuration.empty(),
        Compression.NONE,
        Long.MAX_VALUE,
        512L << 20,
        List.of(),
        "part");
  }

  /** Returns a copy with a write option of the format, such as {@code delimiter}. */
  public FileLayout option(String name, Object value) {
    return new FileLayout(
        format, options.with(name, value), compression, maxRows, maxBytes, partitionBy, prefix);
  }

  /** Returns a copy whose files are compressed from outside: GZIP, ZSTD or SNAPPY. */
  public FileLayout compression(Compression how) {
    return new FileLayout(format, options, how, maxRows, maxBytes, partitionBy, prefix);
  }

  /** Returns a copy that begins a new file after so many records. */
  public FileLayout maxRows(long rows) {
    if (rows < 1) {
      throw new IllegalArgumentException("files of at most " + rows + " records");
    }
    return new FileLayout(format, options, compression, rows, maxBytes, partitionBy, prefix);
  }

  /** Returns a copy that begins a new file after about so many bytes, before compression. */
  public FileLayout maxBytes(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("files of at most " + bytes + " bytes");
    }
    return new FileLayout(format, options, compression, maxRows, bytes, partitionBy, prefix);
  }

  /**
   * Returns a copy that puts records into directories by the values of these columns, such as
   * {@code day=2026-01-31}; the columns stand in the path then, not in the files.
   */
  public FileLayout partitionBy(String... columns) {
    return new FileLayout(
        format, options, compression, maxRows, maxBytes, List.of(columns), prefix);
  }

  /** Returns a copy whose files' names begin so; {@code part} if nothing is said. */
  public FileLayout prefix(String prefix) {
    return new FileLayout(format, options, compression, maxRows, maxBytes, partitionBy, prefix);
  }
}
