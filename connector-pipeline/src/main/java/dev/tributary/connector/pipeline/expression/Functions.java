package dev.tributary.connector.pipeline.expression;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All functions and operators there are.
 *
 * @since 0.1.0
 */
public final class Functions {
  private static final Map<String, List<Function>> GROUPS = groups();
  private static final Map<String, Function> BY_NAME = byName();

  private Functions() {}

  private static Map<String, List<Function>> groups() {
    Map<String, List<Function>> groups = new LinkedHashMap<>();
    groups.put("Numbers", List.copyOf(MathFunctions.all()));
    groups.put("Comparison, truth and choice", List.copyOf(LogicFunctions.all()));
    groups.put("Texts", List.copyOf(TextFunctions.all()));
    groups.put("Dates and times", List.copyOf(DateFunctions.all()));
    return Collections.unmodifiableMap(groups);
  }

  private static Map<String, Function> byName() {
    Map<String, Function> functions = new LinkedHashMap<>();
    GROUPS.values().forEach(group -> group.forEach(each -> functions.put(each.name(), each)));
    return Collections.unmodifiableMap(functions);
  }

  static Collection<String> names() {
    return BY_NAME.keySet();
  }

  static Function get(String name) {
    Function function = BY_NAME.get(name);
    if (function == null) {
      throw new IllegalStateException("no function " + name);
    }
    return function;
  }

  /** Returns a table of all functions in Markdown, the one of the guide. */
  public static String markdown() {
    StringBuilder table = new StringBuilder();
    GROUPS.forEach(
        (group, functions) -> {
          table.append("### ").append(group).append("\n\n| write | it gives |\n|---|---|\n");
          for (Function function : functions) {
            table
                .append("| `")
                .append(function.form().replace("|", "\\|"))
                .append("` | ")
                .append(function.doc())
                .append(" |\n");
          }
          table.append('\n');
        });
    return table.toString();
  }
}
