package dev.tributary.connector.pipeline.expression;

import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.DataType.Kind;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Exact conversions between types: what has no equal in the other type fails its row. */
final class Casts {
  private static final int LONGEST_NUMBER = 400;
  private static final int SHOWN = 40;

  private Casts() {}

  /**
   * Binds a conversion.
   *
   * @param to the type; INT32 and FLOAT32 become INT64 and FLOAT64, and are checked when stored
   * @param format how a date is written, where a text becomes one or one becomes a text
   */
  static Typed bind(Typed value, DataType to, @Nullable String format) {
    DataType type = Loader.type(to);
    if (to.isNested() && to.kind() != Kind.JSON) {
      throw new Mismatch("cannot make " + Types.name(to) + ": flatten it, or keep it");
    }
    if (value.isNull()) {
      return Constant.of(type, null);
    }
    TimeFormat dates = format == null ? null : TimeFormat.of(format);
    boolean dated = isDated(value.kind()) || isDated(type.kind());
    boolean written = value.isText() || type.kind() == Kind.STRING;
    if (dates != null && !(dated && written)) {
      throw new Mismatch(
          "has a format, which is for dates written as texts, not from "
              + Types.name(value.type())
              + " to "
              + Types.name(to));
    }
    if (value.type().equals(type)) {
      return value;
    }
    Typed cast =
        switch (type.kind()) {
          case STRING, JSON -> toText(value, type, dates);
          case BOOLEAN -> toBoolean(value);
          case INT64 -> toWhole(value);
          case FLOAT64 -> toFloat(value);
          case DECIMAL -> toDecimal(value, type);
          case DATE, TIMESTAMP, TIMESTAMP_TZ -> toMoment(value, type, dates);
          case TIME -> value.isText() ? fromText(value, type, Casts::time) : null;
          case DURATION -> value.isText() ? fromText(value, type, Casts::duration) : null;
          case UUID ->
              value.isText()
                  ? Each.text(type, List.of(value), (from, row) -> uuid(from[0].text(row)))
                  : null;
          default -> null;
        };
    if (cast == null) {
      throw new Mismatch("cannot make " + Types.name(to) + " of " + Types.name(value.type()));
    }
    return cast;
  }

  private static boolean isDated(Kind kind) {
    return kind == Kind.DATE || kind == Kind.TIMESTAMP || kind == Kind.TIMESTAMP_TZ;
  }

  static String shown(String text) {
    return "'" + (text.length() > SHOWN ? text.substring(0, SHOWN - 1) + "…" : text) + "'";
  }

  private static Each.Failed no(String text, DataType type) {
    return new Each.Failed(shown(text) + " is no " + Types.name(type));
  }

  private static @Nullable Typed toText(Typed value, DataType type, @Nullable TimeFormat dates) {
    if (value.isText() || (value.kind() == Kind.UUID && type.kind() == Kind.STRING)) {
      Kernel kernel = value.kernel();
      return Typed.of(type, frame -> kernel.run(frame).as(type));
    }
    if (type.kind() == Kind.JSON || value.kind() == Kind.BYTES) {
      return null;
    }
    if (dates != null) {
      return Each.text(type, List.of(value), (from, row) -> dates.format(Moments.of(from[0], row)));
    }
    return Each.text(type, List.of(value), (from, row) -> Texts.canonical(from[0], row));
  }

  private static @Nullable Typed toBoolean(Typed value) {
    if (value.isText()) {
      return Each.truth(
          List.of(value),
          (from, row) ->
              switch (from[0].text(row).strip().toLowerCase(Locale.ROOT)) {
                case "true", "t", "yes", "y", "1" -> 1;
                case "false", "f", "no", "n", "0" -> 0;
                default -> throw no(from[0].text(row), DataType.BOOLEAN);
              });
    }
    if (value.kind() == Kind.INT64) {
      return Each.truth(
          List.of(value),
          (from, row) -> {
            if (from[0].longs[row] >>> 1 != 0) {
              throw new Each.Failed(from[0].longs[row] + " is neither 0 nor 1");
            }
            return from[0].longs[row];
          });
    }
    return null;
  }

