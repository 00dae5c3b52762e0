package dev.tributary.connector.pipeline.expression;

import java.util.ArrayList;
import java.util.List;

/** Comparisons, truth, nulls and choice. */
final class LogicFunctions {
  private LogicFunctions() {}

  static List<Function> all() {
    List<Function> all = new ArrayList<>();
    for (String sign : List.of("=", "<>", "<", "<=", ">", ">=")) {
      int outcomes = Comparison.outcomes(sign);
      all.add(
          new Function(
              sign,
              "a " + sign + " b",
              comparison(sign),
              2,
              2,
              arguments -> Comparison.bind(outcomes, arguments)));
    }
    all.add(
        new Function(
            "and", "a and b", "true if both are, false if one is false", 2, 2, Logic::both));
    all.add(
        new Function(
            "or", "a or b", "true if one is, false if both are false", 2, 2, Logic::either));
    all.add(new Function("not", "not a", "the opposite; null of null", 1, 1, Logic::not));
    all.add(
        new Function(
            "is_null",
            "a is null",
            "whether there is no value; also `is not null`",
            1,
            1,
            Logic::isNull));
    all.add(
        new Function(
            "in",
            "a in (b, c, …)",
            "whether it equals one of them; also `not in`",
            2,
            Function.ANY,
            Logic::in));
    all.add(
        new Function(
            "if",
            "if(test, a, b)",
            "`a` where the test is true, else `b`; also `case when … then … else … end`",
            2,
            Function.ANY,
            Choice::when));
    all.add(
        new Function(
            "coalesce",
            "coalesce(a, b, …)",
            "the first that is not null",
            1,
            Function.ANY,
            Choice::coalesce));
    all.add(
        new Function(
            "ifnull", "ifnull(a, b)", "`a`, or `b` where it is null", 2, 2, Choice::coalesce));
    all.add(
        new Function(
            "nullif", "nullif(a, b)", "null where both are equal, else `a`", 2, 2, Choice::nullIf));
    all.add(
        new Function(
            "greatest",
            "greatest(a, b, …)",
            "the largest that is not null",
            1,
            Function.ANY,
            a -> Choice.extreme(a, 1)));
    all.add(
        new Function(
            "least",
            "least(a, b, …)",
            "the smallest that is not null",
            1,
            Function.ANY,
            a -> Choice.extreme(a, -1)));
    all.add(
        new Function(
            "try",
            "try(a)",
            "null where `a` fails, so that the row is not bad; `try_cast(a as type)` is `try(cast(…))`",
            1,
            1,
            Choice::attempt));
    return all;
  }

  private static String comparison(String sign) {
    return switch (sign) {
      case "=" -> "whether they are equal; null if one is null";
      case "<>" -> "whether they are not equal; also `!=`";
      case "<" -> "whether `a` is less";
      case "<=" -> "whether `a` is less or equal; `a between b and c` is `a >= b and a <= c`";
      case ">" -> "whether `a` is greater";
      default -> "whether `a` is greater or equal";
    };
  }
}
