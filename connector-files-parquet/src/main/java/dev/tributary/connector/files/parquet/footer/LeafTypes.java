package dev.tributary.connector.files.parquet.footer;

import dev.tributary.connector.files.parquet.encoding.Physical;
import dev.tributary.connector.files.parquet.wire.Malformed;
import dev.tributary.connector.files.parquet.wire.Struct;
import dev.tributary.connector.schema.DataType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What stored values mean, by the annotation of their column: the newer one where there is one,
 * else the older one. An annotation that does not go with how values are stored, or that nothing
 * here knows, leaves them as they are stored: nothing is guessed.
 */
final class LeafTypes {
  // members of the union LogicalType
  private static final int STRING = 1;
  private static final int ENUM = 4;
  private static final int DECIMAL = 5;
  private static final int DATE = 6;
  private static final int TIME = 7;
  private static final int TIMESTAMP = 8;
  private static final int INTEGER = 10;
  private static final int JSON = 12;
  private static final int UUID = 14;
  private static final int FLOAT16 = 15;

  /** What values become, and what the file calls it. */
  record Typed(Meaning meaning, DataType type, String name) {}

  private LeafTypes() {}

  static Typed of(Struct element, Physical physical, int length) {
    Struct logical = element.findStruct(10);
    Typed typed = null;
    if (logical != null) {
      typed = logical(logical, physical, length);
    }
    if (typed == null && element.has(6)) {
      typed = converted(element.getInt(6), element, physical, length);
    }
    return typed == null ? plain(physical, length) : typed;
  }

  private static Typed plain(Physical physical, int length) {
    String name = physical.name().toLowerCase(Locale.ROOT);
    return switch (physical) {
      case BOOLEAN -> new Typed(Meaning.BOOLEAN, DataType.BOOLEAN, name);
      case INT32 -> new Typed(Meaning.INTEGER, DataType.INT32, name);
      case INT64 -> new Typed(Meaning.INTEGER, DataType.INT64, name);
      case FLOAT -> new Typed(Meaning.FLOATING, DataType.FLOAT32, name);
      case DOUBLE -> new Typed(Meaning.FLOATING, DataType.FLOAT64, name);
      case INT96 -> new Typed(Meaning.JULIAN, DataType.TIMESTAMP, name);
      case BYTE_ARRAY -> new Typed(Meaning.BYTES, DataType.BYTES, "binary");
      case FIXED -> new Typed(Meaning.BYTES, DataType.BYTES, "fixed(" + length + ")");
    };
  }

  private static @Nullable Typed logical(Struct logical, Physical physical, int length) {
    int member = logical.member();
    if (member == 0) {
      return null;
    }
    Struct of = logical.findStruct(member);
    if (of == null) {
      return null;
    }
    return switch (member) {
      case STRING -> text(physical, DataType.STRING, "string");
      case ENUM -> text(physical, DataType.STRING, "enum");
      case JSON -> text(physical, DataType.JSON, "json");
      case DECIMAL -> decimal(of.getInt(2), of.getInt(1), physical);
      case DATE -> date(physical);
      case TIME -> time(unit(of), of.getBoolean(1, false), physical);
      case TIMESTAMP -> timestamp(unit(of), of.getBoolean(1, false), physical);
      case INTEGER -> integer(of.getInt(1), of.getBoolean(2, true), physical);
      case UUID ->
          physical == Physical.FIXED && length == 16
              ? new Typed(Meaning.UUID, DataType.UUID, "uuid")
              : null;
      case FLOAT16 ->
          physical == Physical.FIXED && length == 2
              ? new Typed(Meaning.HALF, DataType.FLOAT32, "float16")
              : null;
      default -> null;
    };
  }

