package dev.tributary.connector.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;

/** Time that passes only when somebody waits, and then at once; for one thread. */
final class VirtualTicker implements Ticker {
  private record Event(long at, long order, Runnable what) {}

  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
  private final long origin;
  private long elapsed;
  private long order;

  VirtualTicker() {
    // Real clocks begin anywhere, below zero too.
    this(Long.MAX_VALUE - 5_000_000_000L);
  }

  VirtualTicker(long origin) {
    this.origin = origin;
  }

  /** Lets something happen after a time. */
  void after(long nanos, Runnable what) {
    events.add(new Event(elapsed + nanos, order++, what));
  }

  void pass(Duration time) {
    passUntil(elapsed + time.toNanos(), false);
  }

  long elapsed() {
    return elapsed;
  }

  @Override
  public long nanoTime() {
    return origin + elapsed;
  }

  @Override
  public Instant now() {
    return START.plusNanos(elapsed);
  }

  @Override
  public void await(Condition condition, long nanos) {
    if (nanos == Long.MAX_VALUE && events.isEmpty()) {
      throw new IllegalStateException("waits for ever");
    }
    passUntil(nanos == Long.MAX_VALUE ? Long.MAX_VALUE : elapsed + nanos, true);
  }

  @Override
  public void sleep(Duration duration) {
    pass(duration);
  }

  private void passUntil(long end, boolean oneEvent) {
    while (!events.isEmpty() && events.peek().at() <= end) {
      Event event = events.remove();
      elapsed = Math.max(elapsed, event.at());
      event.what().run();
      if (oneEvent) {
        return;
      }
    }
    elapsed = Math.max(elapsed, end);
  }
}
