package dev.tributary.connector.pipeline.expression;

import dev.tributary.connector.schema.DataType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The values of one expression in some rows. Arrays may be longer than there are rows, and hold
 * anything where there is no value. Not changed once it is made.
 *
 * <p>INT64, DATE (days) and the types of microseconds lie in {@code longs}, as do decimals, with
 * the scale of the type; decimals of which one fits no long lie in {@code decimals}. FLOAT64 lies
 * in {@code doubles}, BOOLEAN in {@code bytes}, and every other type as UTF-8 or bytes between
 * {@code starts} and {@code ends}.
 */
final class Vector {
  private static final long[] NO_LONGS = {};
  private static final double[] NO_DOUBLES = {};
  private static final byte[] NO_BYTES = {};
  private static final int[] NO_INTS = {};

  final DataType type;
  final long @Nullable [] nulls;
  final long[] longs;
  final short @Nullable [] nanos;
  final double[] doubles;
  final BigDecimal @Nullable [] decimals;
  final byte[] bytes;
  final int[] starts;
  final int[] ends;

  private Vector(
      DataType type,
      long @Nullable [] nulls,
      long[] longs,
      short @Nullable [] nanos,
      double[] doubles,
      BigDecimal @Nullable [] decimals,
      byte[] bytes,
      int[] starts,
      int[] ends) {
    this.type = type;
    this.nulls = nulls;
    this.longs = longs;
    this.nanos = nanos;
    this.doubles = doubles;
    this.decimals = decimals;
    this.bytes = bytes;
    this.starts = starts;
    this.ends = ends;
  }

  static Vector longs(DataType type, long[] values, long @Nullable [] nulls) {
    return new Vector(type, nulls, values, null, NO_DOUBLES, null, NO_BYTES, NO_INTS, NO_INTS);
  }

  static Vector micros(
      DataType type, long[] values, short @Nullable [] nanos, long @Nullable [] nulls) {
    return new Vector(type, nulls, values, nanos, NO_DOUBLES, null, NO_BYTES, NO_INTS, NO_INTS);
  }

  static Vector doubles(double[] values, long @Nullable [] nulls) {
    return new Vector(
        DataType.FLOAT64, nulls, NO_LONGS, null, values, null, NO_BYTES, NO_INTS, NO_INTS);
  }

  static Vector booleans(byte[] values, long @Nullable [] nulls) {
    return new Vector(
        DataType.BOOLEAN, nulls, NO_LONGS, null, NO_DOUBLES, null, values, NO_INTS, NO_INTS);
  }

  static Vector decimals(DataType type, BigDecimal[] values, long @Nullable [] nulls) {
    return new Vector(type, nulls, NO_LONGS, null, NO_DOUBLES, values, NO_BYTES, NO_INTS, NO_INTS);
  }

  static Vector texts(
      DataType type, byte[] bytes, int[] starts, int[] ends, long @Nullable [] nulls) {
    return new Vector(type, nulls, NO_LONGS, null, NO_DOUBLES, null, bytes, starts, ends);
  }

  /** Returns the same values as those of a type that lies in memory alike. */
  Vector as(DataType other) {
    return new Vector(other, nulls, longs, nanos, doubles, decimals, bytes, starts, ends);
  }

  boolean isNull(int row) {
    return nulls != null && (nulls[row >>> 6] & 1L << row) != 0;
  }

  boolean isWide() {
    return decimals != null;
  }

  BigDecimal decimal(int row) {
    return decimals != null ? decimals[row] : BigDecimal.valueOf(longs[row], type.scale());
  }

  String text(int row) {
    return new String(bytes, starts[row], ends[row] - starts[row], StandardCharsets.UTF_8);
  }

  int nano(int row) {
    return nanos == null ? 0 : nanos[row];
  }
}
