package dev.tributary.connector.schema;

import dev.tributary.connector.schema.DataType.Kind;

/** The least upper bounds of types; {@link DataType#widen} documents them. */
final class Widening {
  private static final int INT32_DIGITS = 10;
  private static final int INT64_DIGITS = 19;

  private Widening() {}

  static DataType of(DataType one, DataType other) {
    if (one.equals(other)) {
      return one;
    }
    if (one.isNumber() && other.isNumber()) {
      return numbers(one, other);
    }
    return one.isNested() && other.isNested() ? DataType.JSON : DataType.STRING;
  }

  private static DataType numbers(DataType one, DataType other) {
    boolean oneFloats = isFloat(one);
    boolean otherFloats = isFloat(other);
    if (oneFloats && otherFloats) {
      return DataType.FLOAT64;
    }
    if (oneFloats || otherFloats) {
      return (oneFloats ? other : one).kind() == Kind.INT32 ? DataType.FLOAT64 : DataType.DECIMAL;
    }
    if (one.kind() != Kind.DECIMAL && other.kind() != Kind.DECIMAL) {
      return DataType.INT64;
    }
    if (isUnconstrained(one) || isUnconstrained(other)) {
      return DataType.DECIMAL;
    }
    int scale = Math.max(scale(one), scale(other));
    int whole = Math.max(digits(one) - scale(one), digits(other) - scale(other));
    int precision = Math.max(1, whole + scale);
    return precision > DataType.MAX_PRECISION
        ? DataType.DECIMAL
        : DataType.decimal(precision, scale);
  }

  private static boolean isFloat(DataType type) {
    return type.kind() == Kind.FLOAT32 || type.kind() == Kind.FLOAT64;
  }

  private static boolean isUnconstrained(DataType type) {
    return type.kind() == Kind.DECIMAL && type.precision() == 0;
  }

  private static int scale(DataType type) {
    return type.kind() == Kind.DECIMAL ? type.scale() : 0;
  }

  private static int digits(DataType type) {
    return switch (type.kind()) {
      case INT32 -> INT32_DIGITS;
      case INT64 -> INT64_DIGITS;
      default -> type.precision();
    };
  }
}
