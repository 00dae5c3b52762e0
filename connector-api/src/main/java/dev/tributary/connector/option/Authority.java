package dev.tributary.connector.option;

/** Finds the user's password in a URL: {@code https://user:password@host}. */
final class Authority {
  private static final int LONGEST_PASSWORD = 100;

  private Authority() {}

  /** Hides the password, or the lone user, which is then a token; returns where to go on. */
  static int find(String text, int from, Marks.Sink found) {
    int end = from;
    int at = -1;
    int colon = -1;
    while (end < text.length() && !isEnd(text.charAt(end))) {
      char c = text.charAt(end);
      at = c == '@' ? end : at;
      colon = c == ':' && colon < 0 ? end : colon;
      end++;
    }
    if (at < 0 && colon >= 0 && !isPort(text, colon + 1, end)) {
      at = beyond(text, end); // a password with a slash in it
    }
    if (at < 0) {
      return from;
    }
    int start = colon >= 0 && colon < at ? colon + 1 : from;
    if (start < at) {
      found.hide(start, at);
    }
    return at;
  }

  private static int beyond(String text, int from) {
    int most = Math.min(text.length(), from + LONGEST_PASSWORD);
    for (int i = from; i < most && !isBreak(text.charAt(i)); i++) {
      if (text.charAt(i) == '@') {
        return i;
      }
    }
    return -1;
  }

  private static boolean isPort(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Character.isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isEnd(char c) {
    return c == '/' || c == '?' || c == '#' || isBreak(c);
  }

  private static boolean isBreak(char c) {
    return Character.isWhitespace(c) || "\"'<>`\\".indexOf(c) >= 0;
  }
}
