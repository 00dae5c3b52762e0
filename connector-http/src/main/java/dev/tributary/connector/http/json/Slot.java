package dev.tributary.connector.http.json;

import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A member's name as records write it, and the column that its values go to. */
final class Slot {
  static final int DROPPED = 0;
  static final int BOOLEAN = 1;
  static final int INT32 = 2;
  static final int INT64 = 3;
  static final int FLOAT = 4;
  static final int DOUBLE = 5;
  static final int DECIMAL = 6;
  static final int STRING = 7;
  static final int DATE = 8;
  static final int TIMESTAMP = 9;
  static final int INSTANT = 10;
  static final int UUID = 11;
  static final int JSON = 12;
  static final int OBJECT = 13;
  static final int ARRAY = 14;
  static final int OTHER = 15;

  static final long[] TENS = new long[19];

  static {
    TENS[0] = 1;
    for (int i = 1; i < TENS.length; i++) {
      TENS[i] = TENS[i - 1] * 10;
    }
  }

  final String name;
  final byte[] utf8;

  /** The name and the quote behind it, eight bytes a word. */
  private final long[] words;

  private final long lastMask;

  /** Whether the user declared the type: then a value fits or is refused, and nothing widens. */
  final boolean declared;

  int column = -1;
  int code = DROPPED;
  boolean required;

  /** A decimal's digits behind the point, or -1 if every value has its own. */
  int scale = -1;

  /** A decimal's unscaled values are below this, on both sides. */
  long bound = Long.MAX_VALUE;

  /** The slot that followed in the last record. */
  @Nullable Slot next;

  /** The next one of the same hash. */
  @Nullable Slot chained;

  /** The last record that had a value for it; counted for required fields only. */
  long seen = -1;

  Slot(String name, boolean declared) {
    this.name = name;
    this.declared = declared;
    this.utf8 = name.getBytes(StandardCharsets.UTF_8);
    int length = utf8.length + 1;
    if (name.chars().anyMatch(c -> c < ' ' || c == '"' || c == '\\')) {
      // such a name is never written as it is: no word equals this one
      this.words = new long[] {1};
      this.lastMask = 0;
    } else {
      this.words = new long[(length + 7) / 8];
      for (int i = 0; i < length; i++) {
        long c = i < utf8.length ? utf8[i] & 0xFFL : '"';
        words[i >> 3] |= c << ((i & 7) << 3);
      }
      this.lastMask = -1L >>> ((8 - (length & 7) & 7) << 3);
    }
  }

  /** Returns whether the bytes are the name and its closing quote. */
  boolean stands(byte[] b, int p) {
    int last = words.length - 1;
    for (int i = 0; i < last; i++) {
      if ((long) Lexer.LONGS.get(b, p + (i << 3)) != words[i]) {
        return false;
      }
    }
    return ((long) Lexer.LONGS.get(b, p + (last << 3)) & lastMask) == words[last];
  }

  void bind(int column, Field field) {
    this.column = column;
    this.code = code(field.type().kind());
    this.required = !field.isNullable();
    int precision = field.type().precision();
    this.scale = precision > 0 ? field.type().scale() : -1;
    this.bound = precision > 0 && precision < TENS.length ? TENS[precision] : Long.MAX_VALUE;
  }

  /** Returns whether inference may have given the column its type. */
  boolean isInferable() {
    return !declared
        && (code == BOOLEAN
            || code == INT64
            || code == DECIMAL
            || code == DATE
            || code == TIMESTAMP
            || code == INSTANT);
  }

  private static int code(DataType.Kind kind) {
    return switch (kind) {
      case BOOLEAN -> BOOLEAN;
      case INT32 -> INT32;
      case INT64 -> INT64;
      case FLOAT32 -> FLOAT;
      case FLOAT64 -> DOUBLE;
      case DECIMAL -> DECIMAL;
      case STRING -> STRING;
      case DATE -> DATE;
      case TIMESTAMP -> TIMESTAMP;
      case TIMESTAMP_TZ -> INSTANT;
      case UUID -> UUID;
      case JSON -> JSON;
      case STRUCT, MAP -> OBJECT;
      case LIST -> ARRAY;
      case BYTES, TIME, DURATION -> OTHER;
    };
  }
}
