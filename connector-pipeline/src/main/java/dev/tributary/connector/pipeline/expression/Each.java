package dev.tributary.connector.pipeline.expression;

import dev.tributary.connector.schema.DataType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes kernels of functions of one row; where an argument is null, so is the result. */
final class Each {
  private Each() {}

  /** Says why a row has no result. */
  static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Failed(String reason) {
      super(reason, null, false, false);
    }
  }

  /** Makes a whole number, a date or microseconds. */
  @FunctionalInterface
  interface ToLong {
    long apply(Vector[] arguments, int row);
  }

  /** Makes a number. */
  @FunctionalInterface
  interface ToDouble {
    double apply(Vector[] arguments, int row);
  }

  /** Makes a decimal. */
  @FunctionalInterface
  interface ToDecimal {
    BigDecimal apply(Vector[] arguments, int row);
  }

  /** Makes a text; null for a null. */
  @FunctionalInterface
  interface ToText {
    @Nullable String apply(Vector[] arguments, int row);
  }

  static Typed whole(DataType type, List<Typed> arguments, ToLong function) {
    return Typed.of(
        type,
        frame -> {
          Vector[] values = run(arguments, frame);
          long[] nulls = nulls(values);
          long[] to = new long[frame.size];
          each(frame, nulls, row -> to[row] = function.apply(values, row));
          return Vector.longs(type, to, nulls);
        });
  }

  static Typed truth(List<Typed> arguments, ToLong function) {
    return Typed.of(
        DataType.BOOLEAN,
        frame -> {
          Vector[] values = run(arguments, frame);
          long[] nulls = nulls(values);
          byte[] to = new byte[frame.size];
          each(frame, nulls, row -> to[row] = (byte) function.apply(values, row));
          return Vector.booleans(to, nulls);
        });
  }

  static Typed number(List<Typed> arguments, ToDouble function) {
    return Typed.of(
        DataType.FLOAT64,
        frame -> {
          Vector[] values = run(arguments, frame);
          long[] nulls = nulls(values);
          double[] to = new double[frame.size];
          each(frame, nulls, row -> to[row] = function.apply(values, row));
          return Vector.doubles(to, nulls);
        });
  }

  static Typed decimal(DataType type, List<Typed> arguments, ToDecimal function) {
    return Typed.of(
        type,
        frame -> {
          Vector[] values = run(arguments, frame);
          long[] nulls = nulls(values);
          BigDecimal[] to = new BigDecimal[frame.size];
          java.util.Arrays.fill(to, BigDecimal.ZERO);
          each(
              frame,
              nulls,
              row -> {
                BigDecimal value = function.apply(values, row);
                if (Decimals.digits(value) > Decimals.limit(type)) {
                  throw new Failed("the result has more than " + Decimals.limit(type) + " digits");
                }
                to[row] = value;
              });
          return Vector.decimals(type, to, nulls);
        });
  }

  static Typed text(DataType type, List<Typed> arguments, ToText function) {
    return Typed.of(
        type,
        frame -> {
          Vector[] values = run(arguments, frame);
          long[] nulls = nulls(values);
          long[] more = Nulls.none(frame.size);
          TextOut out = new TextOut(frame.size);
          each(
              frame,
              null,
              row -> {
                try {
                  String text = Nulls.has(nulls, row) ? null : function.apply(values, row);
                  if (text == null) {
                    Nulls.add(more, row);
                  } else if (!out.write(text)) {
                    out.fail(frame, row);
                  }
                } finally {
                  out.end(row);
                }
              });
          return out.vector(type, more);
        });
  }

  @FunctionalInterface
  private interface Step {
    void run(int row);
  }

  private static void each(Frame frame, long @Nullable [] nulls, Step step) {
    for (int row = 0; row < frame.size; row++) {
      if (!Nulls.has(nulls, row)) {
        try {
          step.run(row);
        } catch (Failed failed) {
          frame.fail(row, String.valueOf(failed.getMessage()));
        } catch (DateTimeException | ArithmeticException beyond) {
          frame.fail(row, "the result is beyond its type: " + beyond.getMessage());
        }
      }
    }
  }

  static Vector[] run(List<Typed> arguments, Frame frame) {
    Vector[] values = new Vector[arguments.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = arguments.get(i).kernel().run(frame);
    }
    return values;
  }

  static long @Nullable [] nulls(Vector[] values) {
    long[] nulls = null;
    for (Vector value : values) {
      nulls = Nulls.either(nulls, value.nulls);
    }
    return nulls;
  }
}
