package dev.tributary.connector.schema;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads and writes the names of types. */
final class TypeParser {
  private static final int MAX_DEPTH = 100;
  private static final int MAX_CHARS = 1 << 20;

  private static final Map<String, DataType> SIMPLE =
      Map.ofEntries(
          Map.entry("boolean", DataType.BOOLEAN),
          Map.entry("bool", DataType.BOOLEAN),
          Map.entry("int32", DataType.INT32),
          Map.entry("int64", DataType.INT64),
          Map.entry("integer", DataType.INT64),
          Map.entry("int", DataType.INT64),
          Map.entry("long", DataType.INT64),
          Map.entry("bigint", DataType.INT64),
          Map.entry("float32", DataType.FLOAT32),
          Map.entry("float64", DataType.FLOAT64),
          Map.entry("float", DataType.FLOAT64),
          Map.entry("double", DataType.FLOAT64),
          Map.entry("string", DataType.STRING),
          Map.entry("text", DataType.STRING),
          Map.entry("bytes", DataType.BYTES),
          Map.entry("binary", DataType.BYTES),
          Map.entry("date", DataType.DATE),
          Map.entry("time", DataType.TIME),
          Map.entry("duration", DataType.DURATION),
          Map.entry("timestamp", DataType.TIMESTAMP),
          Map.entry("datetime", DataType.TIMESTAMP),
          Map.entry("timestamptz", DataType.TIMESTAMP_TZ),
          Map.entry("timestamp_tz", DataType.TIMESTAMP_TZ),
          Map.entry("uuid", DataType.UUID),
          Map.entry("json", DataType.JSON));

  private final String text;
  private int at;

  TypeParser(String text) {
    this.text = text;
  }

  DataType whole() {
    if (text.length() > MAX_CHARS) {
      throw unknown("a name of " + text.length() + " characters");
    }
    DataType type = type(0);
    if (at < text.length()) {
      throw unknown("more follows at character " + (at + 1));
    }
    return type;
  }

  private DataType type(int depth) {
    if (depth > MAX_DEPTH) {
      throw unknown("nested more than " + MAX_DEPTH + " deep");
    }
    spaces();
    int start = at;
    while (at < text.length() && isName(text.charAt(at))) {
      at++;
    }
    String name = text.substring(start, at).toLowerCase(Locale.ROOT);
    DataType simple = SIMPLE.get(name);
    DataType type = simple != null ? simple : parameterised(name, depth);
    spaces();
    return type;
  }

  private DataType parameterised(String name, int depth) {
    switch (name) {
      case "decimal":
      case "numeric":
        return decimal();
      case "list":
      case "array":
        expect('(');
        DataType element = type(depth + 1);
        expect(')');
        return DataType.list(element);
      case "map":
        expect('(');
        DataType key = type(depth + 1);
        expect(',');
        DataType value = type(depth + 1);
        expect(')');
        return DataType.map(key, value);
      case "struct":
        return struct(depth);
      default:
        throw unknown(name.isEmpty() ? "a name is missing" : "nothing is called \"" + name + "\"");
    }
  }

  private DataType decimal() {
    spaces();
    if (at == text.length() || text.charAt(at) != '(') {
      return DataType.DECIMAL;
    }
    at++;
    int precision = number();
    int scale = 0;
    if (at < text.length() && text.charAt(at) == ',') {
      at++;
      scale = number();
    }
    expect(')');
    try {
      return DataType.decimal(precision, scale);
    } catch (IllegalArgumentException outOfBounds) {
      throw unknown(String.valueOf(outOfBounds.getMessage()));
    }
  }

  private DataType struct(int depth) {
    expect('(');
    List<Field> fields = new ArrayList<>();
    spaces();
    if (at < text.length() && text.charAt(at) == ')') {
      at++;
      return DataType.struct();
    }
    do {
      String name = fieldName();
      Field field = Field.of(name, type(depth + 1));
      if (text.regionMatches(true, at, "required", 0, 8)) {
        at += 8;
        field = field.required();
      }
      fields.add(field);
      spaces();
    } while (at < text.length() && text.charAt(at) == ',' && at++ >= 0);
    expect(')');
    try {
      return DataType.struct(fields);
    } catch (IllegalArgumentException twice) {
      throw unknown(String.valueOf(twice.getMessage()));
    }
  }

  private String fieldName() {
    spaces();
    StringBuilder name = new StringBuilder();
    if (at < text.length() && text.charAt(at) == '"') {
      // a quote inside is doubled, as in SQL
      at++;
      while (true) {
        if (at == text.length()) {
          throw unknown("a quoted name does not end");
        }
        char c = text.charAt(at++);
        if (c == '"') {
          if (at == text.length() || text.charAt(at) != '"') {
            break;
          }
          at++;
        }
        name.append(c);
      }
    } else {
      while (at < text.length() && isName(text.charAt(at))) {
        name.append(text.charAt(at++));
      }
    }
    if (name.length() == 0) {
      throw unknown("a field's name is missing at character " + (at + 1));
    }
    return name.toString();
  }

  private int number() {
    spaces();
    int start = at;
    if (at < text.length() && text.charAt(at) == '-') {
      at++;
    }
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    try {
      int number = Integer.parseInt(text.substring(start, at));
      spaces();
      return number;
    } catch (NumberFormatException notNumber) {
      throw unknown("a number is missing at character " + (start + 1));
    }
  }

  private void expect(char wanted) {
    spaces();
    if (at == text.length() || text.charAt(at) != wanted) {
      throw unknown("\"" + wanted + "\" is missing at character " + (at + 1));
    }
    at++;
  }

  private void spaces() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isName(char c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private ConnectorException unknown(String why) {
    String shown = text.length() > 80 ? text.substring(0, 80) + "…" : text;
    return ConnectorException.of(ErrorKind.CONFIG, "\"" + shown + "\" is no type: " + why)
        .remedy(
            "Use string, integer, double, decimal(p,s), boolean, date, time, timestamp, "
                + "timestamptz, duration, json, bytes or uuid")
        .build();
  }

  static String write(DataType type) {
    StringBuilder out = new StringBuilder();
    write(type, out);
    return out.toString();
  }

  private static void write(DataType type, StringBuilder out) {
    switch (type.kind()) {
      case DECIMAL:
        out.append("decimal");
        if (type.precision() > 0) {
          out.append('(').append(type.precision()).append(',').append(type.scale()).append(')');
        }
        break;
      case TIMESTAMP_TZ:
        out.append("timestamptz");
        break;
      case LIST:
        out.append("list(");
        write(type.element(), out);
        out.append(')');
        break;
      case MAP:
        out.append("map(");
        write(type.key(), out);
        out.append(',');
        write(type.element(), out);
        out.append(')');
        break;
      case STRUCT:
        out.append("struct(");
        String separator = "";
        for (Field field : type.fields()) {
          out.append(separator);
          writeName(field.name(), out);
          out.append(' ');
          write(field.type(), out);
          if (!field.isNullable()) {
            out.append(" required");
          }
          separator = ", ";
        }
        out.append(')');
        break;
      default:
        out.append(type.kind().name().toLowerCase(Locale.ROOT));
    }
  }

  private static void writeName(String name, StringBuilder out) {
    if (!name.isEmpty() && name.chars().allMatch(c -> isName((char) c))) {
      out.append(name);
    } else {
      out.append('"').append(name.replace("\"", "\"\"")).append('"');
    }
  }
}
