package dev.tributary.examples.shop;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** What the shop saw of its visitors so far. Thread-safe. */
public final class Visits {
  /** Something that the shop counts. */
  public enum Event {
    /** A page was asked for. */
    REQUEST,
    /** A page was answered in full. */
    PAGE,
    /** An access token was issued. */
    TOKEN,
    /** Somebody came with a token that is not valid, or not any more: 401. */
    REFUSED,
    /** Somebody was told to come later: 429. */
    THROTTLED,
    /** Somebody was told that the shop is busy: 503. */
    BUSY,
    /** An answer was cut in the middle. */
    CUT
  }

  private final Map<Event, AtomicInteger> counts = new EnumMap<>(Event.class);

  Visits() {
    for (Event event : Event.values()) {
      counts.put(event, new AtomicInteger());
    }
  }

  /** Returns how often it happened. */
  public int of(Event event) {
    return counter(event).get();
  }

  /** Returns how often it happened, with this time. */
  int count(Event event) {
    return counter(event).incrementAndGet();
  }

  private AtomicInteger counter(Event event) {
    return Objects.requireNonNull(counts.get(event));
  }
}
