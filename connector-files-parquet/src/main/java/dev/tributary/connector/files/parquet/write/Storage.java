package dev.tributary.connector.files.parquet.write;

import dev.tributary.connector.files.parquet.encoding.Physical;
import dev.tributary.connector.files.parquet.wire.StructWriter;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;

/**
 * How a field of ours is stored.
 *
 * @param field the field
 * @param physical how its values are stored
 * @param length how many bytes a value of type FIXED has
 * @param nanos whether times are counted in nanoseconds
 * @param noted whether the stored type does not say what ours is, so that a note has to
 */
record Storage(Field field, Physical physical, int length, boolean nanos, boolean noted) {
  private static final int LARGEST_INT_PRECISION = 9;
  private static final int LARGEST_LONG_PRECISION = 18;

  static Storage of(Field field, boolean nanos) {
    DataType type = field.type();
    return switch (type.kind()) {
      case BOOLEAN -> plain(field, Physical.BOOLEAN);
      case INT32, DATE -> plain(field, Physical.INT32);
      case INT64 -> plain(field, Physical.INT64);
      case FLOAT32 -> plain(field, Physical.FLOAT);
      case FLOAT64 -> plain(field, Physical.DOUBLE);
      case DECIMAL -> decimal(field, type);
      case STRING, BYTES, JSON -> plain(field, Physical.BYTE_ARRAY);
      case TIME, TIMESTAMP, TIMESTAMP_TZ -> new Storage(field, Physical.INT64, 0, nanos, false);
      case UUID -> new Storage(field, Physical.FIXED, 16, false, false);
      case DURATION, LIST, STRUCT, MAP -> text(field);
    };
  }

  private static Storage plain(Field field, Physical physical) {
    return new Storage(field, physical, 0, false, false);
  }

  private static Storage text(Field field) {
    return new Storage(field, Physical.BYTE_ARRAY, 0, false, true);
  }

  private static Storage decimal(Field field, DataType type) {
    int precision = type.precision();
    if (precision == 0 || type.scale() < 0 || type.scale() > precision) {
      // the format's decimals have a precision, and a scale within it
      return text(field);
    }
    if (precision <= LARGEST_INT_PRECISION) {
      return plain(field, Physical.INT32);
    }
    if (precision <= LARGEST_LONG_PRECISION) {
      return plain(field, Physical.INT64);
    }
    int bits = java.math.BigInteger.TEN.pow(precision).bitLength() + 1;
    return new Storage(field, Physical.FIXED, (bits + 7) / 8, false, false);
  }

  boolean isNullable() {
    return field.isNullable();
  }

  /** Whether bytes are compared one after another, without sign; other bytes have no bounds. */
  boolean isOrderedByBytes() {
    return field.type().kind() != DataType.Kind.DECIMAL || noted;
  }

  /** Writes the field's element of the schema. */
  void write(StructWriter to) {
    DataType type = field.type();
    to.begin().i32(1, physical.number());
    if (physical == Physical.FIXED) {
      to.i32(2, length);
    }
    to.i32(3, field.isNullable() ? 1 : 0).text(4, field.name());
    switch (type.kind()) {
      case STRING -> logical(to, 0, 1);
      case JSON, LIST, STRUCT, MAP -> logical(to, 19, 12);
      case DURATION -> logical(to, 0, 1);
      case DATE -> logical(to, 6, 6);
      case UUID -> logical(to, -1, 14);
      case TIME -> time(to, 7, -1, false);
      case TIMESTAMP -> time(to, 8, -1, false);
      case TIMESTAMP_TZ -> time(to, 8, nanos ? -1 : 10, true);
      case DECIMAL -> {
        if (noted) {
          logical(to, 0, 1);
        } else {
          to.i32(6, 5).i32(7, type.scale()).i32(8, type.precision());
          to.begin(10).begin(5).i32(1, type.scale()).i32(2, type.precision()).end().end();
        }
      }
      default -> {}
    }
    to.end();
  }

  private static void logical(StructWriter to, int converted, int member) {
    if (converted >= 0) {
      to.i32(6, converted);
    }
    to.begin(10).begin(member).end().end();
  }

  private void time(StructWriter to, int member, int converted, boolean utc) {
    if (converted >= 0) {
      to.i32(6, converted);
    }
    to.begin(10).begin(member).bool(1, utc).begin(2).begin(nanos ? 3 : 2);
    to.end().end().end().end();
  }
}
