package dev.tributary.connector.pipeline.expression;

import dev.tributary.connector.schema.DataType.Kind;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/** Compares values; with null the result is null. */
final class Comparison {
  private static final int LESS = 1;
  private static final int SAME = 2;
  private static final int MORE = 4;

  private Comparison() {}

  /** Says which of two values comes first. */
  @FunctionalInterface
  interface Order {
    int compare(Vector a, Vector b, int row);
  }

  /** Returns the outcomes, as bits, for which an operator is true. */
  static int outcomes(String operator) {
    return switch (operator) {
      case "=" -> SAME;
      case "<>" -> LESS | MORE;
      case "<" -> LESS;
      case "<=" -> LESS | SAME;
      case ">" -> MORE;
      default -> MORE | SAME;
    };
  }

  static Typed bind(int outcomes, List<Typed> arguments) {
    Typed left = arguments.get(0);
    Typed right = arguments.get(1);
    if (isWholeAndFloat(left, right) || isWholeAndFloat(right, left)) {
      return mixed(outcomes, left, right);
    }
    List<Typed> alike = Coercion.alike(arguments);
    Kernel a = alike.get(0).kernel();
    Kernel b = alike.get(1).kernel();
    Kind kind = alike.get(0).kind();
    return Typed.of(
        dev.tributary.connector.schema.DataType.BOOLEAN,
        frame -> compare(kind, outcomes, a.run(frame), b.run(frame), frame.size));
  }

  private static boolean isWholeAndFloat(Typed one, Typed other) {
    return one.kind() == Kind.INT64 && !one.isConstant() && other.kind() == Kind.FLOAT64;
  }

  /** A whole number beyond 2^53 is compared as it is, not as the nearest FLOAT64. */
  private static Typed mixed(int outcomes, Typed left, Typed right) {
    Kernel a = left.kernel();
    Kernel b = right.kernel();
    boolean wholeFirst = left.kind() == Kind.INT64;
    return Typed.of(
        dev.tributary.connector.schema.DataType.BOOLEAN,
        frame -> {
          Vector x = a.run(frame);
          Vector y = b.run(frame);
          byte[] to = new byte[frame.size];
          for (int row = 0; row < to.length; row++) {
            int order =
                wholeFirst
                    ? compare(x.longs[row], y.doubles[row])
                    : -compare(y.longs[row], x.doubles[row]);
            to[row] = bit(outcomes, order);
          }
          return Vector.booleans(to, Nulls.either(x.nulls, y.nulls));
        });
  }

  private static int compare(long whole, double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return number == Double.NEGATIVE_INFINITY ? 1 : -1;
    }
    double near = whole;
    return near != number
        ? Double.compare(near, number)
        : BigDecimal.valueOf(whole).compareTo(new BigDecimal(number));
  }

  private static byte bit(int outcomes, int order) {
    return (byte) (outcomes >> (Integer.signum(order) + 1) & 1);
  }

  private static Vector compare(Kind kind, int outcomes, Vector a, Vector b, int size) {
    byte[] to = new byte[size];
    if (kind == Kind.FLOAT64) {
      double[] x = a.doubles;
      double[] y = b.doubles;
      for (int row = 0; row < size; row++) {
        to[row] = (byte) (outcomes >> (compare(x[row], y[row]) + 1) & 1);
      }
    } else if (isLongs(kind, a, b)) {
      long[] x = a.longs;
      long[] y = b.longs;
      for (int row = 0; row < size; row++) {
        to[row] = (byte) (outcomes >> order(x[row], y[row]) & 1);
      }
    } else if (isTexts(kind) && (outcomes == SAME || outcomes == (LESS | MORE))) {
      int same = outcomes == SAME ? 1 : 0;
      for (int row = 0; row < size; row++) {
        boolean equal =
            Arrays.equals(a.bytes, a.starts[row], a.ends[row], b.bytes, b.starts[row], b.ends[row]);
        to[row] = (byte) (equal ? same : 1 - same);
      }
    } else {
      Order order = order(kind);
      for (int row = 0; row < size; row++) {
        to[row] = bit(outcomes, order.compare(a, b, row));
      }
    }
    return Vector.booleans(to, Nulls.either(a.nulls, b.nulls));
  }

  /** Returns 0 for less, 1 for the same and 2 for more, without a branch. */
  private static int order(long x, long y) {
    return 1 + (x > y ? 1 : 0) - (x < y ? 1 : 0);
  }

  private static boolean isLongs(Kind kind, Vector a, Vector b) {
    return !isTexts(kind)
        && kind != Kind.BOOLEAN
        && !a.isWide()
        && !b.isWide()
        && a.nanos == null
        && b.nanos == null;
  }

  private static boolean isTexts(Kind kind) {
    return kind == Kind.STRING || kind == Kind.JSON || kind == Kind.UUID || kind == Kind.BYTES;
  }

  /** As PostgreSQL: NaN equals NaN and is greater than anything else; -0 is 0. */
  static int compare(double x, double y) {
    return x < y ? -1 : x > y ? 1 : x == y ? 0 : Boolean.compare(Double.isNaN(x), Double.isNaN(y));
  }

  /** Returns the order of the values of a kind; texts go by their code points. */
  static Order order(Kind kind) {
    return switch (kind) {
      case BOOLEAN -> (a, b, row) -> Byte.compare(a.bytes[row], b.bytes[row]);
      case FLOAT64 -> (a, b, row) -> compare(a.doubles[row], b.doubles[row]);
      case DECIMAL ->
          (a, b, row) ->
              a.isWide() || b.isWide()
                  ? value(a, row).compareTo(value(b, row))
                  : Long.compare(a.longs[row], b.longs[row]);
      case STRING, JSON, UUID, BYTES ->
          (a, b, row) ->
              Arrays.compareUnsigned(
                  a.bytes, a.starts[row], a.ends[row], b.bytes, b.starts[row], b.ends[row]);
      default ->
          (a, b, row) -> {
            int order = Long.compare(a.longs[row], b.longs[row]);
            return order != 0 ? order : Integer.compare(a.nano(row), b.nano(row));
          };
    };
  }

  private static BigDecimal value(Vector vector, int row) {
    return vector.isNull(row) ? BigDecimal.ZERO : vector.decimal(row);
  }
}
