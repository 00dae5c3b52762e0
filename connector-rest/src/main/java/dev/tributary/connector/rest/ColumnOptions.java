package dev.tributary.connector.rest;

import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.OptionSet;

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
          .doc("The name of the record's member, and of the column");

  /** The column's type. */
  public static final Option<String> TYPE =
      Option.string("type")
          .required()
          .check(Columns::isType, "a type, such as string, integer, decimal(12,2) or timestamptz")
          .doc("The type of its values")
          .example("decimal(12,2)");

  /** How dates and times are written. */
  public static final Option<String> FORMAT =
      Option.string("format")
          .check(Columns::isFormat, "a date format, such as DD/MM/YYYY HH:mm:ss or %d/%m/%Y")
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
}
