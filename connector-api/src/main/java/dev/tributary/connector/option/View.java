package dev.tributary.connector.option;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A text with its escapes undone, each character knowing from where in the original it came. */
final class View {
  private static final int LAYERS = 2; // JSON within JSON, a URL within a URL's query

  private final String text;
  private final int @Nullable [] origins;

  private View(String text, int @Nullable [] origins) {
    this.text = text;
    this.origins = origins;
  }

  /**
   * Returns the text itself, and without its percent escapes and JSON escapes where it has some.
   */
  static List<View> of(String text) {
    View whole = new View(text, null);
    List<View> views = new ArrayList<>();
    views.add(whole);
    for (char escape : new char[] {'%', '\\'}) {
      View last = whole;
      for (int layer = 0; layer < LAYERS && last.text.indexOf(escape) >= 0; layer++) {
        View next = last.without(escape);
        if (next.text.length() == last.text.length()) {
          break; // nothing was an escape
        }
        views.add(next);
        last = next;
      }
    }
    return views;
  }

  String text() {
    return text;
  }

  /** Marks in the original what was found in this view. */
  void mark(Marks marks, int from, int to) {
    marks.hide(origin(from), origin(to));
  }

  private int origin(int index) {
    return origins == null ? index : origins[index];
  }

  private View without(char escape) {
    StringBuilder plain = new StringBuilder(text.length());
    int[] from = new int[text.length() + 1];
    int i = 0;
    while (i < text.length()) {
      int start = i;
      long unescaped =
          text.charAt(i) != escape
              ? -1
              : escape == '%' ? Escapes.percent(text, i) : Escapes.json(text, i);
      int codePoint = unescaped < 0 ? text.charAt(i) : (int) unescaped;
      i += unescaped < 0 ? 1 : (int) (unescaped >>> 32);
      from[plain.length()] = origin(start);
      if (Character.charCount(codePoint) == 2) {
        from[plain.length() + 1] = origin(start);
      }
      plain.appendCodePoint(codePoint);
    }
    from[plain.length()] = origin(text.length());
    return new View(plain.toString(), Arrays.copyOf(from, plain.length() + 1));
  }
}
