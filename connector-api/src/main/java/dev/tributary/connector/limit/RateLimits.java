package dev.tributary.connector.limit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How often a source may be asked: requests in sliding windows of time, and requests at once.
 *
 * <p>All limits hold together. A window is sliding: in <em>no</em> stretch of its length do more
 * requests arrive than it allows, whereever the stretch begins, so that a source which counts whole
 * seconds or minutes is satisfied too.
 *
 * <pre>{@code
 * RateLimits.none().perSecond(12).perMinute(600).concurrent(4).shareOfQuota(0.8)
 * }</pre>
 *
 * <p>Immutable and thread-safe; equal by value.
 *
 * @since 0.1.0
 */
public final class RateLimits {
  private static final RateLimits NONE = new RateLimits(new TreeMap<>(), 0, 1.0);

  /**
   * So many requests in any stretch of time of that length.
   *
   * @param requests how many, at least 1
   * @param length how long the stretch is
   */
  public record Window(long requests, Duration length) {
    @Override
    public String toString() {
      return requests + " per " + Spans.text(length);
    }
  }

  private final TreeMap<Duration, Long> quotas;
  private final int concurrent;
  private final double share;

  private RateLimits(TreeMap<Duration, Long> quotas, int concurrent, double share) {
    this.quotas = quotas;
    this.concurrent = concurrent;
    this.share = share;
  }

  /** Returns the absence of limits, to add limits to. */
  public static RateLimits none() {
    return NONE;
  }

  /** Returns a copy that allows this many requests in any second. */
  public RateLimits perSecond(long requests) {
    return window(requests, Duration.ofSeconds(1));
  }

  /** Returns a copy that allows this many requests in any minute. */
  public RateLimits perMinute(long requests) {
    return window(requests, Duration.ofMinutes(1));
  }

  /** Returns a copy that allows this many requests in any hour. */
  public RateLimits perHour(long requests) {
    return window(requests, Duration.ofHours(1));
  }

  /** Returns a copy that allows this many requests in any 24 hours. */
  public RateLimits perDay(long requests) {
    return window(requests, Duration.ofDays(1));
  }

  /**
   * Returns a copy that allows this many requests in any stretch of this length; it replaces the
   * window of the same length.
   *
   * @param requests at least 1
   * @param length at least one millisecond, at most 366 days
   * @throws IllegalArgumentException if one of them is out of range
   */
  public RateLimits window(long requests, Duration length) {
    if (requests < 1) {
      throw new IllegalArgumentException("a limit of " + requests + " requests; at least 1");
    }
    if (length.compareTo(Duration.ofMillis(1)) < 0 || length.compareTo(Duration.ofDays(366)) > 0) {
      throw new IllegalArgumentException("a window of " + length + "; from 1 ms to 366 days");
    }
    TreeMap<Duration, Long> copy = new TreeMap<>(quotas);
    copy.put(length, requests);
    return new RateLimits(copy, concurrent, share);
  }

  /**
   * Returns a copy that allows this many requests at once.
   *
   * @param requests at least 1
   * @throws IllegalArgumentException if it is less
   */
  public RateLimits concurrent(int requests) {
    if (requests < 1) {
      throw new IllegalArgumentException(
          "a limit of " + requests + " requests at once; at least 1");
    }
    return new RateLimits(quotas, requests, share);
  }

