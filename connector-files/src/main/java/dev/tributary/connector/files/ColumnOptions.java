package dev.tributary.connector.files;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.incremental.DatePattern;
import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.OptionSet;
import dev.tributary.connector.schema.DataType;

/**
 * A declared column: what an item of {@code schema} holds.
 *
 * @since 0.1.0
 */
public final class ColumnOptions {
  /** The column's name. */
  public static final Option<String> NAME =
      Option.string("name")
          .required()
          .check(name -> !name.isEmpty(), "a name")
          .doc("The name of the column in the files");

  /** The column's type. */
  public static final Option<String> TYPE =
      Option.string("type")
          .required()
          .check(ColumnOptions::isType, "a type, such as string, integer, decimal(12,2) or date")
          .doc("The type of its values")
          .example("decimal(12,2)");

  /** How dates and times are written. */
  public static final Option<String> FORMAT =
      Option.string("format")
          .check(ColumnOptions::isFormat, "a date format, such as DD/MM/YYYY or %d/%m/%Y")
          .doc(
              "How a date or time is written, in YYYY, MM, DD, HH, mm, ss, SSS letters or in %"
                  + " form; ISO 8601 if not set. What has no zone is UTC in a `timestamptz` or"
                  + " `long`")
          .example("DD/MM/YYYY");

  /** Whether each record has a value. */
  public static final Option<Boolean> REQUIRED =
      Option.bool("required", false).doc("Whether a record without a value is an error");

  /** All of them. */
  static final OptionSet ALL = OptionSet.of(NAME, TYPE, FORMAT, REQUIRED);

  private ColumnOptions() {}

  private static boolean isType(String text) {
    try {
      return DataType.parse(text).kind() != null;
    } catch (ConnectorException unknown) {
      return false;
    }
  }

  private static boolean isFormat(String text) {
    try {
      return DatePattern.of(text) != null;
    } catch (IllegalArgumentException unknown) {
      return false;
    }
  }
}
