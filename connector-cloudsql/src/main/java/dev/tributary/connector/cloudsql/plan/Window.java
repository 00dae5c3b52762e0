package dev.tributary.connector.cloudsql.plan;

import dev.tributary.connector.cloudsql.server.Comparison;
import dev.tributary.connector.cloudsql.server.Server;
import dev.tributary.connector.cloudsql.server.TableColumn;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Which values of the cursor are read: from a bound, included, until another, excluded. A bound has
 * a value for each column of the cursor or for its first ones.
 *
 * @param from the first to read; empty for the lowest
 * @param until the first not to read; empty for no end
 */
record Window(List<String> from, List<String> until) {
  static final Window ALL = new Window(List.of(), List.of());

  /** Returns what holds for the rows in it. */
  List<String> conditions(Server server, List<TableColumn> cursor) {
    List<String> conditions = new ArrayList<>();
    if (!from.isEmpty()) {
      conditions.add(condition(server, cursor, Comparison.FROM, from));
    }
    if (!until.isEmpty()) {
      conditions.add(condition(server, cursor, Comparison.BEFORE, until));
    }
    return conditions;
  }

  /**
   * A number is compared as a number, not as a value of the column's type: what follows the highest
   * value of a type is none of it.
   */
  private static String condition(
      Server server, List<TableColumn> cursor, Comparison comparison, List<String> bound) {
    List<TableColumn> columns = cursor.subList(0, bound.size());
    boolean number =
        switch (columns.get(0).field().type().kind()) {
          case INT32, INT64, DECIMAL -> columns.size() == 1;
          default -> false;
        };
    return number
        ? server.quote(columns.get(0).name())
            + (comparison == Comparison.FROM ? " >= " : " < ")
            + new BigDecimal(bound.get(0)).toPlainString()
        : server.compare(columns, comparison, bound);
  }
}
