package dev.tributary.connector.cloudsql.option;

import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.OptionSet;
import java.util.List;

/**
 * A table that is joined to the one that is read.
 *
 * @since 0.1.0
 */
public final class JoinOptions {
  /** The table to join. */
  public static final Option<String> TABLE =
      Option.string("table").required().doc("The table to join, with or without its schema");

  /** Which rows are kept. */
  public static final Option<JoinType> TYPE =
      Option.enumeration("type", JoinType.INNER).doc("Which rows are kept");

  /** What must hold. */
  public static final Option<String> ON =
      Option.string("on")
          .required()
          .doc("The condition, in which tables go by their bare names; or a column that both have")
          .example("orders.customer_id = customers.id");

  /** Which columns of the joined table are read. */
  public static final Option<List<String>> COLUMNS =
      Option.strings("columns")
          .orElse(List.of())
          .doc(
              "The columns of the joined table to read; all if not set. One whose name is taken is"
                  + " called `table_column`");

  /** All of them. */
  static final OptionSet ALL = OptionSet.of(TABLE, TYPE, ON, COLUMNS);

  private JoinOptions() {}
}
