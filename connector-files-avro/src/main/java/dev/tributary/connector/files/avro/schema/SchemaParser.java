package dev.tributary.connector.files.avro.schema;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.files.avro.schema.AvroType.Kind;
import dev.tributary.connector.files.avro.schema.AvroType.Member;
import dev.tributary.connector.json.JsonTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the JSON of a schema. */
public final class SchemaParser {
  private static final int MAX_DEPTH = 100;

  private final Map<String, AvroType> named = new HashMap<>();

  private SchemaParser() {}

  /**
   * Reads a schema.
   *
   * @throws Broken if it is none
   */
  public static AvroType parse(String json) {
    try {
      return new SchemaParser().type(JsonTree.parse(json), "", 0);
    } catch (ConnectorException noJson) {
      throw new Broken("its schema is no JSON: " + noJson.what());
    } catch (IllegalArgumentException | ClassCastException odd) {
      throw new Broken("its schema is none: " + odd.getMessage());
    }
  }

  private AvroType type(@Nullable Object json, String space, int depth) {
    if (depth > MAX_DEPTH) {
      throw new Broken("its schema is nested more than " + MAX_DEPTH + " deep");
    }
    if (json instanceof String name) {
      return byName(name, space);
    }
    if (json instanceof List<?> branches) {
      List<AvroType> parts = new ArrayList<>();
      for (Object branch : branches) {
        parts.add(type(branch, space, depth + 1));
      }
      return new AvroType(Kind.UNION, "", 0, 0, 0, List.of(), parts);
    }
    if (!(json instanceof Map<?, ?>)) {
      throw new Broken("its schema has " + json + " for a type");
    }
    Map<String, @Nullable Object> map = JsonTree.map(json);
    Object of = map.get("type");
    return of instanceof String name ? named(name, map, space, depth) : type(of, space, depth + 1);
  }

  private AvroType named(String name, Map<String, @Nullable Object> map, String space, int depth) {
    return switch (name) {
      case "record", "error" -> record(map, space, depth);
      case "enum" -> {
        List<String> symbols = texts(map.get("symbols"));
        yield define(map, space, new AvroType(Kind.ENUM, "", 0, 0, 0, symbols, List.of()));
      }
      case "fixed" -> define(map, space, plain(Kind.FIXED, map));
      case "array" -> {
        AvroType element = type(map.get("items"), space, depth + 1);
        yield new AvroType(Kind.ARRAY, "", 0, 0, 0, List.of(), List.of(element));
      }
      case "map" -> {
        AvroType element = type(map.get("values"), space, depth + 1);
        yield new AvroType(Kind.MAP, "", 0, 0, 0, List.of(), List.of(element));
      }
      default -> {
        Kind kind = primitive(name);
        yield kind == null ? byName(name, space) : plain(kind, map);
      }
    };
  }

  private AvroType byName(String name, String space) {
    Kind kind = primitive(name);
    if (kind != null) {
      return new AvroType(kind, "", 0, 0, 0, List.of(), List.of());
    }
    String full = name.indexOf('.') >= 0 || space.isEmpty() ? name : space + "." + name;
    AvroType known = named.getOrDefault(full, named.get(name));
    if (known == null) {
      throw new Broken("its schema knows no type " + name);
    }
    return known;
  }

  private static @Nullable Kind primitive(String name) {
    return switch (name) {
      case "null", "boolean", "int", "long", "float", "double", "bytes", "string" ->
          Kind.valueOf(name.toUpperCase(Locale.ROOT));
      default -> null;
    };
  }

  private static AvroType plain(Kind kind, Map<String, @Nullable Object> map) {
    long size = kind == Kind.FIXED ? JsonTree.whole(map.get("size")) : 0;
    if (size < 0 || size > Integer.MAX_VALUE) {
      throw new Broken("its schema has a fixed of " + size + " bytes");
    }
    String logical = map.get("logicalType") instanceof String text ? text : "";
    int precision = 0;
    int scale = 0;
    if (logical.equals("decimal")) {
      precision = number(map.get("precision"));
      scale = number(map.get("scale"));
    }
    return new AvroType(kind, logical, precision, scale, (int) size, List.of(), List.of());
  }

  /** A number that a logical type needs; what is none makes it no decimal, as the format says. */
  private static int number(@Nullable Object json) {
    return json instanceof Long whole && whole >= 0 && whole < 100_000 ? whole.intValue() : 0;
  }

  private AvroType define(Map<String, @Nullable Object> map, String space, AvroType type) {
    String name = JsonTree.text(map.get("name"));
    named.put(fullName(name, map, space), type);
    return type;
  }

  private static String fullName(String name, Map<String, @Nullable Object> map, String space) {
    if (name.indexOf('.') >= 0) {
      return name;
    }
    String own = map.get("namespace") instanceof String text ? text : space;
    return own.isEmpty() ? name : own + "." + name;
  }

  private AvroType record(Map<String, @Nullable Object> map, String space, int depth) {
    AvroType record = new AvroType(Kind.RECORD, "", 0, 0, 0, List.of(), List.of());
    define(map, space, record);
    String full = fullName(JsonTree.text(map.get("name")), map, space);
    String inner = full.substring(0, Math.max(0, full.lastIndexOf('.')));
    if (!(map.get("fields") instanceof List<?> fields)) {
      throw new Broken("its schema has a record without fields");
    }
    for (Object each : fields) {
      Map<String, @Nullable Object> field = JsonTree.map(each);
      AvroType type = type(field.get("type"), inner, depth + 1);
      record.add(new Member(JsonTree.text(field.get("name")), type, field));
    }
    return record;
  }

  private static List<String> texts(@Nullable Object json) {
    if (!(json instanceof List<?> list)) {
      throw new Broken("its schema has an enum without symbols");
    }
    List<String> texts = new ArrayList<>();
    for (Object each : list) {
      texts.add(JsonTree.text(each));
    }
    return texts;
  }
}
