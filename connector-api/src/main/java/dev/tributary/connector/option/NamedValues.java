package dev.tributary.connector.option;

import java.util.Locale;
import java.util.Set;

/**
 * Finds values that stand under a telling name: {@code password=…}, {@code "token": "…"}, {@code
 * Authorization: Bearer …}, {@code <secret>…</secret>}, and the passwords and signatures of URLs.
 *
 * <p>One walk from left to right. What is looked at to the left is bounded, and the walk goes on
 * behind each value that it hides, so the time is linear.
 */
final class NamedValues {
  private static final String ENDS = ",&;\"'<>)}]|`\\";
  private static final Set<String> SCHEMES =
      Set.of("bearer", "basic", "token", "digest", "negotiate", "apikey");
  private static final String KEY_BEGIN = "-----BEGIN ";

  private final String text;
  private final Marks.Sink found;

  private NamedValues(String text, Marks.Sink found) {
    this.text = text;
    this.found = found;
  }

  static void find(String text, Marks.Sink found) {
    new NamedValues(text, found).walk();
  }

  private void walk() {
    int i = 0;
    while (i < text.length()) {
      int end =
          switch (text.charAt(i)) {
            case '=' -> assigned(i);
            case ':' ->
                text.startsWith("//", i + 1) ? Authority.find(text, i + 3, found) : assigned(i);
            case '>' -> element(i);
            case 'b', 'B' -> scheme(i);
            case '-' -> privateKey(i);
            default -> i;
          };
      i = Math.max(end, i + 1);
    }
  }

  /** Hides what follows a separator if a telling name stands before it; returns where to go on. */
  private int assigned(int separator) {
    int nameEnd = separator;
    for (int most = 6; most > 0 && nameEnd > 0 && isAroundName(text.charAt(nameEnd - 1)); most--) {
      nameEnd--;
    }
    String name = nameBefore(nameEnd);
    int before = nameEnd - name.length() - 1;
    char opening = before < 0 ? ' ' : text.charAt(before);
    boolean query = text.charAt(separator) == '=' && (opening == '?' || opening == '&');
    boolean sensitive =
        query ? SensitiveNames.isSensitiveInQuery(name) : SensitiveNames.isSensitive(name);
    return !name.isEmpty() && sensitive ? value(separator + 1, name, opening) : separator;
  }

  private int value(int from, String name, char opening) {
    int start = from;
    while (start < text.length() && (text.charAt(start) == ' ' || text.charAt(start) == '\t')) {
      start++;
    }
    int quote = start;
    while (quote < text.length() && text.charAt(quote) == '\\') {
      quote++;
    }
    if (quote < text.length() && isQuote(text.charAt(quote))) {
      return quoted(quote + 1, text.substring(start, quote + 1));
    }
    if (start < text.length() && text.charAt(start) == '[') {
      int close = text.indexOf(']', start);
      return hide(start + 1, close < 0 ? text.length() : close);
    }
    if (start < text.length() && text.charAt(start) == '{') {
      return start; // what is inside has names of its own
    }
    if (SensitiveNames.isWholeLine(name) && opening != '?' && opening != '&') {
      return hide(start, lineEnd(start, isQuote(opening) ? opening : '\n'));
    }
    int end = wordEnd(start);
    String word = text.substring(start, Math.min(end, start + 12)).toLowerCase(Locale.ROOT);
    if (SCHEMES.contains(word) && end < text.length() && text.charAt(end) == ' ') {
      end = wordEnd(end + 1);
    }
    return word.equals("null") ? end : hide(start, end);
  }

  /** Hides up to the same quote that opened, with the same escapes before it. */
  private int quoted(int from, String quote) {
    for (int i = from; i < text.length(); i++) {
      if (text.startsWith(quote, i)) {
        return hide(from, i);
      }
      if (text.charAt(i) == '\\') {
        i++;
      }
    }
    return hide(from, text.length());
  }

  /** Hides the text of an XML element with a telling name, up to its end tag. */
  private int element(int close) {
    String name = nameBefore(close);
    int open = close - name.length() - 1;
    if (open > 0 && text.charAt(open) == ':') {
      open = open - nameBefore(open).length() - 1; // <soap:password>
    }
    if (open < 0 || text.charAt(open) != '<' || !SensitiveNames.isSensitive(name)) {
      return close;
    }
    int end = text.indexOf('<', close);
    return text.startsWith("</", end) ? hide(close + 1, end) : close;
  }

  /** Hides the token after {@code Bearer} or {@code Basic}, wherever it stands. */
  private int scheme(int at) {
    int length =
        text.regionMatches(true, at, "bearer ", 0, 7)
            ? 7
            : text.regionMatches(true, at, "basic ", 0, 6) ? 6 : 0;
    if (length == 0 || (at > 0 && Character.isLetterOrDigit(text.charAt(at - 1)))) {
      return at;
    }
    int start = at + length;
    int end = start;
    boolean digit = false;
    while (end < text.length() && isTokenChar(text.charAt(end))) {
      digit |= !Character.isLetter(text.charAt(end));
      end++;
    }
    // "Basic authentication" is English; tokens are long or hold more than letters.
    boolean token = end - start >= 24 || (digit && end - start >= 8);
    return token ? hide(start, end) : at;
  }

  private int privateKey(int at) {
    if (!text.startsWith(KEY_BEGIN, at)) {
      return at;
    }
    int dashes = text.indexOf("-----", at + KEY_BEGIN.length());
    if (dashes < 0 || !text.startsWith("PRIVATE KEY", dashes - "PRIVATE KEY".length())) {
      return dashes < 0 ? text.length() : dashes;
    }
    int end = text.indexOf("-----END ", dashes);
    return hide(dashes + 5, end < 0 ? text.length() : end);
  }

  private int hide(int from, int to) {
    if (from < to) {
      found.hide(from, to);
    }
    return to;
  }

  private String nameBefore(int end) {
    int from = end;
    while (from > 0 && end - from < SensitiveNames.LONGEST && isNameChar(text.charAt(from - 1))) {
      from--;
    }
    return text.substring(from, end);
  }

  private int wordEnd(int from) {
    int end = from;
    while (end < text.length()
        && !Character.isWhitespace(text.charAt(end))
        && ENDS.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private int lineEnd(int from, char quote) {
    int end = from;
    while (end < text.length()
        && "\r\n".indexOf(text.charAt(end)) < 0
        && text.charAt(end) != quote) {
      end++;
    }
    return end;
  }

  private static boolean isNameChar(char c) {
    return c == '_' || c == '-' || c == '.' || (c < 128 && Character.isLetterOrDigit(c));
  }

  private static boolean isAroundName(char c) {
    return c == ' ' || c == '\\' || c == ']' || isQuote(c);
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }

  private static boolean isTokenChar(char c) {
    return "._~+/=-".indexOf(c) >= 0 || (c < 128 && Character.isLetterOrDigit(c));
  }
}
