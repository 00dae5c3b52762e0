package dev.tributary.connector.pipeline.expression;

import dev.tributary.connector.schema.DataType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sums, products and quotients: of whole numbers checked, of decimals exact. */
final class Arithmetic {
  private static final String OVERFLOW = "the result is no INT64: it is too large";
  private static final String BY_ZERO = "division by zero";

  private Arithmetic() {}

  /** What is calculated. */
  enum Operation {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    REMAINDER
  }

  static Typed bind(Operation operation, List<Typed> arguments) {
    Typed left = number(arguments.get(0), arguments.get(1));
    Typed right = number(arguments.get(1), left);
    boolean floats = left.kind() == DataType.Kind.FLOAT64 || right.kind() == DataType.Kind.FLOAT64;
    boolean decimals =
        left.kind() == DataType.Kind.DECIMAL || right.kind() == DataType.Kind.DECIMAL;
    if (floats || (operation == Operation.DIVIDE && !decimals)) {
      Kernel a = Coercion.to(left, DataType.FLOAT64).kernel();
      Kernel b = Coercion.to(right, DataType.FLOAT64).kernel();
      return Typed.of(
          DataType.FLOAT64, frame -> doubles(operation, a.run(frame), b.run(frame), frame));
    }
    if (decimals) {
      return decimals(operation, left, right);
    }
    Kernel a = left.kernel();
    Kernel b = right.kernel();
    return Typed.of(DataType.INT64, frame -> longs(operation, a.run(frame), b.run(frame), frame));
  }

  /** A null takes the other's type. */
  private static Typed number(Typed value, Typed other) {
    if (value.isNull()) {
      return Constant.of(other.isNumber() ? other.type() : DataType.INT64, null);
    }
    if (!value.isNumber()) {
      throw new Mismatch("needs numbers, not " + Types.name(value.type()));
    }
    return value;
  }

  private static Vector longs(Operation operation, Vector a, Vector b, Frame frame) {
    long[] nulls = Nulls.either(a.nulls, b.nulls);
    long[] x = a.longs;
    long[] y = b.longs;
    int size = frame.size;
    long[] to = new long[size];
    long over = 0;
    switch (operation) {
      case ADD:
        for (int i = 0; i < size; i++) {
          long sum = x[i] + y[i];
          over |= (x[i] ^ sum) & (y[i] ^ sum);
          to[i] = sum;
        }
        break;
      case SUBTRACT:
        for (int i = 0; i < size; i++) {
          long difference = x[i] - y[i];
          over |= (x[i] ^ y[i]) & (x[i] ^ difference);
          to[i] = difference;
        }
        break;
      case MULTIPLY:
        for (int i = 0; i < size; i++) {
          long product = x[i] * y[i];
          over |= Math.multiplyHigh(x[i], y[i]) ^ (product >> 63);
          to[i] = product;
        }
        over = over == 0 ? 0 : -1;
        break;
      default:
        for (int i = 0; i < size; i++) {
          if (y[i] != 0) {
            to[i] = x[i] % y[i];
          } else if (!Nulls.has(nulls, i)) {
            frame.fail(i, BY_ZERO);
          }
        }
    }
    if (over < 0) {
      overflows(operation, x, y, nulls, frame);
    }
    return Vector.longs(DataType.INT64, to, nulls);
  }

  /** Finds the rows: most batches have none. */
  private static void overflows(
      Operation operation, long[] x, long[] y, long @Nullable [] nulls, Frame frame) {
    for (int i = 0; i < frame.size; i++) {
      if (!Nulls.has(nulls, i)) {
        try {
          switch (operation) {
            case ADD -> Math.addExact(x[i], y[i]);
            case SUBTRACT -> Math.subtractExact(x[i], y[i]);
            default -> Math.multiplyExact(x[i], y[i]);
          }
        } catch (ArithmeticException tooLarge) {
          frame.fail(i, OVERFLOW);
        }
      }
    }
  }

  private static Vector doubles(Operation operation, Vector a, Vector b, Frame frame) {
    long[] nulls = Nulls.either(a.nulls, b.nulls);
    double[] x = a.doubles;
    double[] y = b.doubles;
    int size = frame.size;
    double[] to = new double[size];
    switch (operation) {
      case ADD:
        for (int i = 0; i < size; i++) {
          to[i] = x[i] + y[i];
        }
        break;
      case SUBTRACT:
        for (int i = 0; i < size; i++) {
          to[i] = x[i] - y[i];
        }
        break;
      case MULTIPLY:
        for (int i = 0; i < size; i++) {
          to[i] = x[i] * y[i];
        }
        break;
      default:
        for (int i = 0; i < size; i++) {
          if (y[i] == 0 && !Nulls.has(nulls, i)) {
            frame.fail(i, BY_ZERO);
          }
          to[i] = operation == Operation.DIVIDE ? x[i] / y[i] : x[i] % y[i];
        }
    }
    return Vector.doubles(to, nulls);
  }

