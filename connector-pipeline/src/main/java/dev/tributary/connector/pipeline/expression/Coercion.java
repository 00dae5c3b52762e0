package dev.tributary.connector.pipeline.expression;

import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.DataType.Kind;
import java.math.BigDecimal;
import java.util.List;

/** What becomes another type without being asked to: numbers widen, written texts become times. */
final class Coercion {
  private Coercion() {}

  /** Returns a value of a type of numbers that holds it. */
  static Typed to(Typed value, DataType type) {
    if (value.isNull()) {
      return Constant.of(type, null);
    }
    if (value.type().equals(type)) {
      return value;
    }
    if (value.isConstant() && value.constant() instanceof Number number) {
      return type.kind() == Kind.FLOAT64
          ? Constant.of(type, number.doubleValue())
          : Constant.of(type, exact(number));
    }
    Kernel kernel = value.kernel();
    if (type.kind() == Kind.FLOAT64) {
      return Typed.of(type, frame -> doubles(kernel.run(frame), frame));
    }
    if (value.kind() == Kind.INT64) {
      return scaled(value, DataType.decimal(19, 0), type);
    }
    return scaled(value, value.type(), type);
  }

  private static BigDecimal exact(Number number) {
    return number instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(number.longValue());
  }

  private static Typed scaled(Typed value, DataType from, DataType to) {
    Kernel kernel = value.kernel();
    if (from.scale() == to.scale() && !DecimalTypes.isFree(to) && !DecimalTypes.isFree(from)) {
      return Typed.of(to, frame -> kernel.run(frame).as(to));
    }
    return Typed.of(to, frame -> rescale(kernel.run(frame).as(from), to, frame));
  }

  static Vector rescale(Vector from, DataType to, Frame frame) {
    if (!from.isWide() && !DecimalTypes.isFree(to)) {
      try {
        long up = Decimals.ten(to.scale() - from.type.scale());
        long[] scaled = new long[frame.size];
        for (int row = 0; row < scaled.length; row++) {
          scaled[row] = Math.multiplyExact(from.longs[row], up);
        }
        return Vector.longs(to, scaled, from.nulls);
      } catch (ArithmeticException tooLarge) {
        // one fits no long
      }
    }
    BigDecimal[] scaled = new BigDecimal[frame.size];
    for (int row = 0; row < scaled.length; row++) {
      BigDecimal value = from.isNull(row) ? BigDecimal.ZERO : from.decimal(row);
      scaled[row] = DecimalTypes.isFree(to) ? value : value.setScale(to.scale());
    }
    return Vector.decimals(to, scaled, from.nulls);
  }

  private static Vector doubles(Vector from, Frame frame) {
    double[] values = new double[frame.size];
    if (from.type.kind() == Kind.INT64) {
      for (int row = 0; row < values.length; row++) {
        values[row] = from.longs[row];
      }
    } else {
      for (int row = 0; row < values.length; row++) {
        values[row] = from.isNull(row) ? 0 : from.decimal(row).doubleValue();
      }
    }
    return Vector.doubles(values, from.nulls);
  }

  /** Gives all values one type that holds them. */
  static List<Typed> alike(List<Typed> values) {
    DataType type = common(values);
    return values.stream().map(value -> as(value, type)).toList();
  }

  static DataType common(List<Typed> values) {
    DataType type = null;
    for (Typed value : values) {
      if (!value.isNull()) {
        type = type == null ? value.type() : common(type, value, values);
      }
    }
    return type == null ? DataType.STRING : type;
  }

  private static DataType common(DataType type, Typed value, List<Typed> values) {
    DataType other = value.type();
    if (type.equals(other)) {
      return type;
    }
    if (type.isNumber() && other.isNumber()) {
      if (type.kind() == Kind.FLOAT64 || other.kind() == Kind.FLOAT64) {
        return DataType.FLOAT64;
      }
      return DecimalTypes.both(exact(type), DecimalTypes.of(value));
    }
    boolean written = value.isConstant() && other.kind() == Kind.STRING;
    if (written && isFromText(type)) {
      return type;
    }
    if (type.kind() == Kind.STRING && isFromText(other) && allWritten(values)) {
      return other;
    }
    if (isTime(type) && isTime(other)) {
      return type.kind() == Kind.DATE ? other : type;
    }
    throw new Mismatch(
        "has values of two types, "
            + Types.name(type)
            + " and "
            + Types.name(other)
            + ": cast one of them");
  }

  private static DataType exact(DataType type) {
    return type.kind() == Kind.INT64 ? DataType.decimal(19, 0) : type;
  }

  private static boolean allWritten(List<Typed> values) {
    return values.stream().filter(value -> value.kind() == Kind.STRING).allMatch(Typed::isConstant);
  }

  /** A date beside a local timestamp is its midnight; anything else needs a zone. */
  private static boolean isTime(DataType type) {
    return type.kind() == Kind.DATE || type.kind() == Kind.TIMESTAMP;
  }

  private static boolean isFromText(DataType type) {
    return switch (type.kind()) {
      case DATE, TIME, DURATION, TIMESTAMP, TIMESTAMP_TZ, UUID, JSON -> true;
      default -> false;
    };
  }

  /** Returns a value of a type that {@link #common} gave. */
  static Typed as(Typed value, DataType type) {
    if (value.isNull() || value.type().equals(type)) {
      return value.isNull() ? Constant.of(type, null) : value;
    }
    return type.isNumber() ? to(value, type) : Casts.bind(value, type, null);
  }

  /** Returns a value of a kind, or of null; anything else is refused. */
  static Typed expect(Typed value, DataType type) {
    if (value.isNull()) {
      return Constant.of(type, null);
    }
    if (value.kind() != type.kind() && !(type.kind() == Kind.STRING && value.isText())) {
      throw new Mismatch("needs " + Types.name(type) + ", not " + Types.name(value.type()));
    }
    return value;
  }

  static String text(Typed value, String what) {
    if (!value.isConstant() || !(value.constant() instanceof String text)) {
      throw new Mismatch("needs " + what + " written as a text in single quotes");
    }
    return text;
  }
}
