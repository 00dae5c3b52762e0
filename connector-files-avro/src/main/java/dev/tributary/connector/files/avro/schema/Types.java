package dev.tributary.connector.files.avro.schema;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.files.avro.schema.AvroType.Kind;
import dev.tributary.connector.files.avro.schema.AvroType.Member;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Avro's types become. */
public final class Types {
  /** The property of a field that holds its name where the format has no such name. */
  public static final String NAME = "tributary.name";

  /** The property of a field that holds its type where the format has no such type. */
  public static final String TYPE = "tributary.type";

  private static final int MAX_DEPTH = 50;

  private Types() {}

  /**
   * Returns the fields of a file: those of its record, or one called {@code value}.
   *
   * @throws Broken if they cannot be fields
   */
  public static List<Field> fields(AvroType schema) {
    List<Field> fields = new ArrayList<>();
    for (Member member : members(schema)) {
      try {
        Field field = Field.of(name(member), type(member)).sourceType(sourceType(member.type()));
        fields.add(isNullable(member.type()) ? field : field.required());
      } catch (IllegalArgumentException unfit) {
        throw new Broken("its schema has a field that cannot be: " + unfit.getMessage());
      }
    }
    return fields;
  }

  /** Returns the fields of a record; of anything else, itself as a field called {@code value}. */
  public static List<Member> members(AvroType schema) {
    return schema.kind() == Kind.RECORD
        ? schema.members()
        : List.of(new Member("value", schema, Map.of()));
  }

  private static String name(Member member) {
    return member.properties().get(NAME) instanceof String own ? own : member.name();
  }

  /** Returns the type of a field: the one noted, where its values are stored as text. */
  private static DataType type(Member member) {
    DataType type = of(member.type());
    if (type.kind() == DataType.Kind.STRING && member.properties().get(TYPE) instanceof String t) {
      try {
        return DataType.parse(t);
      } catch (ConnectorException unknown) {
        return type;
      }
    }
    return type;
  }

  /** Returns whether there may be null instead of a value. */
  public static boolean isNullable(AvroType type) {
    return type.kind() == Kind.NULL
        || (type.kind() == Kind.UNION && type.parts().stream().anyMatch(Types::isNullable));
  }

  private static String sourceType(AvroType type) {
    if (type.kind() == Kind.UNION) {
      List<AvroType> values = values(type);
      return values.size() == 1 ? sourceType(values.get(0)) : "union";
    }
    return type.logical().isEmpty() ? type.kind().name().toLowerCase(Locale.ROOT) : type.logical();
  }

  /** Returns the branches of a union that are not null. */
  public static List<AvroType> values(AvroType union) {
    return union.parts().stream().filter(part -> part.kind() != Kind.NULL).toList();
  }

  /** Returns what a type becomes. */
  public static DataType of(AvroType type) {
    return of(type, 0);
  }

  private static DataType of(AvroType type, int depth) {
    if (depth > MAX_DEPTH) {
      // a record that holds itself
      return DataType.JSON;
    }
    DataType logical = logical(type);
    if (logical != null) {
      return logical;
    }
    return switch (type.kind()) {
      case NULL, STRING, ENUM -> DataType.STRING;
      case BOOLEAN -> DataType.BOOLEAN;
      case INT -> DataType.INT32;
      case LONG -> DataType.INT64;
      case FLOAT -> DataType.FLOAT32;
      case DOUBLE -> DataType.FLOAT64;
      case BYTES, FIXED -> DataType.BYTES;
      case ARRAY -> DataType.list(of(type.element(), depth + 1));
      case MAP -> DataType.map(DataType.STRING, of(type.element(), depth + 1));
      case RECORD -> record(type, depth);
      case UNION -> union(values(type), depth);
    };
  }

  private static DataType record(AvroType type, int depth) {
    List<Field> fields = new ArrayList<>();
    for (Member member : type.members()) {
      DataType inner = holdsItself(type, member.type(), 0) ? DataType.JSON : null;
      Field field = Field.of(member.name(), inner == null ? of(member.type(), depth + 1) : inner);
      fields.add(isNullable(member.type()) ? field : field.required());
    }
    return DataType.struct(fields.toArray(Field[]::new));
  }

  private static boolean holdsItself(AvroType record, AvroType type, int depth) {
    if (type == record || depth > MAX_DEPTH) {
      return true;
    }
    if (type.kind() == Kind.RECORD) {
      return type.members().stream().anyMatch(m -> holdsItself(record, m.type(), depth + 1));
    }
    return type.parts().stream().anyMatch(part -> holdsItself(record, part, depth + 1));
  }

  private static DataType union(List<AvroType> values, int depth) {
    if (values.isEmpty()) {
      return DataType.STRING;
    }
    DataType first = of(values.get(0), depth + 1);
    DataType both = first;
    for (AvroType value : values) {
      DataType next = of(value, depth + 1);
      if (!next.equals(both) && !(next.isNumber() && both.isNumber())) {
        return DataType.JSON;
      }
      both = DataType.widen(both, next);
    }
    return both;
  }

  private static @Nullable DataType logical(AvroType type) {
    Kind kind = type.kind();
    boolean isBytes = kind == Kind.BYTES || kind == Kind.FIXED;
    return switch (type.logical()) {
      case "decimal" ->
          isBytes
                  && type.precision() > 0
                  && type.precision() <= DataType.MAX_PRECISION
                  && type.scale() <= type.precision()
              ? DataType.decimal(type.precision(), type.scale())
              : null;
      case "big-decimal" -> kind == Kind.BYTES ? DataType.DECIMAL : null;
      case "uuid" ->
          kind == Kind.STRING || (kind == Kind.FIXED && type.size() == 16) ? DataType.UUID : null;
      case "date" -> kind == Kind.INT ? DataType.DATE : null;
      case "time-millis" -> kind == Kind.INT ? DataType.TIME : null;
      case "time-micros" -> kind == Kind.LONG ? DataType.TIME : null;
      case "timestamp-millis", "timestamp-micros", "timestamp-nanos" ->
          kind == Kind.LONG ? DataType.TIMESTAMP_TZ : null;
      case "local-timestamp-millis", "local-timestamp-micros", "local-timestamp-nanos" ->
          kind == Kind.LONG ? DataType.TIMESTAMP : null;
      case "duration" -> kind == Kind.FIXED && type.size() == 12 ? DataType.STRING : null;
      default -> null;
    };
  }
}
