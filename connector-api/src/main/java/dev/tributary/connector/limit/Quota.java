package dev.tributary.connector.limit;

import java.time.Duration;
import java.time.Instant;

/**
 * One quota that a source told us about: how many requests we may still send before it is full
 * again.
 */
final class Quota {
  /** Where the source does not say when its quota is full again, what it said holds this long. */
  private static final Duration UNSAID = Duration.ofSeconds(1);

  final String text;
  private final long until;
  private long left;

  /**
   * @param now the limiter's time
   * @param uncounted requests that the source may not have counted when it spoke
   * @param share which part of the quota is ours
   */
  Quota(LearnedLimit said, long now, Instant today, long uncounted, double share) {
    long reserved = said.limit().isPresent() ? reserved(said.limit().getAsLong(), share) : 0;
    left = Math.max(0, said.remaining() - reserved - uncounted);
    until = now + Spans.nanos(said.resetAfter(today).orElse(UNSAID));
    text = "the source's " + said;
  }

  private static long reserved(long limit, double share) {
    return (long) Math.ceil(limit * (1 - share) - 1e-9);
  }

  boolean isOver(long now) {
    return now >= until;
  }

  long waitAt(long now) {
    return left > 0 ? 0 : until - now;
  }

  void spend() {
    left--;
  }

  /** Keeps the smaller of two budgets, where it is not known which of them is newer. */
  void atMost(Quota other) {
    left = Math.min(left, other.left);
  }
}
