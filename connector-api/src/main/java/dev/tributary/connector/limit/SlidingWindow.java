package dev.tributary.connector.limit;

import java.util.Arrays;

/**
 * Counts requests in one sliding window; a place is free again one window's length after the
 * answer.
 *
 * <p>The times of answers are kept in a ring. Up to {@value #EXACT} requests each has its own
 * place; beyond that, times are rounded up to the {@value #EXACT}th part of the window and counted
 * together, which frees them a little late and never early. So memory is bounded whatever the
 * limit. To be used under the limiter's lock.
 */
final class SlidingWindow {
  static final int EXACT = 10_000;

  /** The answer that nothing but an answer to a running request frees a place. */
  static final long UNKNOWN = Long.MAX_VALUE;

  /**
   * Added to the length, so that a source that counts in whole milliseconds, and both ends of the
   * window, still never sees one request too many.
   */
  private static final long MARGIN = 1_000_000;

  private final long hold;
  private final long granule;
  private long capacity;
  private long[] times = new long[8];
  private int[] counts = new int[8];
  private int head;
  private int size;
  private long counted;

  SlidingWindow(long capacity, long lengthNanos) {
    this.capacity = capacity;
    this.hold = lengthNanos + MARGIN;
    this.granule = capacity <= EXACT ? 1 : Math.max(1, lengthNanos / EXACT);
  }

  /** Lowers or raises the number of requests that the window allows. */
  void capacity(long requests) {
    capacity = requests;
  }

  /**
   * Returns how long until one more request may be sent: 0 for now, or {@link #UNKNOWN}.
   *
   * @param unanswered how many requests are under way, each of which counts
   */
  long waitAt(long now, long unanswered) {
    while (size > 0 && now - times[head] >= hold) {
      counted -= counts[head];
      head = (head + 1) & (times.length - 1);
      size--;
    }
    if (counted + unanswered < capacity) {
      return 0;
    }
    return size == 0 ? UNKNOWN : times[head] + hold - now;
  }

  /** Counts a request that was answered now; {@code now} never goes back. */
  void answered(long now) {
    add(granule == 1 ? now : -Math.floorDiv(-now, granule) * granule, 1);
  }

  /** Takes over what another window remembers. */
  void seed(SlidingWindow other) {
    for (int i = 0; i < other.size; i++) {
      int at = (other.head + i) & (other.times.length - 1);
      add(other.times[at], other.counts[at]);
    }
  }

  private void add(long time, int count) {
    counted += count;
    int last = (head + size - 1) & (times.length - 1);
    if (size > 0 && times[last] >= time) {
      counts[last] += count;
      return;
    }
    if (size == times.length) {
      grow();
    }
    int at = (head + size) & (times.length - 1);
    times[at] = time;
    counts[at] = count;
    size++;
  }

  private void grow() {
    long[] moreTimes = Arrays.copyOf(times, 2 * size);
    int[] moreCounts = Arrays.copyOf(counts, 2 * size);
    for (int i = 0; i < size; i++) {
      int at = (head + i) & (size - 1);
      moreTimes[i] = times[at];
      moreCounts[i] = counts[at];
    }
    times = moreTimes;
    counts = moreCounts;
    head = 0;
  }

  /** Returns how many entries are kept, for tests of the memory bound. */
  int entries() {
    return size;
  }
}
