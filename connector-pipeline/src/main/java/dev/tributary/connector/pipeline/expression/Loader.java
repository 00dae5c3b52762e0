package dev.tributary.connector.pipeline.expression;

import dev.tributary.connector.batch.Column;
import dev.tributary.connector.schema.DataType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes the values of a column into a vector. What is absent is null in expressions. */
final class Loader {
  private Loader() {}

  /** Returns the type that a column's values have in expressions. */
  static DataType type(DataType type) {
    return switch (type.kind()) {
      case INT32 -> DataType.INT64;
      case FLOAT32 -> DataType.FLOAT64;
      case LIST, STRUCT, MAP -> DataType.JSON;
      case DECIMAL -> type.precision() > DecimalTypes.MAX ? DataType.DECIMAL : type;
      default -> type;
    };
  }

  static Vector load(Column column, Frame frame) {
    int size = column.size();
    long[] nulls = nulls(column);
    DataType type = type(column.type());
    return switch (column.type().kind()) {
      case BOOLEAN -> booleans(column, nulls);
      case INT32, INT64 -> {
        long[] values = new long[size];
        for (int row = 0; row < size; row++) {
          values[row] = column.getLong(row);
        }
        yield Vector.longs(type, values, nulls);
      }
      case FLOAT32, FLOAT64 -> {
        double[] values = new double[size];
        for (int row = 0; row < size; row++) {
          values[row] = column.getDouble(row);
        }
        yield Vector.doubles(values, nulls);
      }
      case DECIMAL -> decimals(column, type, nulls, frame);
      case DATE -> {
        long[] values = new long[size];
        for (int row = 0; row < size; row++) {
          values[row] = column.getDays(row);
        }
        yield Vector.longs(type, values, nulls);
      }
      case TIME, DURATION, TIMESTAMP, TIMESTAMP_TZ -> micros(column, type, nulls);
      case UUID -> uuids(column, nulls);
      default -> {
        int[] starts = new int[size];
        int[] ends = new int[size];
        for (int row = 0; row < size; row++) {
          starts[row] = column.start(row);
          ends[row] = column.end(row);
        }
        yield Vector.texts(type, column.utf8(), starts, ends, nulls);
      }
    };
  }

  private static long @Nullable [] nulls(Column column) {
    if (!column.hasMissing()) {
      return null;
    }
    long[] nulls = Nulls.none(column.size());
    for (int row = 0; row < column.size(); row++) {
      if (!column.hasValue(row)) {
        Nulls.add(nulls, row);
      }
    }
    return nulls;
  }

  private static Vector booleans(Column column, long @Nullable [] nulls) {
    byte[] values = new byte[column.size()];
    for (int row = 0; row < values.length; row++) {
      values[row] = (byte) (column.getBoolean(row) ? 1 : 0);
    }
    return Vector.booleans(values, nulls);
  }

  private static Vector micros(Column column, DataType type, long @Nullable [] nulls) {
    long[] values = new long[column.size()];
    short[] nanos = null;
    for (int row = 0; row < values.length; row++) {
      values[row] = column.getMicros(row);
      int nano = column.getNanos(row);
      if (nano != 0) {
        nanos = nanos == null ? new short[values.length] : nanos;
        nanos[row] = (short) nano;
      }
    }
    return Vector.micros(type, values, nanos, nulls);
  }

  private static Vector decimals(
      Column column, DataType type, long @Nullable [] nulls, Frame frame) {
    int size = column.size();
    int scale = type.scale();
    long[] values = new long[size];
    for (int row = 0; row < size; row++) {
      if (column.isUnscaled(row) && column.getScale(row) == scale) {
        values[row] = column.getUnscaled(row);
      } else if (!Nulls.has(nulls, row)) {
        return wide(column, type, nulls, frame);
      }
    }
    return type.precision() == 0
        ? wide(column, type, nulls, frame)
        : Vector.longs(type, values, nulls);
  }

  private static Vector wide(Column column, DataType type, long @Nullable [] nulls, Frame frame) {
    BigDecimal[] values = new BigDecimal[column.size()];
    for (int row = 0; row < values.length; row++) {
      values[row] = BigDecimal.ZERO;
      if (!Nulls.has(nulls, row)) {
        if (!column.isFinite(row)) {
          frame.fail(row, column.getString(row) + " is nothing to calculate with");
        } else {
          values[row] = Objects.requireNonNull(column.getDecimal(row));
        }
      }
    }
    return Vector.decimals(type, values, nulls);
  }

  private static Vector uuids(Column column, long @Nullable [] nulls) {
    TextOut out = new TextOut(column.size());
    for (int row = 0; row < column.size(); row++) {
      if (!Nulls.has(nulls, row)) {
        UUID value = new UUID(column.getUuidHigh(row), column.getUuidLow(row));
        out.write(value.toString().getBytes(StandardCharsets.US_ASCII));
      }
      out.end(row);
    }
    return out.vector(DataType.UUID, nulls);
  }
}
