package dev.tributary.connector.pipeline.config;

import java.util.Collection;

/** Says which id somebody meant. */
final class Nearest {
  private static final int SHOWN = 5;

  private Nearest() {}

  /** Returns what to do about an id that is unknown. */
  static String remedy(String typed, Collection<String> known) {
    String best = "";
    int least = Math.max(1, Math.min(3, typed.length() / 3)) + 1;
    for (String candidate : known) {
      int distance = distance(typed, candidate);
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    if (!best.isEmpty()) {
      return "Did you mean `" + best + "`?";
    }
    return known.isEmpty()
        ? "There are none at all"
        : "There are "
            + known.stream().sorted().limit(SHOWN).toList()
            + (known.size() > SHOWN ? " and " + (known.size() - SHOWN) + " more" : "");
  }

  private static int distance(String a, String b) {
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
      }
      last = row;
    }
    return last[b.length()];
  }
}
