package dev.tributary.connector.files.format;

/**
 * A part of a file that can be read by itself, in the format's own units: bytes of a text, row
 * groups, blocks.
 *
 * <p>Ranges of one file follow one another without a gap.
 *
 * @param from the first unit
 * @param to the unit after the last one; {@link Long#MAX_VALUE} for the end of the file
 * @param bytes about how many bytes of the file it covers
 * @since 0.1.0
 */
public record FileRange(long from, long to, long bytes) {
  /** Checks the range. */
  public FileRange {
    if (from < 0 || to < from || bytes < 0) {
      throw new IllegalArgumentException("no range: " + from + " to " + to + ", " + bytes);
    }
  }

  /** Returns the whole of a file of this size. */
  public static FileRange whole(long bytes) {
    return new FileRange(0, Long.MAX_VALUE, bytes);
  }

  /** Returns whether this is all of a file. */
  public boolean isWhole() {
    return from == 0 && to == Long.MAX_VALUE;
  }
}
