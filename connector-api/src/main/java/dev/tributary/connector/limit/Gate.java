package dev.tributary.connector.limit;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.limit.Throttle.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The door that all requests of one credential go through, one by one and in the order of their
 * coming.
 *
 * <p>One lock guards everything. Whoever comes stands at the end of a queue; only the first of it
 * looks at the limits and sleeps exactly as long as they say, or until an answer changes them.
 */
final class Gate {
  private static final long FOREVER = Long.MAX_VALUE;

  /** What keeps the first of the queue waiting; {@code nanos} is a lower bound if {@code open}. */
  private record Obstacle(long nanos, boolean open, @Nullable Reason reason, String detail) {
    boolean isNone() {
      return nanos <= 0 && !open;
    }
  }

  private static final Obstacle NOTHING = new Obstacle(0, false, null, "");

  private final Ticker ticker;
  private final long origin;
  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<Condition> queue = new ArrayDeque<>();
  private final TreeMap<Duration, SlidingWindow> windows = new TreeMap<>();
  private final Map<Duration, String> texts = new HashMap<>();
  private final Map<String, Quota> quotas = new HashMap<>();
  private RateLimits limits = RateLimits.none();
  private long pausedUntil;
  private long latest;
  private long unanswered;
  private long answeredSoFar;
  private long open;

  Gate(RateLimits limits, Ticker ticker) {
    this.ticker = ticker;
    this.origin = ticker.nanoTime();
    tighten(limits);
  }

  /** Keeps to these limits too, from now on. */
  void tighten(RateLimits more) {
    locked(
        () -> {
          limits = limits.isNone() && limits.shareOfQuota() == 1 ? more : limits.strictest(more);
          for (RateLimits.Window window : limits.windows()) {
            texts.put(window.length(), window.toString());
            SlidingWindow known = windows.get(window.length());
            if (known == null) {
              windows.put(window.length(), seeded(window));
            } else {
              known.capacity(window.requests());
            }
          }
          // A length that scaling made up and that the stricter limits no longer have.
          windows.keySet().retainAll(limits.windows().stream().map(w -> w.length()).toList());
        });
  }

  private SlidingWindow seeded(RateLimits.Window window) {
    SlidingWindow made = new SlidingWindow(window.requests(), window.length().toNanos());
    Map.Entry<Duration, SlidingWindow> longer = windows.ceilingEntry(window.length());
    Map.Entry<Duration, SlidingWindow> nearest = longer != null ? longer : windows.lastEntry();
    if (nearest != null) {
      made.seed(nearest.getValue());
    }
    return made;
  }

