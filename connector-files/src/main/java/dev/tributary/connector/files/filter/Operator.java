package dev.tributary.connector.files.filter;

/**
 * How a column's value is compared. A null meets only {@link #IS_NULL}; NaN is neither equal to a
 * number nor less nor greater.
 *
 * @since 0.1.0
 */
public enum Operator {
  /** It is the value. */
  EQUALS,
  /** It is another one. */
  NOT_EQUALS,
  /** It is greater. */
  GREATER_THAN,
  /** It is greater or the value itself. */
  GREATER_OR_EQUAL,
  /** It is less. */
  LESS_THAN,
  /** It is less or the value itself. */
  LESS_OR_EQUAL,
  /** It is one of the values. */
  IN,
  /** It is none of the values. */
  NOT_IN,
  /** There is no value. */
  IS_NULL,
  /** There is a value. */
  IS_NOT_NULL;

  /** Returns whether so many values go with it. */
  boolean takes(int values) {
    return switch (this) {
      case IN, NOT_IN -> values > 0;
      case IS_NULL, IS_NOT_NULL -> values == 0;
      default -> values == 1;
    };
  }
}
