package dev.tributary.connector.pipeline.transform;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.pipeline.expression.Expression;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import java.util.LinkedHashMap;
import java.util.Map;

/** Takes values out of nested columns. */
final class Flattening {
  private Flattening() {}

  /** Returns the fields of a type that lists them. */
  static Map<String, Conversion> fields(DataType type, String where) {
    if (type.kind() != DataType.Kind.STRUCT || type.fields().isEmpty()) {
      throw ConnectorException.of(
              ErrorKind.CONFIG,
              "`" + where + "`: a column of " + type + " does not say which fields there are")
          .remedy("Name them with their types, as in { city: string, geo.lat: float }")
          .build();
    }
    Map<String, Conversion> fields = new LinkedHashMap<>();
    for (Field field : type.fields()) {
      fields.put(
          field.name(), Conversion.to(field.type().isNested() ? DataType.JSON : field.type()));
    }
    return fields;
  }

  static Expression expression(String column, String path, Conversion conversion) {
    String function = conversion.type().kind() == DataType.Kind.JSON ? "json_query" : "json_value";
    String quoted = "\"" + column.replace("\"", "\"\"") + "\"";
    return Expression.parse(function + "(" + quoted + ", '" + path.replace("'", "''") + "')")
        .cast(conversion.type(), conversion.format().orElse(null));
  }
}
