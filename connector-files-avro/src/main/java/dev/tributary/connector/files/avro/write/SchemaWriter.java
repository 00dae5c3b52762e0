package dev.tributary.connector.files.avro.write;

import dev.tributary.connector.files.avro.schema.Types;
import dev.tributary.connector.json.JsonTree;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes a schema of ours as one of Avro's. */
final class SchemaWriter {
  private SchemaWriter() {}

  static String write(StreamSchema schema, boolean nanos) {
    Set<String> names = new HashSet<>();
    List<Object> fields = new ArrayList<>();
    for (Field field : schema.fields()) {
      String name = name(field.name(), names);
      Map<String, @Nullable Object> written = new LinkedHashMap<>();
      written.put("name", name);
      Object type = type(field.type(), nanos);
      if (field.isNullable()) {
        written.put("type", List.of("null", type));
        written.put("default", null);
      } else {
        written.put("type", type);
      }
      if (!name.equals(field.name())) {
        written.put(Types.NAME, field.name());
      }
      if (isText(field.type())) {
        written.put(Types.TYPE, field.type().toString());
      }
      fields.add(written);
    }
    Map<String, @Nullable Object> record = new LinkedHashMap<>();
    record.put("type", "record");
    record.put("name", "Record");
    record.put("namespace", "dev.tributary");
    record.put("fields", fields);
    return JsonTree.write(record);
  }

  /** Returns whether values are stored as text because the format has no such type. */
  static boolean isText(DataType type) {
    return switch (type.kind()) {
      case DURATION, JSON, LIST, STRUCT, MAP -> true;
      case DECIMAL -> type.precision() == 0 || type.scale() < 0 || type.scale() > type.precision();
      default -> false;
    };
  }

  private static String name(String field, Set<String> taken) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      boolean digit = c >= '0' && c <= '9';
      if (digit && i == 0) {
        name.append('_');
      }
      name.append(letter || digit ? c : '_');
    }
    while (!taken.add(name.toString())) {
      name.append('_');
    }
    return name.toString();
  }

  private static Object type(DataType type, boolean nanos) {
    if (isText(type)) {
      return "string";
    }
    String unit = nanos ? "nanos" : "micros";
    return switch (type.kind()) {
      case BOOLEAN -> "boolean";
      case INT32 -> "int";
      case INT64 -> "long";
      case FLOAT32 -> "float";
      case FLOAT64 -> "double";
      case BYTES -> "bytes";
      case DATE -> logical("int", "date");
      case TIME -> logical("long", "time-micros");
      case TIMESTAMP -> logical("long", "local-timestamp-" + unit);
      case TIMESTAMP_TZ -> logical("long", "timestamp-" + unit);
      case UUID -> logical("string", "uuid");
      case DECIMAL -> {
        Map<String, Object> decimal = logical("bytes", "decimal");
        decimal.put("precision", (long) type.precision());
        decimal.put("scale", (long) type.scale());
        yield decimal;
      }
      default -> "string";
    };
  }

  private static Map<String, Object> logical(String type, String name) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("type", type);
    map.put("logicalType", name);
    return map;
  }
}