  private static @Nullable Typed toWhole(Typed value) {
    List<Typed> from = List.of(value);
    if (value.isText()) {
      return Each.whole(DataType.INT64, from, (texts, row) -> whole(texts[0], row));
    }
    return switch (value.kind()) {
      case BOOLEAN -> Each.whole(DataType.INT64, from, (truths, row) -> truths[0].bytes[row]);
      case FLOAT64 ->
          Each.whole(
              DataType.INT64,
              from,
              (numbers, row) -> {
                double number = numbers[0].doubles[row];
                if (number != Math.rint(number) || !(Math.abs(number) < 0x1p63)) {
                  throw new Each.Failed(number + " is no INT64: round it first");
                }
                return (long) number;
              });
      case DECIMAL ->
          Each.whole(
              DataType.INT64,
              from,
              (numbers, row) -> {
                BigDecimal number = numbers[0].decimal(row);
                try {
                  return number.longValueExact();
                } catch (ArithmeticException notWhole) {
                  throw new Each.Failed(number.toPlainString() + " is no INT64: round it first");
                }
              });
      default -> null;
    };
  }

  /** Reads digits where they stand; whatever is not plain goes the long way. */
  private static long whole(Vector texts, int row) {
    byte[] bytes = texts.bytes;
    int at = texts.starts[row];
    int end = texts.ends[row];
    boolean negative = at < end && bytes[at] == '-';
    int digits = end - at - (negative ? 1 : 0);
    if (digits > 0 && digits <= 18) {
      long number = 0;
      int i = negative ? at + 1 : at;
      while (i < end && bytes[i] >= '0' && bytes[i] <= '9') {
        number = number * 10 + bytes[i++] - '0';
      }
      if (i == end) {
        return negative ? -number : number;
      }
    }
    BigDecimal number = number(texts.text(row), DataType.INT64);
    try {
      return number.longValueExact();
    } catch (ArithmeticException notWhole) {
      throw no(texts.text(row), DataType.INT64);
    }
  }

  private static BigDecimal number(String text, DataType type) {
    String plain = text.strip();
    if (plain.isEmpty() || plain.length() > LONGEST_NUMBER) {
      throw no(text, type);
    }
    try {
      BigDecimal number = new BigDecimal(plain);
      if (Math.abs((long) number.scale()) > 2L * LONGEST_NUMBER) {
        throw no(text, type);
      }
      return number;
    } catch (NumberFormatException none) {
      throw no(text, type);
    }
  }

  private static @Nullable Typed toFloat(Typed value) {
    List<Typed> from = List.of(value);
    if (value.isText()) {
      return Each.number(from, (texts, row) -> floating(texts[0].text(row)));
    }
    return switch (value.kind()) {
      case INT64 ->
          Each.number(
              from,
              (numbers, row) -> {
                long whole = numbers[0].longs[row];
                double near = whole;
                if ((long) near != whole || near == 0x1p63) {
                  throw new Each.Failed(whole + " has no equal FLOAT64");
                }
                return near;
              });
      case DECIMAL ->
          Each.number(
              from,
              (numbers, row) -> {
                BigDecimal number = numbers[0].decimal(row);
                double near = number.doubleValue();
                if (Double.isInfinite(near)
                    || (new BigDecimal(Double.toString(near)).compareTo(number) != 0
                        && new BigDecimal(near).compareTo(number) != 0)) {
                  throw new Each.Failed(number.toPlainString() + " has no equal FLOAT64");
                }
                return near;
              });
      default -> null;
    };
  }

