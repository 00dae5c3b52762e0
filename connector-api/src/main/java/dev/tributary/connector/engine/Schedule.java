package dev.tributary.connector.engine;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.split.Split;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which split may be read next: those of the lowest phase that is not finished, in the order of the
 * plan (rule 8). Guarded by the lock of {@link Books}.
 */
final class Schedule {
  private final TreeMap<Integer, Deque<SplitBook>> waiting = new TreeMap<>();
  private final TreeMap<Integer, Integer> open = new TreeMap<>();
  private final Set<SplitBook> stuck = new HashSet<>();
  private int size;
  private int planned;

  /** Refuses a split whose phase the plan has left already. */
  void checkPhase(Split split) {
    if (split.phase() < planned) {
      throw ConnectorException.of(
              ErrorKind.INTERNAL,
              "the plan yielded split \""
                  + split.id()
                  + "\" of phase "
                  + split.phase()
                  + " after phase "
                  + planned)
          .remedy("Plan all splits of a phase before those of the next")
          .build();
    }
    planned = split.phase();
  }

  /** A new plan begins again at any phase. */
  void resetPhase() {
    planned = 0;
  }

  void add(SplitBook book) {
    open.merge(book.split.phase(), 1, Integer::sum);
    queue(book).addLast(book);
    size++;
  }

  /** Puts a split that was taken back to the front, because it is further than those behind it. */
  void putBack(SplitBook book) {
    queue(book).addFirst(book);
    size++;
  }

  /**
   * Takes the next split that may run and that {@code allowed} lets pass; others leave the queue.
   */
  @Nullable SplitBook take(Predicate<SplitBook> allowed) {
    Deque<SplitBook> queue = runnable();
    while (queue != null && !queue.isEmpty()) {
      SplitBook next = queue.removeFirst();
      size--;
      if (allowed.test(next)) {
        return next;
      }
    }
    return null;
  }

  /** Removes those that {@code allowed} stops from the queues. */
  void dropStuck(Predicate<SplitBook> allowed) {
    for (Deque<SplitBook> queue : waiting.values()) {
      for (SplitBook book : queue.toArray(SplitBook[]::new)) {
        if (!allowed.test(book)) {
          size -= queue.remove(book) ? 1 : 0;
        }
      }
    }
  }

  /** Notes that a split stays as it is and holds back the phases after its own. */
  void stuck(SplitBook book) {
    Deque<SplitBook> queue = waiting.get(book.split.phase());
    if (queue != null && queue.remove(book)) {
      size--;
    }
    stuck.add(book);
  }

  /** Notes that a split is finished or void. */
  void remove(SplitBook book) {
    Deque<SplitBook> queue = waiting.get(book.split.phase());
    if (queue != null && queue.remove(book)) {
      size--;
    }
    stuck.remove(book);
    open.computeIfPresent(book.split.phase(), (phase, count) -> count == 1 ? null : count - 1);
  }

  /** Returns how many splits wait, whatever their phase. */
  int waiting() {
    return size;
  }

  /** Returns how many splits may run now, counting no further than {@code most}. */
  int runnable(int most) {
    Deque<SplitBook> queue = runnable();
    return queue == null ? 0 : Math.min(most, queue.size());
  }

  /** Returns whether what waits can never run, because something of an earlier phase is stuck. */
  boolean isBlocked() {
    for (Map.Entry<Integer, Deque<SplitBook>> phase : waiting.entrySet()) {
      if (!phase.getValue().isEmpty()) {
        return stuck.stream().anyMatch(book -> book.split.phase() < phase.getKey());
      }
    }
    return false;
  }

  private @Nullable Deque<SplitBook> runnable() {
    return open.isEmpty() ? null : waiting.get(open.firstKey());
  }

  private Deque<SplitBook> queue(SplitBook book) {
    return waiting.computeIfAbsent(book.split.phase(), phase -> new ArrayDeque<>());
  }
}
