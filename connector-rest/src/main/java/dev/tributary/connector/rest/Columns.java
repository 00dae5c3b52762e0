package dev.tributary.connector.rest;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.incremental.Incremental;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.util.ArrayList;
import java.util.List;

/** Declared columns as a schema. */
final class Columns {
  private Columns() {}

  /** Returns the declared fields and the key; without fields if none are declared. */
  static StreamSchema schema(List<Options> columns) {
    List<Field> fields = new ArrayList<>();
    for (Options column : columns) {
      Field field = Field.of(column.get(ColumnOptions.NAME), type(column));
      fields.add(column.get(ColumnOptions.REQUIRED) ? field.required() : field);
    }
    return StreamSchema.of(fields);
  }

  /** A number with a date format is meant as the instant that it becomes. */
  static DataType type(Options column) {
    DataType type = DataType.parse(column.get(ColumnOptions.TYPE));
    return type.isNumber() && column.isSet(ColumnOptions.FORMAT) ? DataType.TIMESTAMP_TZ : type;
  }

  static boolean isTime(DataType type) {
    return type.equals(DataType.DATE)
        || type.equals(DataType.TIMESTAMP)
        || type.equals(DataType.TIMESTAMP_TZ);
  }

  static boolean isType(String text) {
    try {
      return DataType.parse(text).kind() != null;
    } catch (ConnectorException unknown) {
      return false;
    }
  }

  static boolean isFormat(String text) {
    try {
      return Incremental.timestamp("any").format(text) != null;
    } catch (IllegalArgumentException unknown) {
      return false;
    }
  }
}
