package dev.tributary.connector.batch;

import dev.tributary.connector.json.JsonTree;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes values of any Java type into a column's next row, exactly or not at all.
 *
 * <p>Each method either ends the row or raises an error and leaves it as it was.
 */
final class ValueWriter {
  private static final String LOST = "it would be rounded";

  private ValueWriter() {}

  static void putNull(ColumnWriter to) {
    if (to.required) {
      throw Mistakes.required(to.field);
    }
    to.putMissing(to.next, false);
  }

  static void putLong(ColumnWriter to, long value) {
    int row = to.next;
    switch (to.code) {
      case Layout.INT64:
        to.longs[row] = value;
        break;
      case Layout.INT32:
        if (value != (int) value) {
          throw Mistakes.unfit(to.field, value, "it has more than 32 bits");
        }
        to.ints[row] = (int) value;
        break;
      case Layout.DECIMAL:
        putUnscaled(to, value, 0);
        return;
      case Layout.FLOAT64:
        if ((long) (double) value != value || value == Long.MAX_VALUE) {
          throw Mistakes.unfit(to.field, value, LOST);
        }
        to.doubles[row] = value;
        break;
      case Layout.FLOAT32:
        if ((long) (float) value != value || value == Long.MAX_VALUE) {
          throw Mistakes.unfit(to.field, value, LOST);
        }
        to.floats[row] = value;
        break;
      default:
        throw Mistakes.unfit(to.field, value, "it is a whole number");
    }
    to.next = row + 1;
  }

  static void putDouble(ColumnWriter to, double value) {
    int row = to.next;
    switch (to.code) {
      case Layout.FLOAT64:
        to.doubles[row] = value;
        break;
      case Layout.FLOAT32:
        if ((float) value != value && !Double.isNaN(value)) {
          throw Mistakes.unfit(to.field, value, LOST);
        }
        to.floats[row] = (float) value;
        break;
      case Layout.DECIMAL:
        Decimals.put(to, value);
        return;
      default:
        throw Mistakes.unfit(
            to.field,
            value,
            to.field.type().isNumber()
                ? "a double may have lost digits already; set a long or a BigDecimal"
                : "it is a floating-point number");
    }
    to.next = row + 1;
  }

  static void putBoolean(ColumnWriter to, boolean value) {
    if (to.code != Layout.BOOLEAN) {
      throw Mistakes.unfit(to.field, value, "it is a boolean");
    }
    to.bytes[to.next++] = (byte) (value ? 1 : 0);
  }

  static void putUnscaled(ColumnWriter to, long unscaled, int scale) {
    if (to.code != Layout.DECIMAL) {
      putDecimal(to, BigDecimal.valueOf(unscaled, scale));
    } else if (!Decimals.putUnscaled(to, unscaled, scale)) {
      Decimals.put(to, BigDecimal.valueOf(unscaled, scale));
    }
  }

  static void putDecimal(ColumnWriter to, BigDecimal value) {
    if (to.code == Layout.DECIMAL) {
      Decimals.put(to, value);
      return;
    }
    int row = to.next;
    try {
      switch (to.code) {
        case Layout.INT64:
          to.longs[row] = value.longValueExact();
          break;
        case Layout.INT32:
          to.ints[row] = value.intValueExact();
          break;
        case Layout.FLOAT64:
          double wide = value.doubleValue();
          if (!Decimals.same(value, wide, Double.toString(wide))) {
            throw Mistakes.unfit(to.field, value, LOST);
          }
          to.doubles[row] = wide;
          break;
        case Layout.FLOAT32:
          float narrow = value.floatValue();
          if (!Decimals.same(value, narrow, Float.toString(narrow))) {
            throw Mistakes.unfit(to.field, value, LOST);
          }
          to.floats[row] = narrow;
          break;
        default:
          throw Mistakes.unfit(to.field, value, "it is a decimal number");
      }
    } catch (ArithmeticException inexact) {
      throw Mistakes.unfit(to.field, value, "it is no whole number of that size", inexact);
    }
    to.next = row + 1;
  }

