package dev.tributary.connector.files.parquet.read;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.batch.Column;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.parquet.encoding.Physical;
import dev.tributary.connector.files.parquet.encoding.Values;
import dev.tributary.connector.files.parquet.footer.Leaf;
import dev.tributary.connector.files.parquet.wire.LittleEndian;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.math.BigDecimal;
import java.math.BigInteger;

/** How the values of each stored column are put into a column of ours. */
final class ValuePuts {
  private static final long MICROS_OF_DAY = 86_400_000_000L;
  private static final long MOST_DAYS = 100_000_000;
  private static final int JULIAN_DAY_OF_1970 = 2_440_588;

  private ValuePuts() {}

  /** Returns how a leaf's values are put into a column of a type that is theirs or wider. */
  static ValuePut of(Leaf leaf, DataType target) {
    return isExact(leaf, target) ? exact(leaf) : converted(leaf, !target.isNumber());
  }

  /** Returns whether a column of this type takes values as those of the leaf's own. */
  static boolean isExact(Leaf leaf, DataType target) {
    boolean text = target.kind() == DataType.Kind.STRING || target.kind() == DataType.Kind.JSON;
    boolean sameKind = target.kind() == leaf.type().kind();
    boolean numbers = target.isNumber() && leaf.type().isNumber();
    boolean isText = leaf.type().kind() == DataType.Kind.STRING || leaf.type().isNested();
    return isText || sameKind || (numbers && !narrowFloat(leaf, target)) || (!text && !numbers);
  }

  /** A number of 32 bits becomes the decimal that its own text shows. */
  private static boolean narrowFloat(Leaf leaf, DataType target) {
    return leaf.type().kind() == DataType.Kind.FLOAT32 && target.kind() == DataType.Kind.DECIMAL;
  }

  private static ValuePut converted(Leaf leaf, boolean text) {
    ValuePut exact = exact(leaf);
    StreamSchema one = StreamSchema.of(Field.of(leaf.path(), leaf.type()));
    BatchBuilder scratch = BatchBuilder.of(BatchTarget.standalone(leaf.path(), one));
    return (rows, column, values, at) -> {
      Column value = single(scratch, exact, values, at);
      if (text) {
        rows.set(column, value.getString(0));
      } else {
        rows.set(column, value.get(0));
      }
    };
  }

  /** Returns a column with one value in it. */
  static Column single(BatchBuilder scratch, ValuePut put, Values values, int at) {
    scratch.rollback();
    scratch.add();
    put.put(scratch, 0, values, at);
    return scratch.build().column(0);
  }

  /** Returns how a leaf's values are put into a column of their own type. */
  static ValuePut exact(Leaf leaf) {
    Physical physical = leaf.physical();
    return switch (leaf.meaning()) {
      case BOOLEAN -> (rows, column, values, at) -> rows.set(column, values.ints[at] != 0);
      case INTEGER ->
          physical == Physical.INT32
              ? (rows, column, values, at) -> rows.set(column, (long) values.ints[at])
              : (rows, column, values, at) -> rows.set(column, values.longs[at]);
      case UNSIGNED_8 -> (rows, column, values, at) -> rows.set(column, values.ints[at] & 0xFFL);
      case UNSIGNED_16 -> (rows, column, values, at) -> rows.set(column, values.ints[at] & 0xFFFFL);
      case UNSIGNED_32 ->
          (rows, column, values, at) -> rows.set(column, values.ints[at] & 0xFFFF_FFFFL);
      case UNSIGNED_64 ->
          (rows, column, values, at) -> {
            long value = values.longs[at];
            if (value >= 0) {
              rows.setDecimal(column, value, 0);
            } else {
              rows.set(column, (Object) new BigDecimal(Long.toUnsignedString(value)));
            }
          };
      case FLOATING ->
          physical == Physical.FLOAT
              ? (rows, column, values, at) ->
                  rows.set(column, (double) Float.intBitsToFloat(values.ints[at]))
              : (rows, column, values, at) ->
                  rows.set(column, Double.longBitsToDouble(values.longs[at]));
      case HALF ->
          (rows, column, values, at) ->
              rows.set(column, (double) half(values.bytes, values.starts[at]));
      case DECIMAL -> decimal(leaf);
      case DATE -> (rows, column, values, at) -> rows.setDays(column, values.ints[at]);
      case MILLIS, MICROS, NANOS -> time(leaf);
      case JULIAN -> ValuePuts::putJulian;
      case TEXT ->
          (rows, column, values, at) ->
              rows.setUtf8(column, values.bytes, values.starts[at], values.ends[at]);
      case UUID -> ValuePuts::putUuid;
      case INTERVAL ->
          (rows, column, values, at) -> rows.set(column, interval(values.bytes, values.starts[at]));
      case BYTES ->
          (rows, column, values, at) ->
              rows.setBytes(column, values.bytes, values.starts[at], values.ends[at]);
    };
  }

