package dev.tributary.connector.files.parquet.footer;

import dev.tributary.connector.files.parquet.wire.Struct;
import org.jspecify.annotations.Nullable;

/**
 * A part of a file that the footer points to.
 *
 * @param from its first byte
 * @param length how many bytes it has
 */
public record Span(long from, int length) {
  private static final int LARGEST = 64 << 20;

  /** Returns what two fields say; null if they say nothing, or what cannot be. */
  static @Nullable Span of(Struct column, int from, int length, long end) {
    if (!column.has(from) || !column.has(length)) {
      return null;
    }
    long start = column.getLong(from);
    long bytes = column.getLong(length);
    boolean within = start >= 4 && bytes > 0 && bytes <= LARGEST && bytes <= end - start;
    return within ? new Span(start, (int) bytes) : null;
  }
}
