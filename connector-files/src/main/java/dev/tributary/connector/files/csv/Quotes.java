package dev.tributary.connector.files.csv;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out what the fields of a CSV stand in, if in anything. */
final class Quotes {
  private static final Pattern DOUBLE = pairs('"');
  private static final Pattern SINGLE = pairs('\'');
  private static final Pattern OPENED = Pattern.compile("(?m)(^|[,;\\t|])\"[^\"\\n]*$");

  private Quotes() {}

  /** A field from one delimiter or line's end to another. */
  private static Pattern pairs(char quote) {
    String q = Pattern.quote(String.valueOf(quote));
    return Pattern.compile("(?m)(?<=^|[,;\\t|])" + q + "[^" + q + "]*" + q + "(?=[,;\\t|\\r]|$)");
  }

  /** Returns the quote of a text; empty if quotes in it mean nothing. */
  static String of(String text) {
    int ofDouble = count(DOUBLE, text);
    int ofSingle = count(SINGLE, text);
    if (ofSingle > ofDouble) {
      return "'";
    }
    // a sign of inches begins a field and nothing ends it
    return ofDouble == 0 && OPENED.matcher(text).find() ? "" : "\"";
  }

  private static int count(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    int count = 0;
    while (matcher.find()) {
      count++;
    }
    return count;
  }
}
