package dev.tributary.connector.files.csv;

import dev.tributary.connector.incremental.DatePattern;
import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.OptionSet;
import dev.tributary.connector.option.Options;
import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code read_options} and {@code write_options} hold for CSV. */
final class CsvOptions {
  static final Option<String> DELIMITER =
      Option.string("delimiter")
          .check(text -> !text.isEmpty(), "at least one character")
          .doc(
              "What stands between fields; found out from each file among comma, semicolon, tab and"
                  + " `|` if not set");
  static final Option<String> QUOTE =
      Option.string("quote_char", "\"")
          .check(text -> text.length() <= 1, "one character or none")
          .doc("What fields that hold a delimiter or a line end stand in; nothing if empty");
  static final Option<String> ESCAPE =
      Option.string("escape_char", "")
          .check(text -> text.length() <= 1, "one character or none")
          .doc(
              "What takes the next character's meaning, besides doubled quotes; `\\n`, `\\r`, `\\t`,"
                  + " `\\b` and `\\f` stand for what they do elsewhere")
          .example("\"\\\\\"");
  static final Option<String> COMMENT =
      Option.string("comment_char", "")
          .check(text -> text.length() <= 1, "one character or none")
          .doc("What a line begins with that is no record");
  static final Option<Boolean> HEADER =
      Option.bool("header", true).doc("Whether the first row holds the columns' names");
  static final Option<List<String>> NAMES =
      Option.strings("column_names")
          .orElse(List.of())
          .doc(
              "The columns' names, in place of the header's; columns without any are `column_1` and"
                  + " so on");
  static final Option<Integer> SKIP_BEFORE =
      Option.integer("skip_rows", 0).atLeast(0).doc("How many lines stand before the header");
  static final Option<Integer> SKIP_AFTER =
      Option.integer("skip_rows_after_header", 0)
          .atLeast(0)
          .doc("How many lines stand between the header and the first record");
  static final Option<Boolean> SKIP_EMPTY =
      Option.bool("skip_empty_lines", true).doc("Whether empty lines are passed over");
  static final Option<Boolean> TRIM =
      Option.bool("trim", false).doc("Whether spaces around fields do not belong to them");
  static final Option<List<String>> NULLS =
      Option.strings("null_values")
          .orElse(List.of(""))
          .doc("The texts that mean null, where they stand without quotes");
  static final Option<List<String>> TRUES =
      Option.strings("true_values")
          .orElse(List.of("true", "True", "TRUE"))
          .doc("The texts that mean true");
  static final Option<List<String>> FALSES =
      Option.strings("false_values")
          .orElse(List.of("false", "False", "FALSE"))
          .doc("The texts that mean false");
  static final Option<String> DATE_FORMAT =
      Option.string("date_format")
          .check(CsvOptions::isDateFormat, "a date format, such as DD.MM.YYYY or %d.%m.%Y")
          .doc("How dates are written; ISO 8601 if not set");
  static final Option<String> TIMESTAMP_FORMAT =
      Option.string("timestamp_format")
          .check(CsvOptions::isDateFormat, "a date format, such as DD.MM.YYYY HH:mm:ss")
          .doc(
              "How timestamps are written; ISO 8601, with a space or a `T`, if not set. What shows no"
                  + " zone is UTC in a `timestamptz`");
  static final Option<String> DECIMAL_POINT =
      Option.string("decimal_separator", ".")
          .matching("[.,]", "a point or a comma")
          .doc("What stands between a number's whole part and its fraction");
  static final Option<String> THOUSANDS =
      Option.string("thousands_separator", "")
          .matching("[., '_]?", "a point, a comma, a space, ' or _")
          .doc("What may stand between a number's thousands");
  static final Option<String> ENCODING =
      Option.string("encoding")
          .check(CsvOptions::isEncoding, "an encoding that Java knows, such as windows-1252")
          .doc("The file's encoding; by its byte order mark, else UTF-8, if not set");
  static final Option<RaggedRows> RAGGED =
      Option.enumeration("ragged_rows", RaggedRows.MISFIT)
          .doc(
              "What to do with a row of more or fewer fields than the header: a bad record, or"
                  + " padded with nulls");
  static final Option<Integer> MAX_RECORD =
      Option.integer("max_record_bytes", 16 << 20)
          .between(1 << 10, 1 << 29)
          .doc("How many bytes one record may have; this bounds the memory of a reader");

  static final Option<String> LINE_END =
      Option.string("line_end", "\n")
          .check(text -> text.equals("\n") || text.equals("\r\n"), "\\n or \\r\\n")
          .doc("What ends a line");
  static final Option<String> NULL_TEXT =
      Option.string("null_value", "").doc("What stands for null; texts that look so get quotes");
  static final Option<String> WRITE_DELIMITER =
      Option.string("delimiter", ",")
          .matching("[ -~\\t&&[^\"]]", "one ASCII character that is no quote")
          .doc("What stands between fields");

  static final OptionSet READ =
      OptionSet.of(
          DELIMITER,
          QUOTE,
          ESCAPE,
          COMMENT,
          HEADER,
          NAMES,
          SKIP_BEFORE,
          SKIP_AFTER,
          SKIP_EMPTY,
          TRIM,
          NULLS,
          TRUES,
          FALSES,
          DATE_FORMAT,
          TIMESTAMP_FORMAT,
          DECIMAL_POINT,
          THOUSANDS,
          ENCODING,
          RAGGED,
          MAX_RECORD);
  static final OptionSet WRITE = OptionSet.of(WRITE_DELIMITER, HEADER, NULL_TEXT, LINE_END);

  private CsvOptions() {}

  static @Nullable DatePattern pattern(Options options, Option<String> format) {
    return options.find(format).map(DatePattern::of).orElse(null);
  }

  private static boolean isDateFormat(String text) {
    try {
      return DatePattern.of(text) != null;
    } catch (IllegalArgumentException none) {
      return false;
    }
  }

  private static boolean isEncoding(String text) {
    try {
      return Charset.isSupported(text);
    } catch (IllegalArgumentException none) {
      return false;
    }
  }
}
