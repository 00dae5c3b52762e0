package dev.tributary.connector.pipeline.quarantine;

/**
 * How many bad records a stream may have in a run: those that the source sets aside, and those that
 * cannot be shaped. A stream with more fails.
 *
 * <p>A record is borne if either limit bears it. Immutable and thread-safe.
 *
 * @param maxBadRecords how many
 * @param maxBadShare which share of all records of the run, from 0 to 1
 * @since 0.1.0
 */
public record ErrorHandling(long maxBadRecords, double maxBadShare) {
  private static final ErrorHandling STRICT = new ErrorHandling(0, 0);

  /** Checks the limits. */
  public ErrorHandling {
    if (maxBadRecords < 0 || !(maxBadShare >= 0 && maxBadShare <= 1)) {
      throw new IllegalArgumentException(
          "at most " + maxBadRecords + " bad records or a share of " + maxBadShare);
    }
  }

  /** Returns the one that bears none. */
  public static ErrorHandling strict() {
    return STRICT;
  }

  /** Returns whether some may be bad, so that they have to be kept. */
  public boolean bearsAny() {
    return maxBadRecords > 0 || maxBadShare > 0;
  }

  /**
   * Returns whether so many are borne.
   *
   * @param bad how many are bad
   * @param all how many there are, the bad ones included
   */
  public boolean bears(long bad, long all) {
    return bad <= maxBadRecords || (maxBadShare > 0 && bad <= maxBadShare * all);
  }
}
