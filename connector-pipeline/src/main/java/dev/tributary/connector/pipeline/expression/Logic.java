package dev.tributary.connector.pipeline.expression;

import dev.tributary.connector.schema.DataType;
import java.util.ArrayList;
import java.util.List;

/**
 * Truth in three values, as SQL has it. What fails on the right of an {@code and} or {@code or}
 * counts only where the left does not decide.
 */
final class Logic {
  private Logic() {}

  static Typed both(List<Typed> arguments) {
    return join(arguments, false);
  }

  static Typed either(List<Typed> arguments) {
    return join(arguments, true);
  }

  private static Typed join(List<Typed> arguments, boolean decides) {
    Kernel a = Coercion.expect(arguments.get(0), DataType.BOOLEAN).kernel();
    Kernel b = Coercion.expect(arguments.get(1), DataType.BOOLEAN).kernel();
    return Typed.of(DataType.BOOLEAN, frame -> join(a.run(frame), b, decides, frame));
  }

  private static Vector join(Vector left, Kernel right, boolean decides, Frame frame) {
    Frame branch = frame.branch();
    Vector other = right.run(branch);
    int size = frame.size;
    byte decisive = (byte) (decides ? 1 : 0);
    if (!branch.hasFailures() && left.nulls == null && other.nulls == null) {
      byte[] to = new byte[size];
      for (int row = 0; row < size; row++) {
        to[row] =
            (byte)
                (decides ? left.bytes[row] | other.bytes[row] : left.bytes[row] & other.bytes[row]);
      }
      return Vector.booleans(to, null);
    }
    byte[] to = new byte[size];
    byte[] open = new byte[size];
    long[] nulls = Nulls.none(size);
    for (int row = 0; row < size; row++) {
      boolean leftNull = left.isNull(row);
      boolean rightNull = other.isNull(row);
      if (!leftNull && left.bytes[row] == decisive) {
        to[row] = decisive;
      } else {
        open[row] = 1;
        if (!rightNull && other.bytes[row] == decisive) {
          to[row] = decisive;
        } else if (leftNull || rightNull) {
          Nulls.add(nulls, row);
        } else {
          to[row] = (byte) (1 - decisive);
        }
      }
    }
    frame.adopt(branch, open);
    return Vector.booleans(to, nulls);
  }

  static Typed not(List<Typed> arguments) {
    Kernel kernel = Coercion.expect(arguments.get(0), DataType.BOOLEAN).kernel();
    return Typed.of(
        DataType.BOOLEAN,
        frame -> {
          Vector value = kernel.run(frame);
          byte[] to = new byte[frame.size];
          for (int row = 0; row < to.length; row++) {
            to[row] = (byte) (1 - value.bytes[row]);
          }
          return Vector.booleans(to, value.nulls);
        });
  }

  static Typed isNull(List<Typed> arguments) {
    Kernel kernel = arguments.get(0).kernel();
    return Typed.of(
        DataType.BOOLEAN,
        frame -> {
          Vector value = kernel.run(frame);
          byte[] to = new byte[frame.size];
          for (int row = 0; value.nulls != null && row < to.length; row++) {
            to[row] = (byte) (value.isNull(row) ? 1 : 0);
          }
          return Vector.booleans(to, null);
        });
  }

  /** Is the same as comparing with each of them, and so null if none is equal and one is null. */
  static Typed in(List<Typed> arguments) {
    List<Typed> tests = new ArrayList<>();
    for (Typed candidate : arguments.subList(1, arguments.size())) {
      tests.add(Comparison.bind(Comparison.outcomes("="), List.of(arguments.get(0), candidate)));
    }
    while (tests.size() > 1) {
      List<Typed> fewer = new ArrayList<>();
      for (int i = 0; i + 1 < tests.size(); i += 2) {
        fewer.add(either(tests.subList(i, i + 2)));
      }
      if (tests.size() % 2 == 1) {
        fewer.add(tests.get(tests.size() - 1));
      }
      tests = fewer;
    }
    return tests.get(0);
  }
}
