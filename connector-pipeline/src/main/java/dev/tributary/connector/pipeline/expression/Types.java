package dev.tributary.connector.pipeline.expression;

import dev.tributary.connector.schema.DataType;
import java.util.Locale;

/** Names of types, as messages show them. */
final class Types {
  private Types() {}

  static String name(DataType type) {
    return type.toString().toUpperCase(Locale.ROOT);
  }
}
