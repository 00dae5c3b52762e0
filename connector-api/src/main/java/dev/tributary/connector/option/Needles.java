package dev.tributary.connector.option;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds many values in a text at once: by their first four characters, which a bit set rules out
 * for nearly every position. Immutable.
 */
final class Needles {
  static final Needles NONE = of(List.of());

  private static final int HEAD = Redactor.SHORTEST;
  private static final int BITS = 1 << 16;

  private final BitSet heads = new BitSet(BITS);
  private final Map<Long, List<String>> byHead = new HashMap<>();
  private final List<String> shorts = new ArrayList<>();

  private Needles() {}

  static Needles of(Collection<String> values) {
    Needles needles = new Needles();
    for (String value : values) {
      if (value.length() < HEAD) {
        needles.shorts.add(value);
      } else {
        long head = head(value, 0);
        needles.heads.set(bit(head));
        needles.byHead.computeIfAbsent(head, any -> new ArrayList<>()).add(value);
      }
    }
    for (List<String> alike : needles.byHead.values()) {
      alike.sort(Comparator.comparingInt(String::length).reversed());
    }
    return needles;
  }

  /** Reports every occurrence of the longer values, overlapping ones too. */
  void find(String text, Marks.Sink found) {
    if (byHead.isEmpty()) {
      return;
    }
    for (int i = 0; i + HEAD <= text.length(); i++) {
      long head = head(text, i);
      if (heads.get(bit(head))) {
        for (String value : byHead.getOrDefault(head, List.of())) {
          if (text.startsWith(value, i)) {
            found.hide(i, i + value.length());
            break; // the longest covers the rest
          }
        }
      }
    }
  }

  /**
   * Reports the short values where they are clearly values: quoted, or between {@code =} and an
   * end.
   */
  void findShort(String text, Marks.Sink found) {
    for (String value : shorts) {
      int at = text.indexOf(value);
      while (at >= 0) {
        int end = at + value.length();
        char before = at == 0 ? ' ' : text.charAt(at - 1);
        char after = end == text.length() ? '\n' : text.charAt(end);
        boolean quoted = before == after && (before == '"' || before == '\'');
        boolean assigned = before == '=' || before == ':';
        if (quoted || (assigned && isEnd(after))) {
          found.hide(at, end);
        }
        at = text.indexOf(value, at + 1);
      }
    }
  }

  private static boolean isEnd(char c) {
    return Character.isWhitespace(c) || "&;,@\"'})]".indexOf(c) >= 0;
  }

  private static long head(String text, int at) {
    return (long) text.charAt(at) << 48
        | (long) text.charAt(at + 1) << 32
        | (long) text.charAt(at + 2) << 16
        | text.charAt(at + 3);
  }

  private static int bit(long head) {
    return (int) ((head * 0x9E3779B97F4A7C15L) >>> 48);
  }
}
