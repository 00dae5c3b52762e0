package dev.tributary.connector.pipeline;

import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Where and how a pipeline stages its records.
 *
 * <p>Each method that sets something returns a copy. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class StagingConfig {
  private static final long MAX_ROWS = 1_000_000;
  private static final long MAX_BYTES = 256L << 20;

  private final String path;
  private final String format;
  private final long maxRows;
  private final long maxBytes;
  private final @Nullable Integer retentionDays;
  private final boolean replacing;

  private StagingConfig(
      String path,
      String format,
      long maxRows,
      long maxBytes,
      @Nullable Integer retentionDays,
      boolean replacing) {
    this.path = path;
    this.format = format;
    this.maxRows = maxRows;
    this.maxBytes = maxBytes;
    this.retentionDays = retentionDays;
    this.replacing = replacing;
  }

  /**
   * Returns a staging area at this path that holds JSON Lines, in files of up to a million records
   * or 256 MiB.
   *
   * @param path what the runner's {@code StagingStores} understands; a directory unless the host
   *     says otherwise
   */
  public static StagingConfig at(String path) {
    return new StagingConfig(
        Objects.requireNonNull(path), "JSONL", MAX_ROWS, MAX_BYTES, null, false);
  }

  /** Returns a copy of this file format, such as {@code PARQUET}; its module must be at hand. */
  public StagingConfig format(String format) {
    return new StagingConfig(
        path, Objects.requireNonNull(format), maxRows, maxBytes, retentionDays, replacing);
  }

  /** Returns a copy that ends a file after about so many records, at the end of a batch. */
  public StagingConfig maxRowsPerFile(long rows) {
    return new StagingConfig(path, format, positive(rows), maxBytes, retentionDays, replacing);
  }

  /** Returns a copy that ends a file after about so many bytes as they are held in memory. */
  public StagingConfig maxBytesPerFile(long bytes) {
    return new StagingConfig(path, format, maxRows, positive(bytes), retentionDays, replacing);
  }

  /**
   * Returns a copy that deletes what was committed longer ago and taken over by the host; nothing
   * is ever deleted if this is not set.
   *
   * @param days zero deletes a run with the next one
   */
  public StagingConfig retentionDays(int days) {
    if (days < 0) {
      throw new IllegalArgumentException("a retention of " + days + " days");
    }
    return new StagingConfig(path, format, maxRows, maxBytes, days, replacing);
  }

  /**
   * Returns a copy in which each run of a stream takes the place of those before, or adds to them.
   */
  public StagingConfig replacing(boolean replacing) {
    return new StagingConfig(path, format, maxRows, maxBytes, retentionDays, replacing);
  }

  /** Returns where it is. */
  public String path() {
    return path;
  }

  /** Returns the file format. */
  public String format() {
    return format;
  }

  /** Returns after about how many records a file ends. */
  public long maxRowsPerFile() {
    return maxRows;
  }

  /** Returns after about how many bytes in memory a file ends. */
  public long maxBytesPerFile() {
    return maxBytes;
  }

  /** Returns after how many days what was taken over is deleted; empty for never. */
  public OptionalInt retentionDays() {
    return retentionDays == null ? OptionalInt.empty() : OptionalInt.of(retentionDays);
  }

  /** Returns whether each run of a stream takes the place of those before. */
  public boolean isReplacing() {
    return replacing;
  }

  private static long positive(long limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("files of at most " + limit);
    }
    return limit;
  }

  @Override
  public String toString() {
    return format + " in " + path;
  }
}
