package dev.tributary.connector.batch;

/** Copies a whole column into a writer of the same type without looking at the values. */
final class Bulk {
  private Bulk() {}

  /** Appends all rows, or returns false if they have to go one by one. */
  static boolean append(Column from, ColumnWriter to) {
    int at = to.next;
    if (from.scales != null
        || to.scales != null
        || (from.code() == Layout.DECIMAL && from.scale != to.scale && to.scale != Layout.WIDE)
        || (to.required && from.missing != null)) {
      return false;
    }
    to.scale = from.scale;
    switch (from.code()) {
      case Layout.BOOLEAN -> System.arraycopy(from.bytes, 0, to.bytes, at, from.size);
      case Layout.INT32, Layout.DATE -> System.arraycopy(from.ints, 0, to.ints, at, from.size);
      case Layout.FLOAT32 -> System.arraycopy(from.floats, 0, to.floats, at, from.size);
      case Layout.FLOAT64 -> System.arraycopy(from.doubles, 0, to.doubles, at, from.size);
      case Layout.UUID -> System.arraycopy(from.longs, 0, to.longs, 2 * at, 2 * from.size);
      case Layout.STRING, Layout.BYTES, Layout.NESTED -> {
        int start = to.end;
        to.ensure(from.offsets[from.size]);
        System.arraycopy(from.bytes, 0, to.bytes, start, from.offsets[from.size]);
        for (int row = 1; row <= from.size; row++) {
          to.offsets[at + row] = start + from.offsets[row];
        }
        to.end = start + from.offsets[from.size];
      }
      default -> System.arraycopy(from.longs, 0, to.longs, at, from.size);
    }
    for (int row = 0; from.nanos != null && row < from.size; row++) {
      to.putNanos(at + row, from.nanos[row]);
    }
    for (int row = 0; from.missing != null && row < from.size; row++) {
      if (!from.hasValue(row)) {
        to.flagMissing(at + row, from.isAbsent(row));
      }
    }
    to.next = at + from.size;
    return true;
  }
}
