package dev.tributary.connector.pipeline.expression;

import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.DataType.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes each row's value from one of several; what fails in the others does not count. */
final class Choice {
  private Choice() {}

  /** Binds {@code if(test, value, test, value, …, otherwise)}. */
  static Typed when(List<Typed> arguments) {
    if (arguments.size() % 2 == 0) {
      List<Typed> more = new ArrayList<>(arguments);
      more.add(Constant.of(DataType.STRING, null));
      return when(more);
    }
    List<Kernel> tests = new ArrayList<>();
    List<Typed> values = new ArrayList<>();
    for (int i = 0; i + 1 < arguments.size(); i += 2) {
      tests.add(Coercion.expect(arguments.get(i), DataType.BOOLEAN).kernel());
      values.add(arguments.get(i + 1));
    }
    values.add(arguments.get(arguments.size() - 1));
    List<Typed> alike = Coercion.alike(values);
    DataType type = alike.get(0).type();
    return Typed.of(type, frame -> choose(type, tests, alike, frame));
  }

  private static Vector choose(DataType type, List<Kernel> tests, List<Typed> values, Frame frame) {
    int size = frame.size;
    int[] chosen = new int[size];
    byte[] open = new byte[size];
    java.util.Arrays.fill(chosen, values.size() - 1);
    java.util.Arrays.fill(open, (byte) 1);
    for (int i = 0; i < tests.size(); i++) {
      Frame branch = frame.branch();
      Vector test = tests.get(i).run(branch);
      frame.adopt(branch, open);
      for (int row = 0; row < size; row++) {
        if (open[row] != 0 && test.bytes[row] != 0 && !test.isNull(row)) {
          chosen[row] = i;
          open[row] = 0;
        }
      }
    }
    List<Vector> made = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      Frame branch = frame.branch();
      made.add(values.get(i).kernel().run(branch));
      if (branch.hasFailures()) {
        byte[] mine = new byte[size];
        for (int row = 0; row < size; row++) {
          mine[row] = (byte) (chosen[row] == i ? 1 : 0);
        }
        frame.adopt(branch, mine);
      }
    }
    return gather(type, made, chosen, frame);
  }

  static Typed coalesce(List<Typed> arguments) {
    List<Typed> alike = Coercion.alike(arguments);
    DataType type = alike.get(0).type();
    return Typed.of(
        type,
        frame -> {
          int size = frame.size;
          int[] chosen = new int[size];
          byte[] open = new byte[size];
          java.util.Arrays.fill(open, (byte) 1);
          List<Vector> made = new ArrayList<>();
          for (int i = 0; i < alike.size(); i++) {
            Frame branch = frame.branch();
            Vector value = alike.get(i).kernel().run(branch);
            frame.adopt(branch, open);
            made.add(value);
            for (int row = 0; row < size; row++) {
              if (open[row] != 0) {
                chosen[row] = i;
                open[row] = (byte) (value.isNull(row) ? 1 : 0);
              }
            }
          }
          return gather(type, made, chosen, frame);
        });
  }

  static Typed nullIf(List<Typed> arguments) {
    Typed same = Comparison.bind(Comparison.outcomes("="), arguments);
    Typed value = arguments.get(0);
    return when(List.of(same, Constant.of(value.type(), null), value));
  }

  static Typed extreme(List<Typed> arguments, int sign) {
    List<Typed> alike = Coercion.alike(arguments);
    DataType type = alike.get(0).type();
    Comparison.Order order = Comparison.order(type.kind());
    return Typed.of(
        type,
        frame -> {
          List<Vector> made = new ArrayList<>();
          for (Typed value : alike) {
            made.add(value.kernel().run(frame));
          }
          int[] chosen = new int[frame.size];
          for (int row = 0; row < chosen.length; row++) {
            for (int i = 1; i < made.size(); i++) {
              Vector best = made.get(chosen[row]);
              Vector next = made.get(i);
              boolean better = best.isNull(row) || order.compare(next, best, row) * sign > 0;
              if (!next.isNull(row) && better) {
                chosen[row] = i;
              }
            }
          }
          return gather(type, made, chosen, frame);
        });
  }

  /** Returns null, and no failure, where the value failed. */
  static Typed attempt(List<Typed> arguments) {
    Typed value = arguments.get(0);
    return Typed.of(
        value.type(),
        frame -> {
          Frame branch = frame.branch();
          Vector made = value.kernel().run(branch);
          if (!branch.hasFailures()) {
            return made;
          }
          int[] chosen = new int[frame.size];
          for (int row = 0; row < chosen.length; row++) {
            chosen[row] = branch.failure(row) == null ? 0 : 1;
          }
          Vector none = Constant.of(value.type(), null).kernel().run(frame);
          return gather(value.type(), List.of(made, none), chosen, frame);
        });
  }

  private static Vector gather(DataType type, List<Vector> from, int[] chosen, Frame frame) {
    int size = frame.size;
    long[] nulls = nulls(from, chosen);
    return switch (type.kind()) {
      case BOOLEAN -> {
        byte[] to = new byte[size];
        for (int row = 0; row < size; row++) {
          to[row] = from.get(chosen[row]).bytes[row];
        }
        yield Vector.booleans(to, nulls);
      }
      case FLOAT64 -> {
        double[] to = new double[size];
        for (int row = 0; row < size; row++) {
          to[row] = from.get(chosen[row]).doubles[row];
        }
        yield Vector.doubles(to, nulls);
      }
      case STRING, JSON, BYTES, UUID -> texts(type, from, chosen, nulls, frame);
      default ->
          type.kind() == Kind.DECIMAL && from.stream().anyMatch(Vector::isWide)
              ? wide(type, from, chosen, nulls)
              : longs(type, from, chosen, nulls);
    };
  }

  private static long @Nullable [] nulls(List<Vector> from, int[] chosen) {
    if (from.stream().allMatch(vector -> vector.nulls == null)) {
      return null;
    }
    long[] nulls = Nulls.none(chosen.length);
    for (int row = 0; row < chosen.length; row++) {
      if (from.get(chosen[row]).isNull(row)) {
        Nulls.add(nulls, row);
      }
    }
    return nulls;
  }

  private static Vector longs(
      DataType type, List<Vector> from, int[] chosen, long @Nullable [] nulls) {
    long[] to = new long[chosen.length];
    short[] nanos = null;
    for (int row = 0; row < to.length; row++) {
      Vector vector = from.get(chosen[row]);
      to[row] = vector.longs[row];
      if (vector.nano(row) != 0) {
        nanos = nanos == null ? new short[to.length] : nanos;
        nanos[row] = (short) vector.nano(row);
      }
    }
    return Vector.micros(type, to, nanos, nulls);
  }

  private static Vector wide(
      DataType type, List<Vector> from, int[] chosen, long @Nullable [] nulls) {
    BigDecimal[] to = new BigDecimal[chosen.length];
    for (int row = 0; row < to.length; row++) {
      to[row] = Nulls.has(nulls, row) ? BigDecimal.ZERO : from.get(chosen[row]).decimal(row);
    }
    return Vector.decimals(type, to, nulls);
  }

  private static Vector texts(
      DataType type, List<Vector> from, int[] chosen, long @Nullable [] nulls, Frame frame) {
    TextOut out = new TextOut(chosen.length);
    for (int row = 0; row < chosen.length; row++) {
      Vector vector = from.get(chosen[row]);
      if (!Nulls.has(nulls, row)
          && !out.write(vector.bytes, vector.starts[row], vector.ends[row])) {
        out.fail(frame, row);
      }
      out.end(row);
    }
    return out.vector(type, nulls);
  }
}