  private static Typed decimals(Operation operation, Typed left, Typed right) {
    DataType one = DecimalTypes.of(left);
    DataType other = DecimalTypes.of(right);
    DataType type =
        switch (operation) {
          case ADD, SUBTRACT -> DecimalTypes.sum(one, other);
          case MULTIPLY -> DecimalTypes.product(one, other);
          case DIVIDE -> DecimalTypes.quotient(one, other);
          case REMAINDER -> DecimalTypes.both(one, other);
        };
    Kernel a = Coercion.to(left, one).kernel();
    Kernel b = Coercion.to(right, other).kernel();
    return Typed.of(type, frame -> decimals(operation, type, a.run(frame), b.run(frame), frame));
  }

  private static Vector decimals(
      Operation operation, DataType type, Vector a, Vector b, Frame frame) {
    long[] nulls = Nulls.either(a.nulls, b.nulls);
    if (!a.isWide() && !b.isWide() && !DecimalTypes.isFree(type)) {
      try {
        return Vector.longs(type, narrow(operation, type, a, b, nulls, frame), nulls);
      } catch (ArithmeticException tooLarge) {
        // one fits no long: all are calculated with the digits that they need
      }
    }
    BigDecimal[] to = new BigDecimal[frame.size];
    for (int i = 0; i < to.length; i++) {
      to[i] = BigDecimal.ZERO;
      if (!Nulls.has(nulls, i)) {
        BigDecimal result = wide(operation, type, a.decimal(i), b.decimal(i));
        if (result == null) {
          frame.fail(i, BY_ZERO);
        } else if (Decimals.digits(result) > Decimals.limit(type)) {
          frame.fail(i, "the result has more than " + Decimals.limit(type) + " digits");
        } else {
          to[i] = result;
        }
      }
    }
    return Vector.decimals(type, to, nulls);
  }

  private static long[] narrow(
      Operation operation,
      DataType type,
      Vector a,
      Vector b,
      long @Nullable [] nulls,
      Frame frame) {
    int size = frame.size;
    long[] x = a.longs;
    long[] y = b.longs;
    long[] to = new long[size];
    switch (operation) {
      case ADD:
      case SUBTRACT:
        long up = Decimals.ten(type.scale() - a.type.scale());
        long down = Decimals.ten(type.scale() - b.type.scale());
        long sign = operation == Operation.ADD ? down : -down;
        if (type.precision() <= 18) {
          for (int i = 0; i < size; i++) {
            to[i] = x[i] * up + y[i] * sign;
          }
        } else {
          for (int i = 0; i < size; i++) {
            to[i] = Math.addExact(Math.multiplyExact(x[i], up), Math.multiplyExact(y[i], sign));
          }
        }
        break;
      case MULTIPLY:
        if (type.precision() <= 18) {
          for (int i = 0; i < size; i++) {
            to[i] = x[i] * y[i];
          }
        } else {
          for (int i = 0; i < size; i++) {
            to[i] = Math.multiplyExact(x[i], y[i]);
          }
        }
        break;
      case DIVIDE:
        long shift = Decimals.ten(type.scale() - a.type.scale() + b.type.scale());
        for (int i = 0; i < size; i++) {
          if (y[i] != 0) {
            to[i] = Decimals.quotient(Math.multiplyExact(x[i], shift), y[i]);
          } else if (!Nulls.has(nulls, i)) {
            frame.fail(i, BY_ZERO);
          }
        }
        break;
      default:
        long one = Decimals.ten(type.scale() - a.type.scale());
        long other = Decimals.ten(type.scale() - b.type.scale());
        for (int i = 0; i < size; i++) {
          if (y[i] != 0) {
            to[i] = Math.multiplyExact(x[i], one) % Math.multiplyExact(y[i], other);
          } else if (!Nulls.has(nulls, i)) {
            frame.fail(i, BY_ZERO);
          }
        }
    }
    return to;
  }

  private static @Nullable BigDecimal wide(
      Operation operation, DataType type, BigDecimal x, BigDecimal y) {
    if (y.signum() == 0 && operation.compareTo(Operation.DIVIDE) >= 0) {
      return null;
    }
    BigDecimal result =
        switch (operation) {
          case ADD -> x.add(y);
          case SUBTRACT -> x.subtract(y);
          case MULTIPLY -> x.multiply(y);
          case DIVIDE ->
              x.divide(
                  y,
                  DecimalTypes.isFree(type)
                      ? Math.max(DecimalTypes.QUOTIENT_SCALE, Math.max(x.scale(), y.scale()))
                      : type.scale(),
                  RoundingMode.HALF_UP);
          case REMAINDER -> x.remainder(y);
        };
    return DecimalTypes.isFree(type) ? result : result.setScale(type.scale());
  }
}
