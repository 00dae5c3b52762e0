package dev.tributary.connector.engine;

import dev.tributary.connector.read.Completion;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.split.Split;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** Compares how a reader says it ended with what was planned and handed over (rule 11). */
final class Reconciliation {
  private Reconciliation() {}

  /**
   * Returns what is missing, for people, or nothing if the split is complete.
   *
   * @param split what was planned
   * @param completion how its reader ended
   * @param records how many records, rejected ones included, the split yielded in all
   */
  static Optional<String> shortfall(Split split, Completion completion, long records) {
    if (completion.count().isPresent()) {
      long expected = completion.count().getAsLong();
      long seen = completion.seen().orElse(records);
      if (seen < expected) {
        return Optional.of(
            "split \"" + split.id() + "\" yielded " + seen + " of " + expected + " records");
      }
    }
    if (split.target().isEmpty()) {
      return Optional.empty();
    }
    Position reached = completion.reached().orElse(Position.empty());
    for (Map.Entry<String, Object> end : split.target().get().asMap().entrySet()) {
      if (!arrived(reached, end.getKey(), end.getValue())) {
        return Optional.of(
            "split \""
                + split.id()
                + "\" ended at "
                + reached
                + ", before "
                + split.target().get());
      }
    }
    return Optional.empty();
  }

  private static boolean arrived(Position reached, String name, Object end) {
    if (!reached.has(name)) {
      return false;
    }
    Object came = reached.asMap().get(name);
    if (end instanceof Number && came instanceof Number) {
      return new BigDecimal(came.toString()).compareTo(new BigDecimal(end.toString())) >= 0;
    }
    return end.equals(came);
  }
}
