package dev.tributary.connector.files.parquet.encoding;

/**
 * A vector of decoded values: booleans, INT32 and the bits of FLOAT in {@link #ints}, INT64 and the
 * bits of DOUBLE in {@link #longs}, everything else as places in {@link #bytes}.
 *
 * <p>The fields are open because every value passes through here. Not thread-safe.
 */
public final class Values {
  /** How many values there can be. */
  public static final int CAPACITY = 1024;

  private static final int[] NO_INTS = {};
  private static final long[] NO_LONGS = {};

  /** Booleans as 0 and 1, INT32, and the bits of FLOAT. */
  public final int[] ints;

  /** INT64, and the bits of DOUBLE. */
  public final long[] longs;

  /** What {@link #starts} and {@link #ends} point into; with eight bytes to spare at its end. */
  public byte[] bytes = {};

  /** Where each value starts. */
  public final int[] starts;

  /** Where each value ends. */
  public final int[] ends;

  /** Makes an empty vector for values of a type. */
  public Values(Physical type) {
    boolean isInt = type == Physical.BOOLEAN || type == Physical.INT32 || type == Physical.FLOAT;
    boolean isLong = type == Physical.INT64 || type == Physical.DOUBLE;
    ints = isInt ? new int[CAPACITY] : NO_INTS;
    longs = isLong ? new long[CAPACITY] : NO_LONGS;
    starts = isInt || isLong ? NO_INTS : new int[CAPACITY];
    ends = isInt || isLong ? NO_INTS : new int[CAPACITY];
  }

  /**
   * Moves values that lie one after another to the places where a level says that there is one.
   *
   * @param there how many values there are
   * @param places how many places there are
   * @param levels one for each place
   * @param full the level of a place with a value
   */
  public void spread(int there, int places, int[] levels, int full) {
    int from = there - 1;
    // from the end, so that nothing is overwritten before it has moved; once both meet, all is done
    for (int to = places - 1; from >= 0 && from < to; to--) {
      if (levels[to] == full) {
        if (ints.length > 0) {
          ints[to] = ints[from];
        } else if (longs.length > 0) {
          longs[to] = longs[from];
        } else {
          starts[to] = starts[from];
          ends[to] = ends[from];
        }
        from--;
      }
    }
  }
}