  /**
   * Returns a copy that uses only a part of what its windows, and the source's own quotas, allow,
   * so that others who use the same quota are left something. How many requests are made at once
   * stays.
   *
   * @param share more than 0, at most 1; 1 by default
   * @throws IllegalArgumentException if it is out of range
   */
  public RateLimits shareOfQuota(double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("share_of_quota is " + share + "; from above 0 to 1");
    }
    return new RateLimits(quotas, concurrent, share);
  }

  /**
   * Returns the limits for one of {@code parts} that work side by side and cannot talk to each
   * other, such as executors on several machines.
   *
   * <p>Nothing is rounded down to nothing: 2 requests a second for 8 parts are one request in 4
   * seconds for each. At least one request at once is left to each part.
   *
   * @param parts at least 1
   */
  public RateLimits share(int parts) {
    if (parts < 1) {
      throw new IllegalArgumentException("limits shared by " + parts + "; at least 1");
    }
    TreeMap<Duration, Long> shared = new TreeMap<>();
    quotas.forEach((length, requests) -> scale(shared, length, requests, 1.0 / parts));
    return new RateLimits(shared, concurrent == 0 ? 0 : Math.max(1, concurrent / parts), share);
  }

  /**
   * Returns limits of this part of every window; requests at once stay as they are. Never less than
   * one request: where a part of the requests would be less than one, the window becomes longer
   * instead.
   *
   * @param factor more than 0, at most 1
   */
  public RateLimits scaled(double factor) {
    if (!(factor > 0 && factor <= 1)) {
      throw new IllegalArgumentException("limits scaled by " + factor + "; from above 0 to 1");
    }
    TreeMap<Duration, Long> scaled = new TreeMap<>();
    quotas.forEach((length, requests) -> scale(scaled, length, requests, factor));
    return new RateLimits(scaled, concurrent, share);
  }

  /**
   * Returns limits that keep to both these and {@code others}: of each window the smaller number.
   */
  public RateLimits strictest(RateLimits others) {
    TreeMap<Duration, Long> both = new TreeMap<>(quotas);
    others.quotas.forEach((length, requests) -> both.merge(length, requests, Math::min));
    int atOnce =
        concurrent == 0 || others.concurrent == 0
            ? Math.max(concurrent, others.concurrent)
            : Math.min(concurrent, others.concurrent);
    return new RateLimits(both, atOnce, Math.min(share, others.share));
  }

  /**
   * Returns the windows to keep to, the shortest first, the share of the quota taken into account.
   */
  public List<Window> windows() {
    TreeMap<Duration, Long> effective = new TreeMap<>();
    quotas.forEach((length, requests) -> scale(effective, length, requests, share));
    List<Window> windows = new ArrayList<>();
    effective.forEach((length, requests) -> windows.add(new Window(requests, length)));
    return List.copyOf(windows);
  }

  /** Returns how many requests may run at once, if that is limited. */
  public OptionalInt concurrent() {
    return concurrent == 0 ? OptionalInt.empty() : OptionalInt.of(concurrent);
  }

  /** Returns which part of the source's quota is used, from above 0 to 1. */
  public double shareOfQuota() {
    return share;
  }

  /** Returns whether nothing is limited. */
  public boolean isNone() {
    return quotas.isEmpty() && concurrent == 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RateLimits that
        && quotas.equals(that.quotas)
        && concurrent == that.concurrent
        && share == that.share;
  }

  @Override
  public int hashCode() {
    return quotas.hashCode() * 31 + concurrent;
  }

  @Override
  public String toString() {
    if (isNone()) {
      return "no limits";
    }
    String text = windows().stream().map(Window::toString).collect(Collectors.joining(", "));
    String atOnce = concurrent == 0 ? "" : concurrent + " at once";
    return text + (text.isEmpty() || atOnce.isEmpty() ? "" : ", ") + atOnce;
  }

  private static void scale(
      Map<Duration, Long> into, Duration length, long requests, double factor) {
    // Through the decimal text of the factor: 0.8 of 10 is 8, and 0.7 of 10 is not 6.
    BigDecimal part =
        BigDecimal.valueOf(requests).multiply(new BigDecimal(Double.toString(factor)));
    long whole = part.add(new BigDecimal("1e-9")).setScale(0, RoundingMode.FLOOR).longValue();
    if (whole >= 1) {
      into.merge(length, whole, Math::min);
      return;
    }
    long nanos =
        BigDecimal.valueOf(length.toNanos()).divide(part, 0, RoundingMode.CEILING).longValue();
    into.merge(Duration.ofNanos(nanos), 1L, Math::min);
  }
}
