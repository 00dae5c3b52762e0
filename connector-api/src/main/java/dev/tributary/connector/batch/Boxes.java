package dev.tributary.connector.batch;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Values as objects. */
final class Boxes {
  private Boxes() {}

  /** The value of a row that has one. */
  static Object of(Column column, int row) {
    Object value = value(column, row);
    return Objects.requireNonNull(value);
  }

  private static @Nullable Object value(Column column, int row) {
    switch (column.code()) {
      case Layout.BOOLEAN:
        return column.getBoolean(row);
      case Layout.INT32:
        return column.getInt(row);
      case Layout.INT64:
        return column.getLong(row);
      case Layout.FLOAT32:
        return column.getFloat(row);
      case Layout.FLOAT64:
        return column.getDouble(row);
      case Layout.DECIMAL:
        return column.isFinite(row) ? column.getDecimal(row) : special(column.scaleMark(row));
      case Layout.BYTES:
        return column.getBytes(row);
      case Layout.DATE:
        return column.isFinite(row) ? column.getDate(row) : column.getString(row);
      case Layout.TIME:
        return column.getMicros(row) == Layout.DAY_MICROS
            ? column.getString(row)
            : column.getTime(row);
      case Layout.DURATION:
        return column.getDuration(row);
      case Layout.TIMESTAMP:
        return column.isFinite(row) ? column.getLocalDateTime(row) : column.getString(row);
      case Layout.TIMESTAMP_TZ:
        return column.isFinite(row) ? column.getInstant(row) : column.getString(row);
      case Layout.UUID:
        return column.getUuid(row);
      default:
        return column.getString(row);
    }
  }

  static Double special(int mark) {
    return switch (mark) {
      case Layout.POSITIVE_INFINITY -> Double.POSITIVE_INFINITY;
      case Layout.NEGATIVE_INFINITY -> Double.NEGATIVE_INFINITY;
      default -> Double.NaN;
    };
  }
}
