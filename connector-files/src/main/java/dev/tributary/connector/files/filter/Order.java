package dev.tributary.connector.files.filter;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.batch.Column;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** How the values of each type are ordered, and how what they are compared with is read. */
enum Order {
  TRUTHS,
  /** Whole and decimal numbers of any type among each other. */
  EXACT_NUMBERS,
  FLOATS,
  DOUBLES,
  /** By their UTF-8, which is the order of code points. */
  TEXTS,
  BYTES,
  DAYS,
  TIMES,
  DURATIONS,
  TIMESTAMPS,
  INSTANTS,
  UUIDS,
  /** Of values that are equal at most as texts are. */
  NONE;

  /** What {@link #compare} says of NaN. */
  static final int UNORDERED = 2;

  private static final Pattern ZONED = Pattern.compile(".*([Zz]|[+-]\\d\\d(:?\\d\\d)?)");
  private static final int DAY = 10;

  static Order of(DataType type) {
    return switch (type.kind()) {
      case BOOLEAN -> TRUTHS;
      case INT32, INT64, DECIMAL -> EXACT_NUMBERS;
      case FLOAT32 -> FLOATS;
      case FLOAT64 -> DOUBLES;
      case STRING -> TEXTS;
      case BYTES -> BYTES;
      case DATE -> DAYS;
      case TIME -> TIMES;
      case DURATION -> DURATIONS;
      case TIMESTAMP -> TIMESTAMPS;
      case TIMESTAMP_TZ -> INSTANTS;
      case UUID -> UUIDS;
      case JSON, LIST, STRUCT, MAP -> NONE;
    };
  }

  /**
   * Reads values to compare with.
   *
   * @throws ConnectorException of kind DATA if a text is no such value
   * @throws NumberFormatException if a text is no number
   */
  Column read(List<String> texts) {
    DataType type =
        switch (this) {
          case TRUTHS -> DataType.BOOLEAN;
          case EXACT_NUMBERS -> DataType.DECIMAL;
          case FLOATS, DOUBLES -> DataType.FLOAT64;
          case TEXTS -> DataType.STRING;
          case BYTES -> DataType.BYTES;
          case DAYS -> DataType.DATE;
          case TIMES -> DataType.TIME;
          case DURATIONS -> DataType.DURATION;
          case TIMESTAMPS -> DataType.TIMESTAMP;
          case INSTANTS -> DataType.TIMESTAMP_TZ;
          case UUIDS -> DataType.UUID;
          case NONE -> throw new IllegalStateException("no order");
        };
    StreamSchema schema = StreamSchema.of(Field.of("value", type));
    BatchBuilder builder = BatchBuilder.of(BatchTarget.standalone("filter", schema));
    for (String text : texts) {
      builder.add();
      switch (this) {
        case EXACT_NUMBERS -> builder.set(0, (Object) new BigDecimal(text.strip()));
        case FLOATS -> builder.set(0, finite(new BigDecimal(text.strip()).floatValue()));
        case DOUBLES -> builder.set(0, finite(new BigDecimal(text.strip()).doubleValue()));
        case TRUTHS, DAYS, TIMES, DURATIONS, UUIDS -> builder.set(0, text.strip());
        case TIMESTAMPS -> builder.set(0, timestamp(text.strip()));
        case INSTANTS -> builder.set(0, instant(text.strip()));
        default -> builder.set(0, text);
      }
    }
    return builder.build().column(0);
  }

  private static double finite(double value) {
    if (Double.isInfinite(value)) {
      throw new NumberFormatException("too large");
    }
    return value;
  }

  /** A day is its first moment, and a space may stand for the T. */
  private static String timestamp(String text) {
    String whole = text.replace(' ', 'T');
    return whole.length() == DAY ? whole + "T00:00:00" : whole;
  }

  /** What has no zone is UTC. */
  private static String instant(String text) {
    String whole = timestamp(text);
    int time = whole.indexOf('T');
    return time < 0 || ZONED.matcher(whole.substring(time)).matches() ? whole : whole + "Z";
  }

  /**
   * Compares a value with one that {@link #read} gave.
   *
   * @return less than, equal to or greater than 0 within 1; {@link #UNORDERED} if one is NaN
   */
  int compare(Column values, int row, Column constants, int at) {
    return switch (this) {
      case TRUTHS -> Boolean.compare(values.getBoolean(row), constants.getBoolean(at));
      case EXACT_NUMBERS -> exact(values, row, constants, at);
      case FLOATS, DOUBLES -> doubles(values.getDouble(row), constants.getDouble(at));
      case TEXTS, BYTES ->
          Integer.signum(
              Arrays.compareUnsigned(
                  values.utf8(),
                  values.start(row),
                  values.end(row),
                  constants.utf8(),
                  constants.start(at),
                  constants.end(at)));
      case DAYS -> Integer.compare(values.getDays(row), constants.getDays(at));
      case TIMES, DURATIONS, TIMESTAMPS, INSTANTS -> {
        int micros = Long.compare(values.getMicros(row), constants.getMicros(at));
        yield micros != 0 ? micros : Integer.compare(values.getNanos(row), constants.getNanos(at));
      }
      case UUIDS -> {
        int high = Long.compareUnsigned(values.getUuidHigh(row), constants.getUuidHigh(at));
        yield high != 0
            ? high
            : Long.compareUnsigned(values.getUuidLow(row), constants.getUuidLow(at));
      }
      case NONE -> UNORDERED;
    };
  }

  private static int doubles(double value, double constant) {
    return value < constant ? -1 : value > constant ? 1 : value == constant ? 0 : UNORDERED;
  }

  private static int exact(Column values, int row, Column constants, int at) {
    boolean whole = values.type().kind() != DataType.Kind.DECIMAL;
    if (constants.isUnscaled(at)) {
      if (whole && constants.getScale(at) == 0) {
        return Long.compare(values.getLong(row), constants.getUnscaled(at));
      }
      if (!whole && values.isUnscaled(row) && values.getScale(row) == constants.getScale(at)) {
        return Long.compare(values.getUnscaled(row), constants.getUnscaled(at));
      }
    }
    if (!whole && !values.isFinite(row)) {
      String text = String.valueOf(values.getString(row));
      return text.equals("NaN") ? UNORDERED : text.startsWith("-") ? -1 : 1;
    }
    BigDecimal value = Objects.requireNonNull(values.getDecimal(row));
    return Integer.signum(value.compareTo(Objects.requireNonNull(constants.getDecimal(at))));
  }
}
