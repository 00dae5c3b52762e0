package dev.tributary.connector.pipeline.quarantine;

import java.util.Optional;

/**
 * How many bad records a stream may have in a run: those that the source sets aside, and those that
 * cannot be shaped. A stream with more fails.
 *
 * <p>A record is borne if either limit bears it. Immutable and thread-safe.
 *
 * @param maxBadRecords how many
 * @param maxBadShare which share of all records of the run, from 0 to 1
 * @param path where bad records are kept, as the runner's stores understand it; nothing means in
 *     the staging area
 * @since 0.1.0
 */
public record ErrorHandling(long maxBadRecords, double maxBadShare, Optional<String> path) {
  private static final ErrorHandling STRICT = new ErrorHandling(0, 0, Optional.empty());

  /** Checks the limits. */
  public ErrorHandling {
    if (maxBadRecords < 0 || !(maxBadShare >= 0 && maxBadShare <= 1)) {
      throw new IllegalArgumentException(
          "at most " + maxBadRecords + " bad records or a share of " + maxBadShare);
    }
  }

  /** Returns one that bears so many, and keeps them in the staging area. */
  public static ErrorHandling bearing(long maxBadRecords, double maxBadShare) {
    return new ErrorHandling(maxBadRecords, maxBadShare, Optional.empty());
  }

  /** Returns the one that bears none. */
  public static ErrorHandling strict() {
    return STRICT;
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

  /** Returns whether so many may yet be borne, however many records follow. */
  public boolean mayBear(long bad) {
    return bad <= maxBadRecords || maxBadShare > 0;
  }
}
