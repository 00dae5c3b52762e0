package dev.tributary.connector.pipeline.expression;

import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.DataType.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Operators and functions of numbers. */
final class MathFunctions {
  private MathFunctions() {}

  static List<Function> all() {
    List<Function> all = new ArrayList<>();
    all.add(operator("+", Arithmetic.Operation.ADD, "the sum"));
    all.add(operator("-", Arithmetic.Operation.SUBTRACT, "the difference"));
    all.add(operator("*", Arithmetic.Operation.MULTIPLY, "the product"));
    all.add(
        operator(
            "/", Arithmetic.Operation.DIVIDE, "the quotient: a decimal of decimals, else FLOAT64"));
    all.add(operator("%", Arithmetic.Operation.REMAINDER, "the rest, with the sign of `a`"));
    all.add(
        new Function(
            "negate",
            "-a",
            "the number with the other sign",
            1,
            1,
            a ->
                Arithmetic.bind(
                    Arithmetic.Operation.SUBTRACT,
                    List.of(Constant.of(DataType.INT64, 0L), a.get(0)))));
    all.add(
        new Function(
            "div",
            "div(a, b)",
            "how often `b` fits into `a`, cut to a whole number",
            2,
            2,
            MathFunctions::div));
    all.add(
        new Function(
            "mod",
            "mod(a, b)",
            "the same as `a % b`",
            2,
            2,
            a -> Arithmetic.bind(Arithmetic.Operation.REMAINDER, a)));
    all.add(new Function("abs", "abs(a)", "the number without its sign", 1, 1, MathFunctions::abs));
    all.add(new Function("sign", "sign(a)", "-1, 0 or 1", 1, 1, MathFunctions::sign));
    all.add(
        new Function(
            "round",
            "round(a, digits)",
            "rounded half away from zero to so many digits after the point, none if not said",
            1,
            2,
            a -> round(a, RoundingMode.HALF_UP)));
    all.add(
        new Function(
            "floor",
            "floor(a)",
            "the whole number at or below",
            1,
            1,
            a -> round(a, RoundingMode.FLOOR)));
    all.add(
        new Function(
            "ceil",
            "ceil(a)",
            "the whole number at or above",
            1,
            1,
            a -> round(a, RoundingMode.CEILING)));
    all.add(
        new Function(
            "trunc",
            "trunc(a, digits)",
            "cut to so many digits after the point",
            1,
            2,
            a -> round(a, RoundingMode.DOWN)));
    all.add(new Function("sqrt", "sqrt(a)", "the square root, as FLOAT64", 1, 1, a -> sqrt(a)));
    all.add(
        new Function(
            "power", "power(a, b)", "`a` to the power of `b`, as FLOAT64", 2, 2, a -> power(a)));
    return all;
  }

  private static Function operator(String sign, Arithmetic.Operation operation, String doc) {
    return new Function(
        sign, "a " + sign + " b", doc, 2, 2, arguments -> Arithmetic.bind(operation, arguments));
  }

  private static Typed numeric(Typed value) {
    if (value.isNull()) {
      return Constant.of(DataType.INT64, null);
    }
    if (!value.isNumber()) {
      throw new Mismatch("needs a number, not " + Types.name(value.type()));
    }
    return value;
  }

  private static List<Typed> floats(List<Typed> arguments) {
    return arguments.stream().map(a -> Coercion.to(numeric(a), DataType.FLOAT64)).toList();
  }

  private static Typed div(List<Typed> arguments) {
    for (Typed argument : arguments) {
      if (numeric(argument).kind() != Kind.INT64) {
        throw new Mismatch("needs whole numbers, not " + Types.name(argument.type()));
      }
    }
    return Each.whole(
        DataType.INT64,
        arguments.stream().map(MathFunctions::numeric).toList(),
        (v, row) -> {
          long by = v[1].longs[row];
          if (by == 0) {
            throw new Each.Failed("division by zero");
          }
          return by == -1 ? Math.negateExact(v[0].longs[row]) : v[0].longs[row] / by;
        });
  }

  private static Typed abs(List<Typed> arguments) {
    Typed value = numeric(arguments.get(0));
    List<Typed> from = List.of(value);
    return switch (value.kind()) {
      case INT64 ->
          Each.whole(
              value.type(),
              from,
              (v, row) ->
                  v[0].longs[row] < 0 ? Math.negateExact(v[0].longs[row]) : v[0].longs[row]);
      case FLOAT64 -> Each.number(from, (v, row) -> Math.abs(v[0].doubles[row]));
      default -> Each.decimal(value.type(), from, (v, row) -> v[0].decimal(row).abs());
    };
  }

  private static Typed sign(List<Typed> arguments) {
    Typed value = numeric(arguments.get(0));
    return Each.whole(
        DataType.INT64,
        List.of(value),
        (v, row) ->
            switch (value.kind()) {
              case INT64 -> Long.signum(v[0].longs[row]);
              case FLOAT64 -> Comparison.compare(v[0].doubles[row], 0);
              default -> v[0].decimal(row).signum();
            });
  }

  private static Typed round(List<Typed> arguments, RoundingMode mode) {
    Typed value = numeric(arguments.get(0));
    long digits = 0;
    if (arguments.size() == 2) {
      if (!(arguments.get(1).constant() instanceof Long written) || Math.abs(written) > 38) {
        throw new Mismatch("needs its digits written as a number from -38 to 38");
      }
      digits = written;
    }
    int scale = (int) digits;
    List<Typed> from = List.of(value);
    if (value.kind() == Kind.FLOAT64) {
      return Each.number(
          from,
          (v, row) -> {
            double number = v[0].doubles[row];
            return Double.isFinite(number)
                ? new BigDecimal(Double.toString(number)).setScale(scale, mode).doubleValue()
                : number;
          });
    }
    if (value.kind() == Kind.INT64) {
      return scale >= 0
          ? value
          : Each.whole(
              value.type(),
              from,
              (v, row) ->
                  BigDecimal.valueOf(v[0].longs[row]).setScale(scale, mode).longValueExact());
    }
    DataType type = value.type();
    int kept = Math.max(0, DecimalTypes.isFree(type) ? scale : Math.min(scale, type.scale()));
    DataType rounded =
        DecimalTypes.isFree(type)
            ? type
            : DecimalTypes.limited(type.precision() - type.scale() + 1 + kept, kept);
    return Each.decimal(
        rounded,
        from,
        (v, row) -> {
          BigDecimal exact = v[0].decimal(row).setScale(Math.min(scale, kept), mode);
          return exact.setScale(kept);
        });
  }

  private static Typed sqrt(List<Typed> arguments) {
    return Each.number(
        floats(arguments),
        (v, row) -> {
          if (v[0].doubles[row] < 0) {
            throw new Each.Failed("a negative number has no square root");
          }
          return Math.sqrt(v[0].doubles[row]);
        });
  }

  private static Typed power(List<Typed> arguments) {
    return Each.number(
        floats(arguments), (v, row) -> Math.pow(v[0].doubles[row], v[1].doubles[row]));
  }
}
