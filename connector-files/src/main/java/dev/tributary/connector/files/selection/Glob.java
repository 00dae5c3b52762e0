package dev.tributary.connector.files.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Translates a file pattern into a regular expression, piece by piece. */
final class Glob {
  private static final Pattern DATE = Pattern.compile("(?:YYYY|MM|DD|HH|mm|ss|%[YmdHMS]|[-_. ])+");

  private final String glob;
  private final StringBuilder regex = new StringBuilder();
  private final List<String> dates = new ArrayList<>();
  private int at;

  private Glob(String glob) {
    this.glob = glob;
  }

  /**
   * A regular expression, each capturing group of which holds a date in the format of its place.
   */
  record Translated(Pattern regex, List<String> dates) {}

  /**
   * Translates a glob.
   *
   * @throws IllegalArgumentException if it is none, saying why
   */
  static Translated translate(String glob) {
    Glob translation = new Glob(glob);
    translation.sequence(false);
    return new Translated(
        Pattern.compile(translation.regex.toString(), Pattern.DOTALL), translation.dates);
  }

  private void sequence(boolean inBraces) {
    while (at < glob.length()) {
      char c = glob.charAt(at);
      if (inBraces && (c == ',' || c == '}')) {
        return;
      }
      at++;
      switch (c) {
        case '*' -> star();
        case '?' -> regex.append("[^/]");
        case '[' -> set();
        case '{' -> braces();
        case '\\' -> {
          if (at == glob.length()) {
            throw new IllegalArgumentException("\"" + glob + "\" ends in a backslash");
          }
          literal(glob.charAt(at++));
        }
        default -> literal(c);
      }
    }
  }

  private void star() {
    if (!glob.startsWith("*", at)) {
      regex.append("[^/]*");
      return;
    }
    at++;
    boolean begins = at == 2 || glob.charAt(at - 3) == '/';
    if (begins && glob.startsWith("/", at)) {
      at++;
      regex.append("(?:.*/)?"); // no directory is as good as many
    } else {
      regex.append(".*");
    }
  }

  private void set() {
    int end = glob.indexOf(']', at + 1);
    if (end < 0) {
      throw new IllegalArgumentException("\"" + glob + "\" has a [ without its ]");
    }
    String members = glob.substring(at, end);
    at = end + 1;
    boolean not = members.startsWith("!") || members.startsWith("^");
    regex.append(not ? "[^/" : "[");
    for (char c : members.substring(not ? 1 : 0).toCharArray()) {
      if (c != '-' && !Character.isLetterOrDigit(c)) {
        regex.append('\\');
      }
      regex.append(c);
    }
    regex.append(']');
  }

  private void braces() {
    int end = glob.indexOf('}', at);
    if (end < 0) {
      throw new IllegalArgumentException("\"" + glob + "\" has a { without its }");
    }
    String inside = glob.substring(at, end);
    if (DATE.matcher(inside).matches() && inside.matches(".*[A-Za-z].*")) {
      dates.add(inside);
      regex.append('(').append(digits(inside)).append(')');
      at = end + 1;
      return;
    }
    regex.append("(?:");
    while (true) {
      sequence(true);
      if (at == glob.length()) {
        throw new IllegalArgumentException("\"" + glob + "\" has a { without its }");
      }
      if (glob.charAt(at++) == '}') {
        regex.append(')');
        return;
      }
      regex.append('|');
    }
  }

  private static String digits(String format) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c == '%') {
        digits.append(format.charAt(++i) == 'Y' ? "\\d{4}" : "\\d{2}");
      } else if (Character.isLetter(c)) {
        digits.append("\\d");
      } else {
        digits.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return digits.toString();
  }

  private void literal(char c) {
    if (!Character.isLetterOrDigit(c) && c != '/' && c < 128) {
      regex.append('\\');
    }
    regex.append(c);
  }
}