  private static @Nullable Typed converted(
      int number, Struct element, Physical physical, int length) {
    return switch (number) {
      case 0 -> text(physical, DataType.STRING, "string");
      case 4 -> text(physical, DataType.STRING, "enum");
      case 5 -> decimal(element.getInt(8, 0), element.getInt(7, 0), physical);
      case 6 -> date(physical);
      case 7 -> time(Meaning.MILLIS, true, physical);
      case 8 -> time(Meaning.MICROS, true, physical);
      case 9 -> timestamp(Meaning.MILLIS, true, physical);
      case 10 -> timestamp(Meaning.MICROS, true, physical);
      case 11, 12, 13, 14 -> integer(8 << (number - 11), false, physical);
      case 15, 16, 17, 18 -> integer(8 << (number - 15), true, physical);
      case 19 -> text(physical, DataType.JSON, "json");
      case 21 ->
          physical == Physical.FIXED && length == 12
              ? new Typed(Meaning.INTERVAL, DataType.STRING, "interval")
              : null;
      default -> null;
    };
  }

  private static @Nullable Typed text(Physical physical, DataType type, String name) {
    return physical == Physical.BYTE_ARRAY || physical == Physical.FIXED
        ? new Typed(Meaning.TEXT, type, name)
        : null;
  }

  private static Typed decimal(int precision, int scale, Physical physical) {
    boolean holds =
        physical == Physical.INT32
            || physical == Physical.INT64
            || physical == Physical.BYTE_ARRAY
            || physical == Physical.FIXED;
    if (!holds || precision < 1 || precision > DataType.MAX_PRECISION || scale < 0) {
      throw Malformed.of("a decimal(" + precision + "," + scale + ") is stored as " + physical);
    }
    if (scale > DataType.MAX_PRECISION) {
      throw Malformed.of("a decimal has " + scale + " digits after the point");
    }
    String name = "decimal(" + precision + "," + scale + ")";
    return new Typed(Meaning.DECIMAL, DataType.decimal(precision, scale), name);
  }

  private static @Nullable Typed date(Physical physical) {
    return physical == Physical.INT32 ? new Typed(Meaning.DATE, DataType.DATE, "date") : null;
  }

  private static Meaning unit(Struct of) {
    return switch (of.getStruct(2).member()) {
      case 1 -> Meaning.MILLIS;
      case 2 -> Meaning.MICROS;
      case 3 -> Meaning.NANOS;
      default -> throw Malformed.of("a time has an unknown unit");
    };
  }

  private static @Nullable Typed time(Meaning unit, boolean utc, Physical physical) {
    if (physical != (unit == Meaning.MILLIS ? Physical.INT32 : Physical.INT64)) {
      return null;
    }
    return new Typed(unit, DataType.TIME, name("time", unit, utc));
  }

  private static @Nullable Typed timestamp(Meaning unit, boolean utc, Physical physical) {
    if (physical != Physical.INT64) {
      return null;
    }
    DataType type = utc ? DataType.TIMESTAMP_TZ : DataType.TIMESTAMP;
    return new Typed(unit, type, name("timestamp", unit, utc));
  }

  private static String name(String what, Meaning unit, boolean utc) {
    return what + "(" + unit.name().toLowerCase(Locale.ROOT) + (utc ? ",utc)" : ")");
  }

  private static @Nullable Typed integer(int bits, boolean signed, Physical physical) {
    if (physical != (bits == 64 ? Physical.INT64 : Physical.INT32)) {
      return null;
    }
    String name = (signed ? "int" : "uint") + bits;
    if (signed) {
      return new Typed(Meaning.INTEGER, bits == 64 ? DataType.INT64 : DataType.INT32, name);
    }
    return switch (bits) {
      case 8 -> new Typed(Meaning.UNSIGNED_8, DataType.INT32, name);
      case 16 -> new Typed(Meaning.UNSIGNED_16, DataType.INT32, name);
      case 32 -> new Typed(Meaning.UNSIGNED_32, DataType.INT64, name);
      case 64 -> new Typed(Meaning.UNSIGNED_64, DataType.decimal(20, 0), name);
      default -> null;
    };
  }
}
