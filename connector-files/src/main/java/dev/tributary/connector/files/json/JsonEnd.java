package dev.tributary.connector.files.json;

/** Finds where a JSON value ends, and whether it is one. Used by one thread. */
final class JsonEnd {
  /** The bytes end before the value does. */
  static final int MORE = -1;

  /** It is no JSON. */
  static final int BROKEN = -2;

  private static final int DEEPEST = 1000;

  private final boolean[] objects = new boolean[DEEPEST];

  /** Where the value is broken. */
  int place;

  /** Whether the last text holds an escape. */
  boolean escaped;

  /**
   * Returns the index behind the value that begins at {@code from}, {@link #MORE} or {@link
   * #BROKEN}.
   *
   * @param whole whether nothing follows the limit, so that a number may end there
   */
  int of(byte[] b, int from, int limit, boolean whole) {
    int depth = 0;
    int i = from;
    while (true) {
      // a value begins here
      i = space(b, i, limit);
      if (i == limit) {
        return MORE;
      }
      int c = b[i];
      if (c == '{' || c == '[') {
        if (depth == DEEPEST) {
          return broken(i);
        }
        objects[depth++] = c == '{';
        int next = space(b, i + 1, limit);
        if (next == limit) {
          return MORE;
        }
        if (b[next] == (c == '{' ? '}' : ']')) {
          depth--;
          i = next + 1;
        } else if (c == '{') {
          i = name(b, next, limit);
          if (i < 0) {
            return i;
          }
          continue;
        } else {
          i = next;
          continue;
        }
      } else {
        i = scalar(b, i, limit, whole);
        if (i < 0) {
          return i;
        }
      }
      // a value ended here
      while (true) {
        if (depth == 0) {
          return i;
        }
        i = space(b, i, limit);
        if (i == limit) {
          return MORE;
        }
        boolean inObject = objects[depth - 1];
        if (b[i] == ',') {
          i++;
          if (inObject) {
            i = space(b, i, limit);
            i = i == limit ? MORE : name(b, i, limit);
            if (i < 0) {
              return i;
            }
          }
          break;
        }
        if (b[i] != (inObject ? '}' : ']')) {
          return broken(i);
        }
        depth--;
        i++;
      }
    }
  }

  /** Returns the index behind a member's name and its colon. */
  private int name(byte[] b, int from, int limit) {
    if (b[from] != '"') {
      return broken(from);
    }
    int i = text(b, from, limit);
    if (i < 0) {
      return i;
    }
    i = space(b, i, limit);
    if (i == limit) {
      return MORE;
    }
    return b[i] == ':' ? i + 1 : broken(i);
  }

  private int scalar(byte[] b, int from, int limit, boolean whole) {
    return switch (b[from]) {
      case '"' -> text(b, from, limit);
      case 't' -> word(b, from, limit, "true");
      case 'f' -> word(b, from, limit, "false");
      case 'n' -> word(b, from, limit, "null");
      default -> number(b, from, limit, whole);
    };
  }

  private int word(byte[] b, int from, int limit, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (from + i == limit) {
        return MORE;
      }
      if (b[from + i] != word.charAt(i)) {
        return broken(from + i);
      }
    }
    return from + word.length();
  }

  /** Returns the index behind a text that begins with a quote. */
  int text(byte[] b, int from, int limit) {
    escaped = false;
    for (int i = from + 1; i < limit; i++) {
      int c = b[i];
      if (c == '"') {
        return i + 1;
      }
      if (c == '\\') {
        escaped = true;
        i++;
        if (i < limit && !isEscape(b, i, limit)) {
          return broken(i);
        }
      } else if (c >= 0 && c < ' ') {
        return broken(i);
      }
    }
    return MORE;
  }

  private static boolean isEscape(byte[] b, int at, int limit) {
    if (b[at] == 'u') {
      for (int i = at + 1; i < Math.min(limit, at + 5); i++) {
        if (Character.digit(b[i], 16) < 0) {
          return false;
        }
      }
      return true;
    }
    return "\"\\/bfnrt".indexOf(b[at]) >= 0;
  }

  /** Returns the index behind a number. */
  int number(byte[] b, int from, int limit, boolean whole) {
    int i = from;
    if (b[i] == '-') {
      i++;
    }
    int digits = i;
    while (i < limit && isDigit(b[i])) {
      i++;
    }
    if (i < limit && (i == digits || (b[digits] == '0' && i > digits + 1))) {
      return broken(i);
    }
    if (i < limit && b[i] == '.') {
      int fraction = ++i;
      while (i < limit && isDigit(b[i])) {
        i++;
      }
      if (i < limit && i == fraction) {
        return broken(i);
      }
    }
    if (i < limit && (b[i] == 'e' || b[i] == 'E')) {
      i++;
      if (i < limit && (b[i] == '-' || b[i] == '+')) {
        i++;
      }
      int exponent = i;
      while (i < limit && isDigit(b[i])) {
        i++;
      }
      if (i < limit && i == exponent) {
        return broken(i);
      }
    }
    if (i == limit) {
      boolean complete = whole && isDigit(b[i - 1]);
      boolean zeros = b[digits] == '0' && i > digits + 1 && isDigit(b[digits + 1]);
      return complete ? (zeros ? broken(i) : i) : whole ? broken(i) : MORE;
    }
    return i;
  }

  private int broken(int at) {
    place = at;
    return BROKEN;
  }

  static int space(byte[] b, int from, int limit) {
    int i = from;
    while (i < limit && (b[i] == ' ' || b[i] == '\n' || b[i] == '\r' || b[i] == '\t')) {
      i++;
    }
    return i;
  }

  static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
