package dev.tributary.connector.option;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds what somebody meant who mistyped a name.
 *
 * @since 0.1.0
 */
public final class Suggestions {
  private static final int LONGEST = 100;

  private Suggestions() {}

  /** Returns {@code Did you mean `…`?}, or null if nothing is near. */
  public static @Nullable String sentence(String typed, Collection<String> known) {
    String nearest = nearest(typed, known);
    return nearest == null ? null : "Did you mean `" + nearest + "`?";
  }

  /** Returns the known name that is nearest to what was typed, or null if none is near. */
  public static @Nullable String nearest(String typed, Collection<String> known) {
    if (typed.length() > LONGEST) {
      return null;
    }
    String plain = plain(typed);
    String best = null;
    int least = Math.max(1, Math.min(3, plain.length() / 3)) + 1;
    for (String candidate : known) {
      int distance = distance(plain, plain(candidate));
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return best;
  }

  /** Makes {@code baseUrl}, {@code base-url} and {@code base_url} the same. */
  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "").replace(" ", "");
  }

  /** Counts insertions, deletions, replacements and swaps of neighbours. */
  static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] spare = beforeLast;
      beforeLast = last;
      last = row;
      row = spare;
    }
    return last[b.length()];
  }
}
