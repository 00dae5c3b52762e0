package dev.tributary.connector.pipeline.expression;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Regular expressions that end: each match may look at so many characters only, so that a pattern
 * that would go through every combination fails its row in place of holding up the run.
 */
final class Patterns {
  private static final int STEPS = 1_000_000;
  private static final int MAX_CHARS = 1_000;

  private Patterns() {}

  static Pattern compile(String pattern) {
    if (pattern.length() > MAX_CHARS) {
      throw new Mismatch(
          "has a pattern of " + pattern.length() + " characters; at most " + MAX_CHARS);
    }
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException broken) {
      throw new Mismatch(
          "has a pattern that is none: "
              + broken.getDescription()
              + " at character "
              + (broken.getIndex() + 1));
    }
  }

  /** Runs a match. */
  @FunctionalInterface
  interface Match<T> {
    T run(Matcher matcher);
  }

  static <T> T run(Pattern pattern, String text, Match<T> match) {
    try {
      return match.run(pattern.matcher(new Counted(text)));
    } catch (StackOverflowError tooDeep) {
      throw new Each.Failed("the pattern repeats a group too often for this text");
    }
  }

  /** A text that counts how often it is looked at. */
  private static final class Counted implements CharSequence {
    private final String text;
    private int steps = STEPS;

    Counted(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (steps-- == 0) {
        throw new Each.Failed("the pattern takes more than " + STEPS + " steps on this text");
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** Returns whether a text is like a pattern in which _ is a character and % any number. */
  static boolean like(String text, String pattern) {
    int t = 0;
    int p = 0;
    int star = -1;
    int mark = 0;
    while (t < text.length()) {
      boolean escaped =
          p < pattern.length() && pattern.charAt(p) == '\\' && p + 1 < pattern.length();
      char c = p < pattern.length() ? pattern.charAt(escaped ? p + 1 : p) : 0;
      if (p < pattern.length() && !escaped && c == '%') {
        star = p++;
        mark = t;
      } else if (p < pattern.length() && (c == text.charAt(t) || (!escaped && c == '_'))) {
        boolean pair =
            !escaped
                && c == '_'
                && Character.isHighSurrogate(text.charAt(t))
                && t + 1 < text.length();
        t += pair ? 2 : 1;
        p += escaped ? 2 : 1;
      } else if (star >= 0) {
        p = star + 1;
        t = ++mark;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '%') {
      p++;
    }
    return p == pattern.length();
  }
}