  static void putText(ColumnWriter to, CharSequence value) {
    if (!to.text) {
      TextParser.put(to, value.toString());
      return;
    }
    long length = Utf8.length(value);
    if (length < 0) {
      throw Mistakes.unfit(to.field, value, "it holds half of a surrogate pair");
    }
    int row = to.next;
    to.room.spend(to.field.name(), length);
    to.ensure((int) Math.min(length, Integer.MAX_VALUE));
    to.end = Utf8.encode(value, to.bytes, to.end);
    to.offsets[row + 1] = to.end;
    to.next = row + 1;
  }

  static void putUtf8(ColumnWriter to, byte[] value, int from, int end) {
    Objects.checkFromToIndex(from, end, value.length);
    int bad = Utf8.malformed(value, from, end);
    if (bad >= 0) {
      String shown = new String(value, from, end - from, StandardCharsets.UTF_8);
      throw Mistakes.unfit(to.field, shown, "byte " + (bad - from + 1) + " of it is not UTF-8");
    }
    if (to.text) {
      putBuffer(to, value, from, end);
    } else {
      TextParser.put(to, new String(value, from, end - from, StandardCharsets.UTF_8));
    }
  }

  static void putBytes(ColumnWriter to, byte[] value, int from, int end) {
    Objects.checkFromToIndex(from, end, value.length);
    if (to.code != Layout.BYTES) {
      throw Mistakes.unfit(to.field, (end - from) + " bytes", "they have no meaning");
    }
    putBuffer(to, value, from, end);
  }

  private static void putBuffer(ColumnWriter to, byte[] value, int from, int end) {
    int row = to.next;
    int length = end - from;
    to.room.spend(to.field.name(), length);
    to.ensure(length);
    System.arraycopy(value, from, to.bytes, to.end, length);
    to.end += length;
    to.offsets[row + 1] = to.end;
    to.next = row + 1;
  }

  static void putMicros(ColumnWriter to, long micros, int nanos) {
    int row = to.next;
    if (!Layout.hasMicros(to.code)) {
      throw Mistakes.unfit(to.field, micros, "it is a number of microseconds");
    }
    if (nanos < 0 || nanos > 999) {
      throw Mistakes.unfit(to.field, nanos, "nanoseconds below a microsecond are 0 to 999");
    }
    boolean infinite = micros == Layout.LAST_MICRO || micros == Layout.FIRST_MICRO;
    if (nanos != 0 && infinite && to.code != Layout.DURATION) {
      throw Mistakes.unfit(to.field, nanos, "an infinity has no nanoseconds");
    }
    if (to.code == Layout.TIME
        && (micros < 0 || micros > Layout.DAY_MICROS - (nanos == 0 ? 0 : 1))) {
      throw Mistakes.unfit(to.field, micros, "a day has 86,400,000,000 microseconds");
    }
    to.longs[row] = micros;
    if (nanos != 0) {
      to.putNanos(row, nanos);
    }
    to.next = row + 1;
  }

  static void putDays(ColumnWriter to, int days) {
    if (to.code != Layout.DATE) {
      throw Mistakes.unfit(to.field, days, "it is a number of days");
    }
    to.ints[to.next++] = days;
  }

  static void putUuid(ColumnWriter to, long high, long low) {
    int row = to.next;
    if (to.code != Layout.UUID) {
      throw Mistakes.unfit(to.field, new UUID(high, low), "it is a UUID");
    }
    to.longs[2 * row] = high;
    to.longs[2 * row + 1] = low;
    to.next = row + 1;
  }

