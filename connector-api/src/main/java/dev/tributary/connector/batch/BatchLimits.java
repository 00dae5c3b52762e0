package dev.tributary.connector.batch;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How large batches become: a builder is full when either bound is reached.
 *
 * <p>Immutable and thread-safe; equal by value.
 *
 * @since 0.1.0
 */
public final class BatchLimits {
  private static final BatchLimits DEFAULT = new BatchLimits(10_000, 8 << 20, 64 << 20);

  private final int rows;
  private final long bytes;
  private final long recordBytes;

  private BatchLimits(int rows, long bytes, long recordBytes) {
    this.rows = rows;
    this.bytes = bytes;
    this.recordBytes = recordBytes;
  }

  /** Returns 10,000 rows, 8 MiB, and 64 MiB for one record. */
  public static BatchLimits defaults() {
    return DEFAULT;
  }

  /**
   * Returns a copy with this many rows for a batch.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public BatchLimits rows(int rows) {
    return new BatchLimits((int) positive(rows), bytes, recordBytes);
  }

  /**
   * Returns a copy with this many bytes for a batch.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public BatchLimits bytes(long bytes) {
    return new BatchLimits(rows, positive(bytes), recordBytes);
  }

  /**
   * Returns a copy with this many bytes for the texts of one record; a larger record is refused
   * rather than read into memory.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public BatchLimits recordBytes(long recordBytes) {
    return new BatchLimits(rows, bytes, positive(recordBytes));
  }

  private static long positive(long limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("a limit of " + limit);
    }
    return limit;
  }

  /** Returns how many rows make a batch full. */
  public int rows() {
    return rows;
  }

  /** Returns how many bytes make a batch full; the record that reaches them is still in it. */
  public long bytes() {
    return bytes;
  }

  /** Returns how many bytes the texts of one record may have together. */
  public long recordBytes() {
    return recordBytes;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BatchLimits that
        && rows == that.rows
        && bytes == that.bytes
        && recordBytes == that.recordBytes;
  }

  @Override
  public int hashCode() {
    return Objects.hash(rows, bytes, recordBytes);
  }

  @Override
  public String toString() {
    return rows + " rows, " + bytes + " bytes, " + recordBytes + " bytes a record";
  }
}