  private static double floating(String text) {
    String plain = text.strip();
    try {
      char last = plain.isEmpty() ? ' ' : plain.charAt(plain.length() - 1);
      // Java takes 1f, 1d and hexadecimal numbers too
      if ((Character.isDigit(last) || last == '.')
          && plain.indexOf('x') < 0
          && plain.indexOf('X') < 0) {
        double number = Double.parseDouble(plain);
        if (Double.isFinite(number)) {
          return number;
        }
      }
    } catch (NumberFormatException none) {
      // said below
    }
    return switch (plain) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> throw no(text, DataType.FLOAT64);
    };
  }

  private static @Nullable Typed toDecimal(Typed value, DataType type) {
    Each.ToDecimal source;
    if (value.isText()) {
      source = (from, row) -> number(from[0].text(row), type);
    } else if (value.kind() == Kind.INT64) {
      source = (from, row) -> BigDecimal.valueOf(from[0].longs[row]);
    } else if (value.kind() == Kind.FLOAT64) {
      source =
          (from, row) -> {
            double number = from[0].doubles[row];
            if (!Double.isFinite(number)) {
              throw new Each.Failed(number + " is no " + Types.name(type));
            }
            return new BigDecimal(Double.toString(number));
          };
    } else if (value.kind() == Kind.DECIMAL) {
      source = (from, row) -> from[0].decimal(row);
    } else {
      return null;
    }
    return Each.decimal(type, List.of(value), (from, row) -> exact(source.apply(from, row), type));
  }

  private static BigDecimal exact(BigDecimal number, DataType type) {
    if (DecimalTypes.isFree(type)) {
      return number;
    }
    try {
      BigDecimal scaled = number.setScale(type.scale());
      if (scaled.precision() <= type.precision()) {
        return scaled;
      }
    } catch (ArithmeticException tooFine) {
      // said below
    }
    throw no(number.toPlainString(), type);
  }

  private static @Nullable Typed toMoment(Typed value, DataType type, @Nullable TimeFormat dates) {
    List<Typed> from = List.of(value);
    if (value.isText() && dates != null) {
      return Each.whole(type, from, (texts, row) -> moment(type, dates.parse(texts[0].text(row))));
    }
    if (value.isText()) {
      return fromText(value, type, text -> read(type, text));
    }
    if (!isDated(value.kind())) {
      return null;
    }
    if (value.kind() != Kind.DATE && type.kind() != Kind.DATE) {
      Kernel kernel = value.kernel();
      return Typed.of(type, frame -> kernel.run(frame).as(type)); // a local time is of UTC
    }
    return Each.whole(type, from, (times, row) -> moment(type, Moments.of(times[0], row)));
  }

  private static long moment(DataType type, LocalDateTime time) {
    if (type.kind() == Kind.DATE && !time.toLocalTime().equals(LocalTime.MIDNIGHT)) {
      throw new Each.Failed(time + " is no DATE: it has a time; take date(…) of it");
    }
    return Moments.store(type, time);
  }

  @FunctionalInterface
  private interface Reading {
    long apply(String text);
  }

  private static Typed fromText(Typed value, DataType type, Reading reading) {
    if (value.constant() instanceof String text) {
      try {
        long read = reading.apply(text.strip()); // once, not for each row
        return Typed.of(type, Constant.of(type, read).kernel());
      } catch (DateTimeException | IllegalArgumentException | Each.Failed none) {
        // said below, of each row
      }
    }
    return Each.whole(
        type,
        List.of(value),
        (texts, row) -> {
          String text = texts[0].text(row);
          try {
            return reading.apply(text.strip());
          } catch (DateTimeException | IllegalArgumentException none) {
            throw no(text, type);
          }
        });
  }

  private static long read(DataType type, String text) {
    if (type.kind() == Kind.DATE) {
      return Moments.days(LocalDate.parse(text));
    }
    String iso = text.length() > 10 && text.charAt(10) == ' ' ? text.replaceFirst(" ", "T") : text;
    LocalDateTime time =
        type.kind() == Kind.TIMESTAMP
            ? LocalDateTime.parse(iso)
            : OffsetDateTime.parse(iso).withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
    return whole(time.get(ChronoField.NANO_OF_SECOND), Moments.micros(time), text);
  }

  private static long whole(int nanos, long micros, String text) {
    if (nanos % 1000 != 0) {
      throw new Each.Failed(shown(text) + " is finer than a microsecond");
    }
    return micros;
  }

  private static long time(String text) {
    LocalTime time = LocalTime.parse(text);
    return whole(time.get(ChronoField.NANO_OF_SECOND), time.toNanoOfDay() / 1000, text);
  }

  private static long duration(String text) {
    Duration duration = Duration.parse(text);
    return whole(
        duration.getNano(),
        Math.addExact(
            Math.multiplyExact(duration.getSeconds(), Moments.SECOND), duration.getNano() / 1000),
        text);
  }

  private static String uuid(String text) {
    try {
      if (text.strip().length() == 36) {
        return UUID.fromString(text.strip()).toString();
      }
    } catch (IllegalArgumentException none) {
      // said below
    }
    throw no(text, DataType.UUID);
  }
}
