package dev.tributary.connector.pipeline.expression;

import dev.tributary.connector.schema.DataType;
import org.jspecify.annotations.Nullable;

/**
 * A part of an expression that is checked: what type it has, and what makes its values.
 *
 * @param type its type; of a null that has none, STRING
 * @param kernel makes its values
 * @param isConstant whether it was written as a value
 * @param constant that value
 */
record Typed(DataType type, Kernel kernel, boolean isConstant, @Nullable Object constant) {
  static Typed of(DataType type, Kernel kernel) {
    return new Typed(type, kernel, false, null);
  }

  /** Returns whether it is the null that has no type of its own. */
  boolean isNull() {
    return isConstant && constant == null;
  }

  DataType.Kind kind() {
    return type.kind();
  }

  boolean isNumber() {
    return type.isNumber();
  }

  boolean isText() {
    return kind() == DataType.Kind.STRING || kind() == DataType.Kind.JSON;
  }
}
