package dev.tributary.connector.batch;

import dev.tributary.connector.schema.DataType;

/** How the values of each type lie in memory; the codes are what the hot paths switch on. */
final class Layout {
  static final int BOOLEAN = 0;
  static final int INT32 = 1;
  static final int INT64 = 2;
  static final int FLOAT32 = 3;
  static final int FLOAT64 = 4;
  static final int DECIMAL = 5;
  static final int STRING = 6;
  static final int BYTES = 7;
  static final int DATE = 8;
  static final int TIME = 9;
  static final int DURATION = 10;
  static final int TIMESTAMP = 11;
  static final int TIMESTAMP_TZ = 12;
  static final int UUID = 13;
  static final int NESTED = 14;

  /** Days or micros of the value that is later than every other, and of the one that is earlier. */
  static final int LAST_DAY = Integer.MAX_VALUE;

  static final int FIRST_DAY = Integer.MIN_VALUE;
  static final long LAST_MICRO = Long.MAX_VALUE;
  static final long FIRST_MICRO = Long.MIN_VALUE;
  static final long DAY_MICROS = 86_400_000_000L;

  /** Scales that mark what is no unscaled long: an exact value beside the column, and specials. */
  static final int WIDE = Integer.MIN_VALUE;

  static final int NAN = Integer.MIN_VALUE + 1;
  static final int POSITIVE_INFINITY = Integer.MIN_VALUE + 2;
  static final int NEGATIVE_INFINITY = Integer.MIN_VALUE + 3;

  private Layout() {}

  static int of(DataType.Kind kind) {
    return switch (kind) {
      case BOOLEAN -> BOOLEAN;
      case INT32 -> INT32;
      case INT64 -> INT64;
      case FLOAT32 -> FLOAT32;
      case FLOAT64 -> FLOAT64;
      case DECIMAL -> DECIMAL;
      case STRING -> STRING;
      case BYTES -> BYTES;
      case DATE -> DATE;
      case TIME -> TIME;
      case DURATION -> DURATION;
      case TIMESTAMP -> TIMESTAMP;
      case TIMESTAMP_TZ -> TIMESTAMP_TZ;
      case UUID -> UUID;
      case JSON, LIST, STRUCT, MAP -> NESTED;
    };
  }

  static boolean isText(int code) {
    return code == STRING || code == NESTED;
  }

  static boolean hasBuffer(int code) {
    return isText(code) || code == BYTES;
  }

  static boolean hasMicros(int code) {
    return code >= TIME && code <= TIMESTAMP_TZ;
  }

  /** Returns how many bytes a row takes, without its text. */
  static int width(int code) {
    return switch (code) {
      case BOOLEAN -> 1;
      case INT32, DATE, FLOAT32, STRING, BYTES, NESTED -> 4;
      case UUID -> 16;
      default -> 8;
    };
  }
}