  private static ValuePut decimal(Leaf leaf) {
    int scale = leaf.type().scale();
    return switch (leaf.physical()) {
      case INT32 -> (rows, column, values, at) -> rows.setDecimal(column, values.ints[at], scale);
      case INT64 -> (rows, column, values, at) -> rows.setDecimal(column, values.longs[at], scale);
      default ->
          (rows, column, values, at) -> {
            int start = values.starts[at];
            int length = values.ends[at] - start;
            if (length <= 8) {
              rows.setDecimal(column, signed(values.bytes, start, length), scale);
            } else {
              BigInteger digits = new BigInteger(values.bytes, start, length);
              rows.set(column, (Object) new BigDecimal(digits, scale));
            }
          };
    };
  }

  /** Reads a number of up to eight bytes, highest first; none is zero. */
  private static long signed(byte[] bytes, int start, int length) {
    if (length == 0) {
      return 0;
    }
    long value = bytes[start];
    for (int i = 1; i < length; i++) {
      value = value << 8 | (bytes[start + i] & 0xFF);
    }
    return value;
  }

  private static ValuePut time(Leaf leaf) {
    boolean isTime = leaf.type().kind() == DataType.Kind.TIME;
    return switch (leaf.meaning()) {
      case MILLIS ->
          isTime
              ? (rows, column, values, at) -> rows.setMicros(column, values.ints[at] * 1000L)
              : (rows, column, values, at) -> putMillis(rows, column, values.longs[at]);
      case NANOS ->
          (rows, column, values, at) -> {
            long nanos = values.longs[at];
            long micros = Math.floorDiv(nanos, 1000L);
            int rest = (int) (nanos - micros * 1000);
            if (rest == 0) {
              rows.setMicros(column, micros);
            } else {
              rows.setMicros(column, micros, rest);
            }
          };
      default -> (rows, column, values, at) -> rows.setMicros(column, values.longs[at]);
    };
  }

  private static void putMillis(BatchBuilder rows, int column, long millis) {
    long micros = millis * 1000;
    if (micros / 1000 != millis) {
      throw misfit(rows, column, millis + " ms since 1970 are too far to count in microseconds");
    }
    rows.setMicros(column, micros);
  }

  private static void putJulian(BatchBuilder rows, int column, Values values, int at) {
    int start = values.starts[at];
    long nanos = LittleEndian.getLong(values.bytes, start);
    long days = LittleEndian.getInt(values.bytes, start + 8) - (long) JULIAN_DAY_OF_1970;
    // some writers put more than a day into the nanoseconds, or less than none
    long micros = Math.floorDiv(nanos, 1000L);
    if (Math.abs(days) > MOST_DAYS) {
      throw misfit(rows, column, days + " days since 1970 are too far to count in microseconds");
    }
    long total = days * MICROS_OF_DAY + micros;
    rows.setMicros(column, total, (int) (nanos - micros * 1000));
  }

  private static void putUuid(BatchBuilder rows, int column, Values values, int at) {
    int start = values.starts[at];
    rows.setUuid(
        column,
        Long.reverseBytes(LittleEndian.getLong(values.bytes, start)),
        Long.reverseBytes(LittleEndian.getLong(values.bytes, start + 8)));
  }

  static float half(byte[] bytes, int start) {
    int bits = (bytes[start] & 0xFF) | ((bytes[start + 1] & 0xFF) << 8);
    int sign = (bits & 0x8000) << 16;
    int exponent = bits >>> 10 & 0x1F;
    int fraction = bits & 0x3FF;
    if (exponent == 0) {
      // too small for an exponent: steps of two to the -24
      float tiny = fraction * 0x1p-24f;
      return sign == 0 ? tiny : -tiny;
    }
    int wide = exponent == 31 ? 255 : exponent + 112;
    return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
  }

  /** The ISO form, in which months, days and seconds stay apart. */
  static String interval(byte[] bytes, int start) {
    long months = LittleEndian.getInt(bytes, start) & 0xFFFF_FFFFL;
    long days = LittleEndian.getInt(bytes, start + 4) & 0xFFFF_FFFFL;
    long millis = LittleEndian.getInt(bytes, start + 8) & 0xFFFF_FFFFL;
    BigDecimal seconds = BigDecimal.valueOf(millis, 3).stripTrailingZeros();
    return "P" + months + "M" + days + "DT" + seconds.toPlainString() + "S";
  }

  private static ConnectorException misfit(BatchBuilder rows, int column, String what) {
    return ConnectorException.of(ErrorKind.DATA, what)
        .place("column " + rows.schema().field(column).name())
        .build();
  }
}
