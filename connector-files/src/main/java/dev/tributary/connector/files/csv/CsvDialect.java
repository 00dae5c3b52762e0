package dev.tributary.connector.files.csv;

import dev.tributary.connector.option.Options;

/**
 * How a CSV is written.
 *
 * @param delimiter what stands between fields
 * @param quote what fields stand in; empty if nothing
 * @param escape what takes the next character's meaning; empty if nothing but doubled quotes
 * @param comment what begins a line that is no record; empty if nothing
 * @param trim whether spaces around fields do not belong to them
 * @param skipEmpty whether empty lines are no records
 */
record CsvDialect(
    String delimiter,
    String quote,
    String escape,
    String comment,
    boolean trim,
    boolean skipEmpty) {

  /** Commas, double quotes, nothing else. */
  static final CsvDialect USUAL = new CsvDialect(",", "\"", "", "", false, true);

  static CsvDialect of(Options options, String delimiter) {
    String quote = options.get(CsvOptions.QUOTE);
    String escape = options.get(CsvOptions.ESCAPE);
    return new CsvDialect(
        delimiter,
        quote,
        escape.equals(quote) ? "" : escape,
        options.get(CsvOptions.COMMENT),
        options.get(CsvOptions.TRIM),
        options.get(CsvOptions.SKIP_EMPTY));
  }

  CsvDialect delimiter(String other) {
    return new CsvDialect(other, quote, escape, comment, trim, skipEmpty);
  }

  /** Returns whether the byte decoder reads this dialect; otherwise commons-csv does. */
  boolean isSimple() {
    return isByte(delimiter)
        && !delimiter.isEmpty()
        && isByte(quote)
        && isByte(escape)
        && isByte(comment)
        && !trim
        && distinct();
  }

  private boolean distinct() {
    return !delimiter.equals(quote) && !delimiter.equals(escape) && !delimiter.equals(comment);
  }

  private static boolean isByte(String text) {
    return text.isEmpty()
        || (text.length() == 1
            && text.charAt(0) < 128
            && text.charAt(0) != '\n'
            && text.charAt(0) != '\r');
  }

  int delimiterByte() {
    return delimiter.charAt(0);
  }

  int quoteByte() {
    return code(quote);
  }

  int escapeByte() {
    return code(escape);
  }

  int commentByte() {
    return code(comment);
  }

  private static int code(String text) {
    return text.isEmpty() ? -1000 : text.charAt(0);
  }
}
