package dev.tributary.connector.files;

import dev.tributary.connector.files.filter.Operator;
import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.OptionSet;
import java.util.List;

/**
 * A condition on records: what an item of {@code filters} holds.
 *
 * @since 0.1.0
 */
public final class FilterOptions {
  /** The column. */
  public static final Option<String> COLUMN =
      Option.string("column")
          .required()
          .check(name -> !name.isEmpty(), "a name")
          .doc("The name of the column, one of those that are read");

  /** How it is compared. */
  public static final Option<Operator> OPERATOR =
      Option.enumeration("operator", Operator.class)
          .required()
          .doc(
              "How its value is compared, as the column's type is ordered; texts by their code"
                  + " points. A null meets `is_null` only");

  /** What it is compared with. */
  public static final Option<List<String>> VALUE =
      Option.strings("value")
          .orElse(List.of())
          .doc(
              "What it is compared with, as a value of the column's type; a list with `in` and"
                  + " `not_in`. A timestamp may be a day, its first moment, and is in UTC if it"
                  + " shows no zone")
          .example("100");

  /** All of them. */
  static final OptionSet ALL = OptionSet.of(COLUMN, OPERATOR, VALUE);

  private FilterOptions() {}
}
