package dev.tributary.connector.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a source said about its own quota: how many requests are left, and until when.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class LearnedLimit {
  private final String name;
  private final long remaining;
  private final @Nullable Long limit;
  private final @Nullable Instant resetAt;
  private final @Nullable Duration resetIn;

  private LearnedLimit(
      String name,
      long remaining,
      @Nullable Long limit,
      @Nullable Instant resetAt,
      @Nullable Duration resetIn) {
    this.name = name;
    this.remaining = remaining;
    this.limit = limit;
    this.resetAt = resetAt;
    this.resetIn = resetIn;
  }

  /**
   * Returns what is left of a quota.
   *
   * @param requests how many more the source accepts before the reset; a negative one counts as 0
   */
  public static LearnedLimit remaining(long requests) {
    return new LearnedLimit("", Math.max(0, requests), null, null, null);
  }

  /** Returns a copy with the whole quota, of which a share may be left to others. */
  public LearnedLimit limit(long requests) {
    return new LearnedLimit(name, remaining, requests, resetAt, resetIn);
  }

  /** Returns a copy with the time at which the quota is full again. */
  public LearnedLimit resetAt(Instant time) {
    return new LearnedLimit(name, remaining, limit, time, null);
  }

  /** Returns a copy with the time until the quota is full again, from when it was said. */
  public LearnedLimit resetIn(Duration time) {
    return new LearnedLimit(name, remaining, limit, null, time);
  }

  /**
   * Returns a copy for one of several quotas of the source, such as {@code burst}; "" by default.
   */
  public LearnedLimit named(String name) {
    return new LearnedLimit(name, remaining, limit, resetAt, resetIn);
  }

  /** Returns which of the source's quotas this is; "" if it has but one. */
  public String name() {
    return name;
  }

  /** Returns how many more requests the source accepts before the reset. */
  public long remaining() {
    return remaining;
  }

  /** Returns the whole quota, if the source named it. */
  public OptionalLong limit() {
    return limit == null ? OptionalLong.empty() : OptionalLong.of(limit);
  }

  /**
   * Returns how long after {@code now} the quota is full again, never less than zero; empty if the
   * source did not say.
   */
  public Optional<Duration> resetAfter(Instant now) {
    Duration after = resetAt == null ? resetIn : Duration.between(now, resetAt);
    return Optional.ofNullable(after).map(time -> time.isNegative() ? Duration.ZERO : time);
  }

  @Override
  public String toString() {
    String quota = name.isEmpty() ? "quota" : "quota \"" + name + "\"";
    String of = limit == null ? "" : " of " + limit;
    String reset =
        resetAt != null ? ", full again at " + resetAt : resetIn != null ? ", in " + resetIn : "";
    return quota + ": " + remaining + of + " left" + reset;
  }
}
