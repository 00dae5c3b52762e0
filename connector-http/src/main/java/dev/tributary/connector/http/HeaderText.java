package dev.tributary.connector.http;

import java.util.Locale;

/** What may stand in a header (RFC 9110, 5.5 and 5.6.2); line breaks would begin another one. */
final class HeaderText {
  private static final String SYMBOLS = "!#$%&'*+-.^_`|~";

  private HeaderText() {}

  /** Returns the name in lower case. */
  static String name(String name) {
    boolean token =
        !name.isEmpty()
            && name.chars()
                .allMatch(
                    c -> c < 128 && (Character.isLetterOrDigit(c) || SYMBOLS.indexOf(c) >= 0));
    if (!token) {
      throw new IllegalArgumentException(
          "`" + printable(name) + "` cannot be the name of a header: use letters, digits and -");
    }
    return name.toLowerCase(Locale.ROOT);
  }

  /** Returns the value as it is sent. */
  static String value(String name, String value) {
    String stripped = value.strip();
    if (!stripped.chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 127))) {
      throw new IllegalArgumentException(
          "the value of the header `"
              + printable(name)
              + "` holds a line break, another control or a character beyond ASCII");
    }
    return stripped;
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
