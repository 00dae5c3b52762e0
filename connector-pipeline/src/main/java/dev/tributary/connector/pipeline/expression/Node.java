package dev.tributary.connector.pipeline.expression;

import dev.tributary.connector.schema.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of an expression as it was written. Operators are calls too. */
sealed interface Node {
  /** Returns where it stands in the text, from 0. */
  int at();

  /**
   * A value.
   *
   * @param type its type; null for the null that has none
   */
  record Literal(@Nullable Object value, @Nullable DataType type, int at) implements Node {}

  /** A column. */
  record Name(String name, int at) implements Node {}

  /** A function, or an operator by its sign. */
  record Call(String function, List<Node> arguments, int at) implements Node {}

  /** A conversion to a type. */
  record Cast(Node value, DataType type, @Nullable String format, int at) implements Node {}
}
