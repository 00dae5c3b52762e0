package dev.tributary.connector.pipeline.config;

import dev.tributary.connector.option.Suggestions;
import java.util.Collection;

/** Says which id somebody meant. */
final class Nearest {
  private static final int SHOWN = 5;

  private Nearest() {}

  /** Returns what to do about an id that is unknown. */
  static String remedy(String typed, Collection<String> known) {
    String meant = Suggestions.sentence(typed, known);
    if (meant != null) {
      return meant;
    }
    return known.isEmpty()
        ? "There are none at all"
        : "There are "
            + known.stream().sorted().limit(SHOWN).toList()
            + (known.size() > SHOWN ? " and " + (known.size() - SHOWN) + " more" : "");
  }
}
