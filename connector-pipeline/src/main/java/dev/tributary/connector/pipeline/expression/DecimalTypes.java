package dev.tributary.connector.pipeline.expression;

import dev.tributary.connector.schema.DataType;

/** The rules of precision and scale. A scale is never reduced; what does not fit is an error. */
final class DecimalTypes {
  /** How many digits a result has at most. */
  static final int MAX = 38;

  /** How many digits after the point a quotient has at least. */
  static final int QUOTIENT_SCALE = 6;

  private static final DataType OF_INT64 = DataType.decimal(19, 0);

  private DecimalTypes() {}

  /** Returns the decimal type that holds every value of a type of exact numbers. */
  static DataType of(Typed value) {
    DataType type = value.type();
    if (type.kind() == DataType.Kind.DECIMAL) {
      return type;
    }
    if (value.constant() instanceof Long whole) {
      return DataType.decimal(Math.max(1, Long.toString(Math.abs(whole)).length()), 0);
    }
    return OF_INT64;
  }

  static DataType sum(DataType one, DataType other) {
    if (isFree(one) || isFree(other)) {
      return DataType.DECIMAL;
    }
    int scale = Math.max(one.scale(), other.scale());
    int whole = Math.max(one.precision() - one.scale(), other.precision() - other.scale());
    return limited(whole + scale + 1, scale);
  }

  static DataType product(DataType one, DataType other) {
    return isFree(one) || isFree(other)
        ? DataType.DECIMAL
        : limited(one.precision() + other.precision(), one.scale() + other.scale());
  }

  static DataType quotient(DataType one, DataType other) {
    if (isFree(one) || isFree(other)) {
      return DataType.DECIMAL;
    }
    int scale = Math.max(QUOTIENT_SCALE, Math.max(one.scale(), other.scale()));
    return limited(one.precision() - one.scale() + other.scale() + scale, scale);
  }

  /** Returns the type that holds the values of both. */
  static DataType both(DataType one, DataType other) {
    if (isFree(one) || isFree(other)) {
      return DataType.DECIMAL;
    }
    int scale = Math.max(one.scale(), other.scale());
    int whole = Math.max(one.precision() - one.scale(), other.precision() - other.scale());
    return limited(whole + scale, scale);
  }

  static boolean isFree(DataType type) {
    return type.precision() == 0;
  }

  static DataType limited(int precision, int scale) {
    return scale > MAX
        ? DataType.DECIMAL
        : DataType.decimal(Math.max(1, Math.min(MAX, precision)), scale);
  }
}
