package dev.tributary.connector.incremental;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Cuts one window into steps, lazily. */
final class Slices implements Iterator<IncrementalWindow> {
  private final Incremental strategy;
  private final IncrementalWindow window;
  private @Nullable IncrementalWindow next;
  private long steps;

  Slices(Incremental strategy, IncrementalWindow window) {
    this.strategy = strategy;
    this.window = window;
    this.next = window.isEmpty() ? null : slice(window.from().orElse(null));
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public IncrementalWindow next() {
    IncrementalWindow slice = next;
    if (slice == null) {
      throw new NoSuchElementException("no more slices of " + window);
    }
    String end = slice.until().orElse(null);
    next = end == null || end.equals(window.until().orElse(null)) ? null : slice(end);
    return slice;
  }

  private IncrementalWindow slice(@Nullable String from) {
    String start = window.from().orElse(null);
    String end = window.until().orElse(null);
    if (from == null || start == null || end == null) {
      return window;
    }
    String cut;
    do {
      cut = strategy.cut(start, ++steps);
      // A step shorter than what bounds can show gives the same text again.
    } while (cut != null && strategy.compare(cut, from) <= 0);
    boolean last = cut == null || strategy.compare(cut, end) >= 0;
    return window.withBounds(from, last ? end : cut);
  }
}
