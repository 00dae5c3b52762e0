package dev.tributary.connector.files.filter;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.schema.DataType;
import java.util.List;
import java.util.Locale;

/**
 * What a column's value must be for a record to be wanted, such as {@code amount greater_or_equal
 * 100}. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Condition {
  private final String column;
  private final Operator operator;
  private final List<String> values;

  private Condition(String column, Operator operator, List<String> values) {
    this.column = column;
    this.operator = operator;
    this.values = values;
  }

  /**
   * Returns a condition.
   *
   * @param column the column's name
   * @param operator how its value is compared
   * @param values the texts of what it is compared with: one, or any number of IN and NOT_IN, or
   *     none of IS_NULL and IS_NOT_NULL
   * @throws ConnectorException of kind CONFIG if there are more or fewer values than that
   */
  public static Condition of(String column, Operator operator, List<String> values) {
    Condition condition = new Condition(column, operator, List.copyOf(values));
    if (!operator.takes(values.size())) {
      throw ConnectorException.of(
              ErrorKind.CONFIG, values.size() + " values do not go with the condition " + condition)
          .remedy("Give one `value`; one or more of in and not_in; none of is_null and is_not_null")
          .build();
    }
    return condition;
  }

  /** Returns the name of the column. */
  public String column() {
    return column;
  }

  /**
   * Returns the test of a column of this type.
   *
   * @throws ConnectorException of kind CONFIG if a value is none of that type, or the type has no
   *     order
   */
  public ColumnTest on(DataType type) {
    return ColumnTest.of(this, operator, values, type);
  }

  @Override
  public String toString() {
    String text = column + " " + operator.name().toLowerCase(Locale.ROOT);
    return switch (operator) {
      case IS_NULL, IS_NOT_NULL -> text;
      case IN, NOT_IN -> text + " " + values;
      default -> text + (values.isEmpty() ? "" : " " + values.get(0));
    };
  }
}
