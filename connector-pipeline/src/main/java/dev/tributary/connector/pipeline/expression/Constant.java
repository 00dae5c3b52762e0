package dev.tributary.connector.pipeline.expression;

import dev.tributary.connector.schema.DataType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One value in every row, made once for the largest batch so far. */
final class Constant implements Kernel {
  private final DataType type;
  private final @Nullable Object value;
  private @Nullable Vector made;
  private int rows;

  private Constant(DataType type, @Nullable Object value) {
    this.type = type;
    this.value = value;
  }

  static Typed of(DataType type, @Nullable Object value) {
    return new Typed(type, new Constant(type, value), true, value);
  }

  @Override
  public Vector run(Frame frame) {
    Vector vector = made;
    if (vector == null || rows < frame.size) {
      rows = frame.size;
      made = vector = fill(rows);
    }
    return vector;
  }

  private Vector fill(int size) {
    long[] nulls = value == null ? Nulls.all(size) : null;
    switch (type.kind()) {
      case BOOLEAN:
        byte[] truths = new byte[size];
        Arrays.fill(truths, (byte) (Boolean.TRUE.equals(value) ? 1 : 0));
        return Vector.booleans(truths, nulls);
      case FLOAT64:
        double[] doubles = new double[size];
        Arrays.fill(doubles, value instanceof Number number ? number.doubleValue() : 0);
        return Vector.doubles(doubles, nulls);
      case DECIMAL:
        return decimal(size, nulls);
      case INT64, DATE, TIME, DURATION, TIMESTAMP, TIMESTAMP_TZ:
        long[] longs = new long[size];
        Arrays.fill(longs, value instanceof Number number ? number.longValue() : 0);
        return Vector.longs(type, longs, nulls);
      default:
        byte[] bytes =
            value == null ? new byte[0] : value.toString().getBytes(StandardCharsets.UTF_8);
        int[] ends = new int[size];
        Arrays.fill(ends, bytes.length);
        return Vector.texts(type, bytes, new int[size], ends, nulls);
    }
  }

  private Vector decimal(int size, long @Nullable [] nulls) {
    BigDecimal number = value instanceof BigDecimal decimal ? decimal : BigDecimal.ZERO;
    BigDecimal scaled = type.precision() == 0 ? number : number.setScale(type.scale());
    if (type.precision() == 0 || scaled.unscaledValue().bitLength() >= Long.SIZE) {
      BigDecimal[] decimals = new BigDecimal[size];
      Arrays.fill(decimals, scaled);
      return Vector.decimals(type, decimals, nulls);
    }
    long[] longs = new long[size];
    Arrays.fill(longs, scaled.unscaledValue().longValue());
    return Vector.longs(type, longs, nulls);
  }
}
