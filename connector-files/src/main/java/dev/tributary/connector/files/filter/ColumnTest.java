package dev.tributary.connector.files.filter;

import dev.tributary.connector.batch.Column;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.schema.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Condition} on a column of a known type. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class ColumnTest {
  private final Condition condition;
  private final Operator operator;
  private final Order order;
  private final @Nullable Column constants;

  private ColumnTest(
      Condition condition, Operator operator, Order order, @Nullable Column constants) {
    this.condition = condition;
    this.operator = operator;
    this.order = order;
    this.constants = constants;
  }

  static ColumnTest of(Condition condition, Operator operator, List<String> values, DataType type) {
    Order order = Order.of(type);
    if (values.isEmpty()) {
      return new ColumnTest(condition, operator, order, null);
    }
    if (order == Order.NONE) {
      throw wrong(condition, type, "such values are not compared", null);
    }
    try {
      return new ColumnTest(condition, operator, order, order.read(values));
    } catch (ConnectorException | NumberFormatException noValue) {
      throw wrong(condition, type, "its value is none of that type", noValue);
    }
  }

  private static ConnectorException wrong(
      Condition condition, DataType type, String why, @Nullable RuntimeException cause) {
    ConnectorException.Builder error =
        ConnectorException.of(
                ErrorKind.CONFIG,
                "the condition " + condition + " is on a column of type " + type + ": " + why)
            .remedy("Change the value, or declare the column's type in `schema`");
    return cause == null ? error.build() : error.cause(cause).build();
  }

  /** Returns the condition. */
  public Condition condition() {
    return condition;
  }

  /**
   * Returns whether values of one type are compared as those of another, so that one stands before
   * another in either.
   */
  public static boolean comparesAlike(DataType one, DataType other) {
    return Order.of(one) == Order.of(other);
  }

  /** Returns whether a row's value meets the condition. */
  public boolean holds(Column column, int row) {
    if (!column.hasValue(row)) {
      return holdsForNull();
    }
    return switch (operator) {
      case EQUALS, IN -> equalsAny(column, row);
      case NOT_EQUALS, NOT_IN -> !equalsAny(column, row);
      case GREATER_THAN -> compare(column, row) == 1;
      case GREATER_OR_EQUAL -> isBetween(compare(column, row), 0, 1);
      case LESS_THAN -> compare(column, row) == -1;
      case LESS_OR_EQUAL -> isBetween(compare(column, row), -1, 0);
      case IS_NULL -> false;
      case IS_NOT_NULL -> true;
    };
  }

  /** Returns whether a null meets the condition. */
  public boolean holdsForNull() {
    return operator == Operator.IS_NULL;
  }

  /**
   * Returns whether some of many values may meet the condition.
   *
   * @param nulls whether some of them may be null
   * @param values whether some of them may not be null
   * @param bounds a column of two rows, between whose values, or at them, all that are not null
   *     lie, NaN excepted; null if nobody knows
   */
  public boolean mayHold(boolean nulls, boolean values, @Nullable Column bounds) {
    if (nulls && holdsForNull()) {
      return true;
    }
    return values && mayHoldWithin(bounds);
  }

  private boolean mayHoldWithin(@Nullable Column bounds) {
    if (operator == Operator.IS_NULL || operator == Operator.IS_NOT_NULL) {
      return operator == Operator.IS_NOT_NULL;
    }
    if (bounds == null || !bounds.hasValue(0) || !bounds.hasValue(1)) {
      return true;
    }
    int least = compare(bounds, 0);
    int greatest = compare(bounds, 1);
    if (least == Order.UNORDERED || greatest == Order.UNORDERED) {
      return true;
    }
    return switch (operator) {
      case GREATER_THAN -> greatest > 0;
      case GREATER_OR_EQUAL -> greatest >= 0;
      case LESS_THAN -> least < 0;
      case LESS_OR_EQUAL -> least <= 0;
      case NOT_EQUALS, NOT_IN -> order == Order.FLOATS || order == Order.DOUBLES || differs(bounds);
      default -> isAnyWithin(bounds);
    };
  }

  private boolean isAnyWithin(Column bounds) {
    Column all = constants;
    for (int i = 0; all != null && i < all.size(); i++) {
      if (order.compare(bounds, 0, all, i) <= 0 && order.compare(bounds, 1, all, i) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether there may be a value that is none of the constants; NaN would be. */
  private boolean differs(Column bounds) {
    Column all = constants;
    for (int i = 0; all != null && i < all.size(); i++) {
      if (order.compare(bounds, 0, all, i) == 0 && order.compare(bounds, 1, all, i) == 0) {
        return false;
      }
    }
    return true;
  }

  private boolean equalsAny(Column column, int row) {
    Column all = constants;
    for (int i = 0; all != null && i < all.size(); i++) {
      if (order.compare(column, row, all, i) == 0) {
        return true;
      }
    }
    return false;
  }

  private int compare(Column column, int row) {
    Column all = constants;
    return all == null ? Order.UNORDERED : order.compare(column, row, all, 0);
  }

  private static boolean isBetween(int compared, int least, int most) {
    return compared >= least && compared <= most;
  }

  @Override
  public String toString() {
    return condition.toString();
  }
}
