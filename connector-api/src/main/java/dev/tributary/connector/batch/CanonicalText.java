package dev.tributary.connector.batch;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Base64;

/** The one text that each value has, for people and for columns that widen to text. */
final class CanonicalText {
  /** Beyond this many zeros a decimal is written with an exponent after all. */
  private static final int MOST_ZEROS = 10_000;

  private CanonicalText() {}

  /** The text of a row that has a value. */
  static String of(Column column, int row) {
    switch (column.code()) {
      case Layout.BOOLEAN:
        return String.valueOf(column.getBoolean(row));
      case Layout.INT32:
        return Integer.toString(column.getInt(row));
      case Layout.INT64:
        return Long.toString(column.getLong(row));
      case Layout.FLOAT32:
        return Float.toString(column.getFloat(row));
      case Layout.FLOAT64:
        return Double.toString(column.getDouble(row));
      case Layout.DECIMAL:
        return decimal(column, row);
      case Layout.BYTES:
        return Base64.getEncoder().encodeToString(column.getBytes(row));
      case Layout.DATE:
        return date(column.getDays(row));
      case Layout.TIME:
        StringBuilder time = new StringBuilder(18);
        time(time, column.getMicros(row), column.getNanos(row));
        return time.toString();
      case Layout.DURATION:
        return String.valueOf(column.getDuration(row));
      case Layout.TIMESTAMP:
        return timestamp(column.getMicros(row), column.getNanos(row), "");
      case Layout.TIMESTAMP_TZ:
        return timestamp(column.getMicros(row), column.getNanos(row), "Z");
      case Layout.UUID:
        return String.valueOf(column.getUuid(row));
      default:
        return String.valueOf(column.getString(row));
    }
  }

  private static String decimal(Column column, int row) {
    if (column.isFinite(row)) {
      BigDecimal value = column.getDecimal(row);
      return value == null ? "null" : plain(value);
    }
    return Boxes.special(column.scaleMark(row)).toString();
  }

  static String plain(BigDecimal value) {
    return Math.abs((long) value.scale()) <= MOST_ZEROS ? value.toPlainString() : value.toString();
  }

  private static String date(int days) {
    if (days == Layout.LAST_DAY) {
      return "infinity";
    }
    return days == Layout.FIRST_DAY ? "-infinity" : LocalDate.ofEpochDay(days).toString();
  }

  private static String timestamp(long micros, int nanos, String zone) {
    if (micros == Layout.LAST_MICRO) {
      return "infinity";
    }
    if (micros == Layout.FIRST_MICRO) {
      return "-infinity";
    }
    StringBuilder text = new StringBuilder(32);
    text.append(LocalDate.ofEpochDay(Math.floorDiv(micros, Layout.DAY_MICROS))).append('T');
    time(text, Math.floorMod(micros, Layout.DAY_MICROS), nanos);
    return text.append(zone).toString();
  }

  /** Appends hours, minutes, seconds, and thousandths in groups as far as there are any. */
  private static void time(StringBuilder text, long micros, int nanos) {
    int seconds = (int) (micros / 1_000_000);
    digits(text, seconds / 3600, 2).append(':');
    digits(text, seconds / 60 % 60, 2).append(':');
    digits(text, seconds % 60, 2);
    int fraction = (int) (micros % 1_000_000);
    if (nanos != 0) {
      digits(digits(text.append('.'), fraction, 6), nanos, 3);
    } else if (fraction % 1000 != 0) {
      digits(text.append('.'), fraction, 6);
    } else if (fraction != 0) {
      digits(text.append('.'), fraction / 1000, 3);
    }
  }

  private static StringBuilder digits(StringBuilder text, int value, int width) {
    for (int unit = (int) Math.pow(10, width - 1.0); unit > 0; unit /= 10) {
      text.append((char) ('0' + value / unit % 10));
    }
    return text;
  }
}
