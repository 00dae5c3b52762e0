package dev.tributary.connector.option;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Judges keys that stand twice. */
final class Duplicates {
  private Duplicates() {}

  /** Reports repetitions of a key; returns whether all of them say the same. */
  static boolean check(Configuration.Entry entry, Node node) {
    boolean same = true;
    for (Configuration.Entry repetition : entry.repetitions()) {
      same &= check(entry.value(), repetition, node, "stands twice");
    }
    return same;
  }

  /** Reports that a value stands there again; returns whether it is the same. */
  static boolean check(@Nullable Object first, Configuration.Entry again, Node node, String how) {
    String where = again.place() == null ? "" : ", again at " + again.place();
    if (Objects.equals(first, again.value())) {
      node.warning(how + " with the same value" + where, "Remove one of the two");
      return true;
    }
    node.error(how + " with different values" + where, "Remove the wrong one");
    return false;
  }
}
