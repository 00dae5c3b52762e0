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
  final DataType.Kind kind;
  private final boolean exact;
  private final TextForms forms;
  final Truths truths;
  final TextValues values;
  private final boolean plain;

  /** How many digits the last decimal had after the point, as the next one probably has. */
  private int usual;

  /** The floating-point number that was read last. */
  double binary;

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
    this.truths = new Truths(forms);
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
        return putDecimal(rows, b, from, to);
      case FLOAT64:
      case FLOAT32:
        return putBinary(rows, b, from, to);
      case BOOLEAN:
        int truth = truths.of(b, from, to);
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
    if (!readWhole(b, from, to)) {
      return false;
    }
    rows.set(column, values.number);
    return true;
  }

  /** Reads a whole number that the column takes into {@link TextValues#number}. */
  boolean readWhole(byte[] b, int from, int to) {
    int first = from < to && b[from] == '-' ? from + 1 : from;
    long value =
        plain && (b[first] != '0' || (to - first == 1 && first == from))
            ? Digits.parse(b, first, to)
            : -1;
    if (value >= 0) {
      values.number = first > from ? -value : value;
    } else if (!readRareWhole(b, from, to)) {
      return false;
    }
    return kind != DataType.Kind.INT32 || values.number == (int) values.number;
  }

  private boolean readRareWhole(byte[] b, int from, int to) {
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
    return values.decimal(text, start, end, exact) && values.whole && values.fits;
  }

  /**
   * Reads a decimal that fits into {@link TextValues#number} and {@link TextValues#scale}; false
   * for any other text, a longer decimal too.
   */
  boolean readDecimal(byte[] b, int from, int to) {
    if (!plain) {
      int end = rewrite(b, from, to);
      return end >= 0 && values.decimal(scratch, 0, end, exact) && values.fits;
    }
    int point = to - usual - 1;
    int first = from < to && b[from] == '-' ? from + 1 : from;
    if (usual > 0
        && point > first
        && to - first <= Digits.MOST
        && b[point] == '.'
        && (b[first] != '0' || point == first + 1)) {
      long whole = Digits.parse(b, first, point);
      long fraction = Digits.parse(b, point + 1, to);
      long number = whole * (long) TENS[usual] + fraction;
      if (whole >= 0 && fraction >= 0 && (number > 0 || first == from)) {
        values.number = first > from ? -number : number;
        values.scale = usual;
        return true;
      }
    }
    if (!values.decimal(b, from, to, exact) || !values.fits) {
      return false;
    }
    usual = values.scale;
    return true;
  }

  private boolean putDecimal(BatchBuilder rows, byte[] b, int from, int to) {
    if (readDecimal(b, from, to)) {
      rows.setDecimal(column, values.number, values.scale);
      return true;
    }
    byte[] text = b;
    int start = from;
    int end = to;
    if (!plain) {
      end = rewrite(b, from, to);
      start = 0;
      text = scratch;
    }
    if (end < 0 || end - start > LONGEST_NUMBER || !values.decimal(text, start, end, exact)) {
      return false;
    }
    rows.set(column, (Object) new BigDecimal(ascii(text, start, end)));
    return true;
  }

  private boolean putBinary(BatchBuilder rows, byte[] b, int from, int to) {
    if (!readBinary(b, from, to)) {
      return false;
    }
    rows.set(column, binary);
    return true;
  }

  /** Reads a floating-point number into {@link #binary}. */
  boolean readBinary(byte[] b, int from, int to) {
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
    if (!values.decimal(text, start, end, false)) {
      return readSpecial(text, start, end);
    }
    binary = binary(text, start, end);
    return true;
  }

  private double binary(byte[] b, int from, int to) {
    if (kind == DataType.Kind.FLOAT32) {
      return Float.parseFloat(ascii(b, from, to));
    }
    if (values.fits
        && values.number < EXACT_DOUBLE
        && values.number > -EXACT_DOUBLE
        && values.number != 0
        && values.scale < TENS.length) {
      // both are exact, so one division rounds once, as IEEE 754 asks of a parser
      return values.number / TENS[values.scale];
    }
    return Double.parseDouble(ascii(b, from, to));
  }

  private boolean readSpecial(byte[] b, int from, int to) {
    switch (ascii(b, from, to)) {
      case "NaN", "nan" -> binary = Double.NaN;
      case "Infinity", "inf", "Inf", "+Infinity" -> binary = Double.POSITIVE_INFINITY;
      case "-Infinity", "-inf", "-Inf" -> binary = Double.NEGATIVE_INFINITY;
      default -> {
        return false;
      }
    }
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
    if (!readDate(b, from, to)) {
      return false;
    }
    rows.setDays(column, values.days);
    return true;
  }

  /** Reads a date into {@link TextValues#days}. */
  boolean readDate(byte[] b, int from, int to) {
    if (forms.date() == null) {
      return values.date(b, from, to);
    }
    LocalDateTime time = formatted(forms.date(), b, from, to);
    if (time == null) {
      return false;
    }
    values.days = Math.toIntExact(time.toLocalDate().toEpochDay());
    return true;
  }

  private boolean putTimestamp(BatchBuilder rows, byte[] b, int from, int to) {
    if (!readTimestamp(b, from, to)) {
      return false;
    }
    if (values.nanos == 0) {
      rows.setMicros(column, values.micros);
    } else {
      rows.setMicros(column, values.micros, values.nanos);
    }
    return true;
  }

  /** Reads a timestamp into {@link TextValues#micros} and {@link TextValues#nanos}. */
  boolean readTimestamp(byte[] b, int from, int to) {
    boolean instant = kind == DataType.Kind.TIMESTAMP_TZ;
    if (forms.timestamp() == null) {
      return values.timestamp(b, from, to) && values.zoned == instant;
    }
    LocalDateTime time = formatted(forms.timestamp(), b, from, to);
    if (time == null) {
      return false;
    }
    values.micros =
        time.toEpochSecond(ZoneOffset.UTC) * 1_000_000L + time.get(ChronoField.MICRO_OF_SECOND);
    values.nanos = time.get(ChronoField.NANO_OF_SECOND) % 1000;
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
