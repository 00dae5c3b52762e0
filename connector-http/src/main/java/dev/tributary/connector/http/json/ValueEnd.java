package dev.tributary.connector.http.json;

/**
 * Finds the end of a value whose bytes come in pieces, looking at each byte once.
 *
 * <p>It only counts brackets and quotes: whether the value is any good is told by who decodes it.
 */
final class ValueEnd {
  private int depth;
  private boolean inText;
  private boolean escaped;
  private boolean begun;

  void reset() {
    depth = 0;
    inText = false;
    escaped = false;
    begun = false;
  }

  /** Looks at more bytes of the value and returns whether it may be whole by now. */
  boolean passes(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      byte c = bytes[i];
      if (inText) {
        if (escaped) {
          escaped = false;
        } else if (c == '\\') {
          escaped = true;
        } else if (c == '"') {
          inText = false;
        } else {
          continue;
        }
      } else if (c == '"') {
        inText = true;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
      } else if (begun) {
        continue;
      }
      begun = true;
      if (depth <= 0 && !inText) {
        return true;
      }
    }
    return false;
  }
}
