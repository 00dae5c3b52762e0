package dev.tributary.connector.pipeline.transform;

import dev.tributary.connector.pipeline.expression.Expression;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the records for which a test is true; those for which it is false or null are left out.
 * Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Filter {
  private final Expression test;
  private final String text;

  private Filter(Expression test, String text) {
    this.test = test;
    this.text = text;
  }

  /** How a column is compared. */
  public enum Operator {
    /** The same value. */
    EQUALS,
    /** Another value; null is none. */
    NOT_EQUALS,
    /** A greater value. */
    GREATER_THAN,
    /** A greater value or the same. */
    GREATER_OR_EQUAL,
    /** A lesser value. */
    LESS_THAN,
    /** A lesser value or the same. */
    LESS_OR_EQUAL,
    /** One of a list. */
    IN,
    /** None of a list; null is none. */
    NOT_IN,
    /** A text with this part. */
    CONTAINS,
    /** A text that begins so. */
    STARTS_WITH,
    /** A text all of which matches a regular expression. */
    MATCHES,
    /** No value. */
    IS_NULL,
    /** Some value. */
    IS_NOT_NULL;

    /** Returns whether it compares with a value. */
    public boolean takesValue() {
      return this != IS_NULL && this != IS_NOT_NULL;
    }
  }

  /** Returns a filter by an expression that is true or false. */
  public static Filter of(Expression test) {
    return new Filter(Objects.requireNonNull(test), test.toString());
  }

  /**
   * Returns a filter by a column.
   *
   * @param column its name
   * @param operator how it is compared
   * @param value a text, a number, a boolean, or for lists a list of them; null where the operator
   *     takes none
   * @throws IllegalArgumentException if the value is none for the operator
   */
  public static Filter of(String column, Operator operator, @Nullable Object value) {
    if (operator.takesValue() != (value != null)) {
      throw new IllegalArgumentException(
          operator.takesValue() ? "needs a value to compare with" : "takes no value");
    }
    String name = "\"" + column.replace("\"", "\"\"") + "\"";
    String test =
        switch (operator) {
          case EQUALS -> name + " = " + Literals.of(value);
          case NOT_EQUALS -> name + " <> " + Literals.of(value);
          case GREATER_THAN -> name + " > " + Literals.of(value);
          case GREATER_OR_EQUAL -> name + " >= " + Literals.of(value);
          case LESS_THAN -> name + " < " + Literals.of(value);
          case LESS_OR_EQUAL -> name + " <= " + Literals.of(value);
          case IN -> name + " in " + list(value);
          case NOT_IN -> name + " not in " + list(value);
          case CONTAINS -> "contains(" + name + ", " + Literals.text(value) + ")";
          case STARTS_WITH -> "starts_with(" + name + ", " + Literals.text(value) + ")";
          case MATCHES -> "matches(" + name + ", " + Literals.text(value) + ")";
          case IS_NULL -> name + " is null";
          case IS_NOT_NULL -> name + " is not null";
        };
    return new Filter(
        Expression.parse(test), column + " " + operator.name().toLowerCase(Locale.ROOT));
  }

  private static String list(@Nullable Object value) {
    if (!(value instanceof List<?> values) || values.isEmpty()) {
      throw new IllegalArgumentException("needs a list of values");
    }
    StringBuilder list = new StringBuilder("(");
    for (Object each : values) {
      list.append(list.length() == 1 ? "" : ", ").append(Literals.of(each));
    }
    return list.append(')').toString();
  }

  /** Returns the test. */
  public Expression test() {
    return test;
  }

  Set<String> columns() {
    return test.columns();
  }

  /** Returns column and operator, or the expression; no value. */
  @Override
  public String toString() {
    return text;
  }
}
