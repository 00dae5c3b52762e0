package dev.tributary.connector.files.parquet.write;

import dev.tributary.connector.batch.Column;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.schema.DataType;

/** Takes numbers out of columns as they are stored: integers, digits, times, bits of floats. */
final class NumberSource {
  private final Storage storage;
  private final DataType.Kind kind;

  NumberSource(Storage storage) {
    this.storage = storage;
    this.kind = storage.field().type().kind();
  }

  /** Takes rows; a row without a value gives 0. */
  void take(Column column, int from, int count, long[] into) {
    switch (kind) {
      case INT32 -> {
        for (int i = 0; i < count; i++) {
          into[i] = column.getInt(from + i);
        }
      }
      case INT64 -> {
        for (int i = 0; i < count; i++) {
          into[i] = column.getLong(from + i);
        }
      }
      case FLOAT32 -> {
        for (int i = 0; i < count; i++) {
          into[i] = Float.floatToRawIntBits(column.getFloat(from + i));
        }
      }
      case FLOAT64 -> {
        for (int i = 0; i < count; i++) {
          into[i] = Double.doubleToRawLongBits(column.getDouble(from + i));
        }
      }
      case DECIMAL -> {
        for (int i = 0; i < count; i++) {
          into[i] = column.getUnscaled(from + i);
        }
      }
      case DATE -> days(column, from, count, into);
      default -> times(column, from, count, into);
    }
  }

  private void days(Column column, int from, int count, long[] into) {
    for (int i = 0; i < count; i++) {
      into[i] = column.getDays(from + i);
      if (into[i] == Integer.MAX_VALUE || into[i] == Integer.MIN_VALUE) {
        throw unfit(column, from + i, "Parquet has no infinite dates", "Leave such rows out");
      }
    }
  }

  private void times(Column column, int from, int count, long[] into) {
    boolean isTime = kind == DataType.Kind.TIME;
    for (int i = 0; i < count; i++) {
      int row = from + i;
      long micros = column.getMicros(row);
      int nanos = column.getNanos(row);
      if (isTime && micros == 86_400_000_000L) {
        throw unfit(column, row, "Parquet has no time 24:00", "Leave such rows out");
      }
      if (micros == Long.MAX_VALUE || micros == Long.MIN_VALUE) {
        throw unfit(column, row, "Parquet has no infinite timestamps", "Leave such rows out");
      }
      into[i] = storage.nanos() ? nanos(column, row, micros, nanos) : micros;
      if (nanos != 0 && !storage.nanos()) {
        throw unfit(
            column,
            row,
            "a time has nanoseconds, and microseconds are written",
            "Set `timestamp_unit: nanos`");
      }
    }
  }

  private static long nanos(Column column, int row, long micros, int nanos) {
    long all = micros * 1000 + nanos;
    if (Math.floorDiv(all, 1000L) != micros) {
      throw unfit(
          column,
          row,
          "a timestamp is too far from 1970 to count in nanoseconds",
          "Set `timestamp_unit: micros`");
    }
    return all;
  }

  private static ConnectorException unfit(Column column, int row, String what, String remedy) {
    return ConnectorException.of(ErrorKind.DATA, what)
        .place("column " + column.name() + ": " + column.getString(row))
        .remedy(remedy)
        .build();
  }
}