  RateLimits limits() {
    lock.lock();
    try {
      return limits;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a permit, {@code patience} nanoseconds at most. */
  Permit acquire(long patience, @Nullable ThrottleListener listener) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    lock.lockInterruptibly();
    try {
      long deadline = patience == FOREVER ? FOREVER : now() + patience;
      Condition mine = lock.newCondition();
      queue.add(mine);
      try {
        return await(mine, deadline, patience, listener);
      } finally {
        queue.remove(mine);
        wakeFirst();
      }
    } finally {
      lock.unlock();
    }
  }

  private Permit await(
      Condition mine, long deadline, long patience, @Nullable ThrottleListener listener)
      throws InterruptedException {
    Reason told = null;
    while (true) {
      boolean first = queue.peek() == mine;
      Obstacle obstacle = first ? obstacle() : new Obstacle(0, true, null, "others come first");
      if (first && obstacle.isNone()) {
        return grant();
      }
      long left = deadline == FOREVER ? FOREVER : deadline - now();
      if (left <= 0 || obstacle.nanos() > left) {
        throw refusal(obstacle, patience);
      }
      Reason reason = obstacle.reason();
      if (listener != null && reason != null && reason != told) {
        told = reason;
        tell(listener, new Throttle(reason, Duration.ofNanos(obstacle.nanos()), obstacle.detail()));
        continue; // time has passed, and the lock was free meanwhile
      }
      ticker.await(mine, obstacle.open() ? left : Math.min(left, obstacle.nanos()));
    }
  }

  private void tell(ThrottleListener listener, Throttle throttle) {
    lock.unlock();
    try {
      listener.throttled(throttle);
    } finally {
      lock.lock();
    }
  }

  /** Returns a permit if one is free now and nobody waits for it, or null. */
  @Nullable Permit tryAcquire() {
    lock.lock();
    try {
      return queue.isEmpty() && obstacle().isNone() ? grant() : null;
    } finally {
      lock.unlock();
    }
  }

  private Permit grant() {
    unanswered++;
    open++;
    quotas.values().forEach(Quota::spend);
    return new Permit(this, answeredSoFar);
  }

  private Obstacle obstacle() {
    long now = now();
    Obstacle worst = NOTHING;
    if (pausedUntil > now) {
      worst = new Obstacle(pausedUntil - now, false, Reason.PAUSE, "the source asked for a pause");
    }
    for (Iterator<Quota> all = quotas.values().iterator(); all.hasNext(); ) {
      Quota quota = all.next();
      if (quota.isOver(now)) {
        all.remove();
      } else {
        worst = worse(worst, quota.waitAt(now), Reason.QUOTA, quota.text);
      }
    }
    boolean dependsOnAnswers = open >= limits.concurrent().orElse(Integer.MAX_VALUE);
    for (Map.Entry<Duration, SlidingWindow> entry : windows.entrySet()) {
      long wait = entry.getValue().waitAt(now, unanswered);
      if (wait == SlidingWindow.UNKNOWN) {
        dependsOnAnswers = true;
      } else if (wait > 0) {
        worst = worse(worst, wait, Reason.WINDOW, texts.getOrDefault(entry.getKey(), ""));
      }
    }
    return dependsOnAnswers
        ? new Obstacle(worst.nanos(), true, worst.reason(), worst.detail())
        : worst;
  }

  private static Obstacle worse(Obstacle worst, long wait, Reason reason, String detail) {
    return wait > worst.nanos() ? new Obstacle(wait, false, reason, detail) : worst;
  }

  private ConnectorException refusal(Obstacle obstacle, long patience) {
    String why = obstacle.detail().isEmpty() ? limits.toString() : obstacle.detail();
    return ConnectorException.of(
            ErrorKind.RATE_LIMITED,
            "the rate limit allows no request within "
                + Spans.text(Duration.ofNanos(patience))
                + ": "
                + why)
        .retryAt(ticker.now().plusNanos(obstacle.nanos()))
        .remedy("Resume later from the saved state, or ask the source's owner for a higher quota")
        .build();
  }

  /** A request was answered; under the lock. */
  void answered() {
    long now = now();
    unanswered--;
    answeredSoFar++;
    windows.values().forEach(window -> window.answered(now));
    wakeFirst();
  }

  /** An exchange is over; under the lock. */
  void closed() {
    open--;
    wakeFirst();
  }

  /** Returns how many permits are neither answered nor closed; under the lock. */
  long unanswered() {
    return unanswered;
  }

  /** Returns how many requests were answered so far; under the lock. */
  long answeredSoFar() {
    return answeredSoFar;
  }

  /** Learns from an answer of which is known what it may not have counted; under the lock. */
  void learn(LearnedLimit said, long uncounted) {
    long now = now();
    Quota quota = new Quota(said, now, ticker.now(), uncounted, limits.shareOfQuota());
    if (!quota.isOver(now)) {
      quotas.put(said.name(), quota);
      wakeFirst();
    }
  }

  /** Learns from somewhere else than an answer of ours; under the lock. */
  void learn(LearnedLimit said) {
    long now = now();
    Quota quota = new Quota(said, now, ticker.now(), unanswered, limits.shareOfQuota());
    if (!quota.isOver(now)) {
      Quota known = quotas.put(said.name(), quota);
      if (known != null && !known.isOver(now)) {
        quota.atMost(known);
      }
      wakeFirst();
    }
  }

  /** Lets nobody through for this long; a longer pause under way stays. */
  void pause(Duration time) {
    locked(() -> pausedUntil = Math.max(pausedUntil, now() + Spans.nanos(time)));
  }

  void pauseUntil(Instant time) {
    pause(Duration.between(ticker.now(), time));
  }

  void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
    } finally {
      lock.unlock();
    }
  }

  private void wakeFirst() {
    Condition first = queue.peek();
    if (first != null) {
      first.signal();
    }
  }

  /** Returns nanoseconds since the gate was made; never goes back, also from core to core. */
  private long now() {
    latest = Math.max(latest, ticker.nanoTime() - origin);
    return latest;
  }
}
