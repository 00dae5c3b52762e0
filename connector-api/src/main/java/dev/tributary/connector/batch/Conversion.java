package dev.tributary.connector.batch;

import dev.tributary.connector.schema.Field;

/** Rewrites columns for a wider type, and copies rows between columns. */
final class Conversion {
  private Conversion() {}

  /** Returns a writer of the field that holds the column's rows, as wide as the field says. */
  static ColumnWriter writer(Column from, Field field, int capacity) {
    int rows = Math.max(capacity, from.size());
    int text = Layout.hasBuffer(from.code()) ? from.utf8().length : 64;
    ColumnWriter to = new ColumnWriter(field, Room.unlimited(), rows, text);
    append(from, to);
    return to;
  }

  /** Returns a column of this many rows in which every one is null, or absent. */
  static Column empty(Field field, int size, boolean absent) {
    ColumnWriter writer = new ColumnWriter(field.nullable(), Room.unlimited(), size, 0);
    while (writer.next < size) {
      writer.putMissing(writer.next, absent);
    }
    return writer.column();
  }

  /** Appends all rows; the writer has to have the capacity. */
  static void append(Column from, ColumnWriter to) {
    if (from.type().equals(to.field.type()) && Bulk.append(from, to)) {
      return;
    }
    for (int row = 0; row < from.size(); row++) {
      if (from.hasValue(row)) {
        copy(from, row, to);
      } else if (from.isAbsent(row)) {
        to.putMissing(to.next, true);
      } else {
        ValueWriter.putNull(to);
      }
    }
  }

  /** Copies one value; every case of the lattice of types is exact. */
  private static void copy(Column from, int row, ColumnWriter to) {
    switch (from.code()) {
      case Layout.BOOLEAN:
        if (to.code == Layout.BOOLEAN) {
          ValueWriter.putBoolean(to, from.getBoolean(row));
        } else {
          text(from, row, to);
        }
        break;
      case Layout.INT32:
      case Layout.INT64:
        if (to.field.type().isNumber()) {
          ValueWriter.putLong(to, from.getLong(row));
        } else {
          text(from, row, to);
        }
        break;
      case Layout.FLOAT32:
      case Layout.FLOAT64:
        if (from.code() == Layout.FLOAT32 && to.code == Layout.DECIMAL) {
          Decimals.put(to, from.getFloat(row));
        } else if (to.field.type().isNumber()) {
          ValueWriter.putDouble(to, from.getDouble(row));
        } else {
          text(from, row, to);
        }
        break;
      case Layout.DECIMAL:
        if (to.code == Layout.DECIMAL && from.isUnscaled(row)) {
          ValueWriter.putUnscaled(to, from.getUnscaled(row), from.getScale(row));
        } else if (to.code == Layout.DECIMAL) {
          ValueWriter.putObject(to, from.get(row));
        } else {
          text(from, row, to);
        }
        break;
      case Layout.STRING:
      case Layout.NESTED:
        ValueWriter.putUtf8(to, from.utf8(), from.start(row), from.end(row));
        break;
      case Layout.BYTES:
        if (to.code == Layout.BYTES) {
          ValueWriter.putBytes(to, from.utf8(), from.start(row), from.end(row));
        } else {
          text(from, row, to);
        }
        break;
      case Layout.DATE:
        if (to.code == Layout.DATE) {
          ValueWriter.putDays(to, from.getDays(row));
        } else {
          text(from, row, to);
        }
        break;
      case Layout.UUID:
        if (to.code == Layout.UUID) {
          ValueWriter.putUuid(to, from.getUuidHigh(row), from.getUuidLow(row));
        } else {
          text(from, row, to);
        }
        break;
      default:
        if (to.code == from.code()) {
          ValueWriter.putMicros(to, from.getMicros(row), from.getNanos(row));
        } else {
          text(from, row, to);
        }
    }
  }

  private static void text(Column from, int row, ColumnWriter to) {
    ValueWriter.putText(to, CanonicalText.of(from, row));
  }
}
