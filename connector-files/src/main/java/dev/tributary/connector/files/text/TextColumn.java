package dev.tributary.connector.files.text;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.incremental.DatePattern;
import dev.tributary.connector.schema.DataType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import org.jspecify.annotations.Nullable;

/**
 * Puts texts into one column of a builder, as values of its type. Used by one thread.
 *
 * <p>A column whose type was inferred takes only texts that the value shows again as they are; a
 * declared one also takes other ways to write the same value, such as leading zeros.
 */
public final class TextColumn {
  private static final double[] TENS = new double[23];
  private static final long EXACT_DOUBLE = 1L << 53;
  private static final int LONGEST_NUMBER = 20_000;

  static {
    TENS[0] = 1;
    for (int i = 1; i < TENS.length; i++) {
      TENS[i] = TENS[i - 1] * 10;
    }
  }

  private final int column;
  private final DataType.Kind kind;
  private final boolean exact;
  private final TextForms forms;
  private final TextValues values;
  private final boolean plain;
  private byte[] scratch = {};

  /**
   * Makes a writer of a column.
   *
   * @param column the builder's column
   * @param type its type
   * @param exact whether texts must be in the form in which the value would be written again
   * @param forms how texts stand for values
   * @param values what reads them; may be shared by the columns of one reader
   */
  public TextColumn(int column, DataType type, boolean exact, TextForms forms, TextValues values) {
    this.column = column;
    this.kind = type.kind();
    this.exact = exact;
    this.forms = forms;
    this.values = values;
    this.plain = forms.hasPlainNumbers();
  }

  /** Returns the builder's column. */
  public int column() {
    return column;
  }

  /** Returns whether values are texts, to which an empty one is a value. */
  public boolean isText() {
    return kind == DataType.Kind.STRING;
  }

  /**
   * Puts a text into the open row.
   *
   * @return whether it is a value of the column's type; otherwise nothing happened
   * @throws dev.tributary.connector.error.ConnectorException of kind DATA if the builder refuses it
   */
  public boolean put(BatchBuilder rows, byte[] b, int from, int to) {
    switch (kind) {
      case STRING:
      case JSON:
      case LIST:
      case STRUCT:
      case MAP:
        rows.setUtf8(column, b, from, to);
        return true;
      case INT64:
      case INT32:
        return putWhole(rows, b, from, to);
      case DECIMAL:
        return putNumber(rows, b, from, to, false);
      case FLOAT64:
      case FLOAT32:
        return putNumber(rows, b, from, to, true);
      case BOOLEAN:
        int truth = forms.truth(b, from, to);
        if (truth >= 0) {
          rows.set(column, truth == 1);
        }
        return truth >= 0;
      case DATE:
        return putDate(rows, b, from, to);
      case TIMESTAMP:
      case TIMESTAMP_TZ:
        return putTimestamp(rows, b, from, to);
      case TIME:
        if (!values.time(b, from, to)) {
          return false;
        }
        rows.setMicros(column, values.micros, values.nanos);
        return true;
      default:
        rows.setUtf8(column, b, from, to);
        return true;
    }
  }

  private boolean putWhole(BatchBuilder rows, byte[] b, int from, int to) {
    int i = from;
    boolean negative = i < to && b[i] == '-';
    if (negative) {
      i++;
    }
    int length = to - i;
    if (length < 1 || length > 18 || (b[i] == '0' && (length > 1 || negative)) || !plain) {
      return putRareWhole(rows, b, from, to);
    }
    long value = 0;
    for (; i < to; i++) {
      int digit = b[i] - '0';
      if (digit < 0 || digit > 9) {
        return putRareWhole(rows, b, from, to);
      }
      value = value * 10 + digit;
    }
    value = negative ? -value : value;
    if (kind == DataType.Kind.INT32 && value != (int) value) {
      return false;
    }
    rows.set(column, value);
    return true;
  }

  private boolean putRareWhole(BatchBuilder rows, byte[] b, int from, int to) {
    byte[] text = b;
    int start = from;
    int end = to;
    if (!plain) {
      end = rewrite(b, from, to);
      if (end < 0) {
        return false;
      }
      start = 0;
      text = scratch;
    }
    if (!values.decimal(text, start, end, exact) || !values.whole || !values.fits) {
      return false;
    }
    if (kind == DataType.Kind.INT32 && values.number != (int) values.number) {
      return false;
    }
    rows.set(column, values.number);
    return true;
  }

