package dev.tributary.connector.option;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows raw values in messages: short, on one line, and never a secret. */
final class Show {
  private static final int LONGEST = 60;

  private Show() {}

  /** Returns what was given, in words for the end of a sentence. */
  static String given(@Nullable Object raw) {
    if (raw instanceof String text) {
      return text.isEmpty() ? "an empty text" : "\"" + shortened(text) + "\"";
    }
    return raw instanceof Number || raw instanceof Boolean ? shortened(raw.toString()) : kind(raw);
  }

  /** Returns of what kind a value is, without the value. */
  static String kind(@Nullable Object raw) {
    if (raw == null) {
      return "nothing";
    }
    if (raw instanceof Configuration) {
      return "a map";
    }
    if (raw instanceof List<?> list) {
      return list.isEmpty() ? "an empty list" : "a list";
    }
    if (raw instanceof Secret) {
      return "a secret";
    }
    return raw instanceof Number ? "a number" : raw instanceof Boolean ? "a boolean" : "a text";
  }

  /** Returns the text on one line, without control characters, cut where it is long. */
  static String shortened(String text) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < text.length() && i < LONGEST; i++) {
      char c = text.charAt(i);
      line.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
    }
    return text.length() > LONGEST ? line.append('…').toString() : line.toString();
  }
}