  static void putObject(ColumnWriter to, @Nullable Object value) {
    if (value == null) {
      putNull(to);
    } else if (value instanceof CharSequence text) {
      putText(to, text);
    } else if (value instanceof Number number) {
      putNumber(to, number);
    } else if (value instanceof Boolean truth) {
      putBoolean(to, truth);
    } else if (value instanceof byte[] bytes) {
      putBytes(to, bytes, 0, bytes.length);
    } else if (value instanceof UUID uuid) {
      putUuid(to, uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    } else if (value instanceof Map || value instanceof Iterable) {
      putTree(to, value);
    } else {
      putTime(to, value);
    }
  }

  private static void putNumber(ColumnWriter to, Number value) {
    if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      putLong(to, value.longValue());
    } else if (value instanceof BigDecimal decimal) {
      putDecimal(to, decimal);
    } else if (value instanceof Float single && to.code == Layout.DECIMAL) {
      Decimals.put(to, single);
    } else if (value instanceof Double || value instanceof Float) {
      putDouble(to, value.doubleValue());
    } else if (value instanceof BigInteger whole) {
      putDecimal(to, new BigDecimal(whole));
    } else {
      throw unknown(to, value);
    }
  }

  private static void putTree(ColumnWriter to, Object tree) {
    if (to.code != Layout.NESTED) {
      throw unknown(to, tree);
    }
    try {
      putText(to, JsonTree.write(tree));
    } catch (IllegalArgumentException noJson) {
      throw Mistakes.unfit(to.field, tree, "it cannot be written as JSON", noJson);
    }
  }

  private static void putTime(ColumnWriter to, Object value) {
    try {
      Instant instant = instant(to, value);
      if (instant != null) {
        putSeconds(to, instant.getEpochSecond(), instant.getNano());
      } else if (value instanceof LocalDate day && to.code == Layout.DATE) {
        int days = Math.toIntExact(day.toEpochDay());
        if (days == Layout.LAST_DAY || days == Layout.FIRST_DAY) {
          throw new ArithmeticException("the last day that counts");
        }
        putDays(to, days);
      } else if (value instanceof LocalTime time && to.code == Layout.TIME) {
        long nanos = time.toNanoOfDay();
        putMicros(to, nanos / 1000, (int) (nanos % 1000));
      } else if (value instanceof Duration length && to.code == Layout.DURATION) {
        putSeconds(to, length.getSeconds(), length.getNano());
      } else {
        throw unknown(to, value);
      }
    } catch (ArithmeticException tooFar) {
      throw Mistakes.unfit(to.field, value, "it is too far from 1970 to count", tooFar);
    }
  }

  /** The instant that the value is in the column's terms: a local time counts as if in UTC. */
  private static @Nullable Instant instant(ColumnWriter to, Object value) {
    if (to.code == Layout.TIMESTAMP) {
      return value instanceof LocalDateTime local ? local.toInstant(ZoneOffset.UTC) : null;
    }
    if (to.code != Layout.TIMESTAMP_TZ) {
      return null;
    }
    if (value instanceof Instant instant) {
      return instant;
    }
    if (value instanceof OffsetDateTime offset) {
      return offset.toInstant();
    }
    return value instanceof ZonedDateTime zoned ? zoned.toInstant() : null;
  }

  private static void putSeconds(ColumnWriter to, long seconds, int nanos) {
    // a floor of seconds times a million may be just below the range while the sum is within it
    long whole = seconds < 0 ? seconds + 1 : seconds;
    long part = nanos / 1000 - (seconds < 0 ? 1_000_000L : 0);
    long micros = Math.addExact(Math.multiplyExact(whole, 1_000_000L), part);
    boolean mark = micros == Layout.LAST_MICRO || micros == Layout.FIRST_MICRO;
    if (mark && to.code != Layout.DURATION) {
      throw new ArithmeticException("the last microsecond that counts");
    }
    putMicros(to, micros, nanos % 1000);
  }

  private static RuntimeException unknown(ColumnWriter to, Object value) {
    return Mistakes.unfit(to.field, value, "it is a " + value.getClass().getName());
  }
}