  private boolean putNumber(BatchBuilder rows, byte[] b, int from, int to, boolean binary) {
    byte[] text = b;
    int start = from;
    int end = to;
    if (!plain) {
      end = rewrite(b, from, to);
      if (end < 0) {
        return false;
      }
      start = 0;
      text = scratch;
    }
    if (!values.decimal(text, start, end, exact && !binary)) {
      return binary && putSpecial(rows, text, start, end);
    }
    if (binary) {
      putBinary(rows, text, start, end);
    } else if (values.fits) {
      rows.setDecimal(column, values.number, values.scale);
    } else if (end - start > LONGEST_NUMBER) {
      return false;
    } else {
      rows.set(column, (Object) new BigDecimal(ascii(text, start, end)));
    }
    return true;
  }

  private void putBinary(BatchBuilder rows, byte[] b, int from, int to) {
    double value;
    if (kind == DataType.Kind.FLOAT32) {
      value = Float.parseFloat(ascii(b, from, to));
    } else if (values.fits
        && values.number < EXACT_DOUBLE
        && values.number > -EXACT_DOUBLE
        && values.number != 0
        && values.scale < TENS.length) {
      // both are exact, so one division rounds once, as IEEE 754 asks of a parser
      value = values.number / TENS[values.scale];
    } else {
      value = Double.parseDouble(ascii(b, from, to));
    }
    rows.set(column, value);
  }

  private boolean putSpecial(BatchBuilder rows, byte[] b, int from, int to) {
    double value;
    switch (ascii(b, from, to)) {
      case "NaN", "nan" -> value = Double.NaN;
      case "Infinity", "inf", "Inf", "+Infinity" -> value = Double.POSITIVE_INFINITY;
      case "-Infinity", "-inf", "-Inf" -> value = Double.NEGATIVE_INFINITY;
      default -> {
        return false;
      }
    }
    rows.set(column, value);
    return true;
  }

  /** Writes a number as everybody does, into scratch; returns its length, or -1 if it is none. */
  private int rewrite(byte[] b, int from, int to) {
    if (scratch.length < to - from) {
      scratch = new byte[to - from + 16];
    }
    return forms.plain(b, from, to, scratch);
  }

  private boolean putDate(BatchBuilder rows, byte[] b, int from, int to) {
    if (forms.date() != null) {
      LocalDateTime time = formatted(forms.date(), b, from, to);
      if (time == null) {
        return false;
      }
      rows.setDays(column, Math.toIntExact(time.toLocalDate().toEpochDay()));
      return true;
    }
    if (!values.date(b, from, to)) {
      return false;
    }
    rows.setDays(column, values.days);
    return true;
  }

  private boolean putTimestamp(BatchBuilder rows, byte[] b, int from, int to) {
    boolean instant = kind == DataType.Kind.TIMESTAMP_TZ;
    if (forms.timestamp() != null) {
      LocalDateTime time = formatted(forms.timestamp(), b, from, to);
      if (time == null) {
        return false;
      }
      long micros =
          time.toEpochSecond(ZoneOffset.UTC) * 1_000_000L + time.get(ChronoField.MICRO_OF_SECOND);
      rows.setMicros(column, micros, time.get(ChronoField.NANO_OF_SECOND) % 1000);
      return true;
    }
    if (!values.timestamp(b, from, to) || values.zoned != instant) {
      return false;
    }
    if (values.nanos == 0) {
      rows.setMicros(column, values.micros);
    } else {
      rows.setMicros(column, values.micros, values.nanos);
    }
    return true;
  }

  /** Returns the time that a text shows in a format, or null if it is in another. */
  static @Nullable LocalDateTime formatted(DatePattern pattern, byte[] b, int from, int to) {
    String text = new String(b, from, to - from, StandardCharsets.UTF_8).strip();
    try {
      LocalDateTime time = pattern.parse(text);
      // the pattern would take the 31st of February for the 3rd of March
      return pattern.format(time).equals(text) ? time : null;
    } catch (DateTimeException other) {
      return null;
    }
  }

  private static String ascii(byte[] b, int from, int to) {
    return new String(b, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
