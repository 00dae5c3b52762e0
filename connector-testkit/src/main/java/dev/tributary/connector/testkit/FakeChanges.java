package dev.tributary.connector.testkit;

import java.util.List;

/**
 * The script of a change stream of a {@link FakeSource}: one exclusive split of phase 1 that
 * carries all streams, with changes in transactions.
 *
 * <p>Change {@code n} (from 0) belongs to transaction {@code n ÷ changes + 1}, to the stream {@code
 * n modulo streams}, and updates the record with the id {@code n}. A checkpoint says the
 * transaction, and how many changes of an open one to skip. Immutable and thread-safe.
 *
 * @param transactions how many transactions there are
 * @param changes how many changes each has
 * @param endless whether the stream idles at its end instead of ending
 * @since 0.1.0
 */
public record FakeChanges(int transactions, int changes, boolean endless) {
  /** The id of the split. */
  public static final String SPLIT = "changes";

  /** Returns a change stream that ends after its last transaction. */
  public static FakeChanges of(int transactions, int changes) {
    return new FakeChanges(transactions, changes, false);
  }

  /** Returns the stream that a change belongs to. */
  public String streamOf(long change, List<String> streams) {
    return streams.get((int) (change % streams.size()));
  }

  /** Returns how many changes there are in all. */
  public long size() {
    return (long) transactions * changes;
  }
}
