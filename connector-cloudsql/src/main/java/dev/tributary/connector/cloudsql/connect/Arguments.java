package dev.tributary.connector.cloudsql.connect;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a driver may be told and what not.
 *
 * <p>Both are lists of ours and not the driver's own, so that a property of a newer driver is not
 * let through before somebody thought about what it can do. Immutable and thread-safe.
 */
final class Arguments {
  private final Map<String, Argument> friendly = new TreeMap<>();
  private final Map<String, String> own = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, Refusal> refused = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /**
   * Makes a table.
   *
   * @param friendly friendly names
   * @param own the driver's own names that pass, between blanks
   * @param refused the driver's own names that do not, between blanks
   */
  Arguments(List<Argument> friendly, String own, Map<Refusal, String> refused) {
    friendly.forEach(argument -> this.friendly.put(argument.name(), argument));
    for (String name : own.strip().split("\\s+")) {
      this.own.put(name, name);
    }
    friendly.forEach(argument -> this.own.put(argument.property(), argument.property()));
    refused.forEach(
        (why, names) -> {
          for (String name : names.strip().split("\\s+")) {
            this.refused.put(name, why);
          }
        });
  }

  /** Returns what a friendly name stands for. */
  Optional<Argument> friendly(String name) {
    return Optional.ofNullable(friendly.get(name.toLowerCase(Locale.ROOT).replace('-', '_')));
  }

  /** Returns the driver's spelling of one of its names that pass. */
  Optional<String> own(String name) {
    return Optional.ofNullable(own.get(name));
  }

  /** Returns why a name is refused, if it is. */
  Optional<Refusal> refused(String name) {
    return Optional.ofNullable(refused.get(name));
  }

  /** Returns all names that pass, the friendly ones first. */
  Set<String> names() {
    Set<String> all = new LinkedHashSet<>(friendly.keySet());
    all.addAll(own.keySet());
    return all;
  }

  /** Returns all names that do not. */
  Set<String> refusals() {
    return refused.keySet();
  }

  /** Returns the tables of the reference page. */
  String toMarkdown() {
    StringBuilder page = new StringBuilder("| name | value | of the driver | meaning |\n");
    page.append("|---|---|---|---|\n");
    for (Argument argument : friendly.values()) {
      page.append("| `").append(argument.name()).append("` | ").append(argument.unit().label());
      page.append(" | `").append(argument.property()).append("` | ").append(argument.doc());
      page.append(" |\n");
    }
    page.append("\nThe driver's own names that pass: ").append(code(own.keySet())).append(".\n");
    page.append("\nRefused, because it\n\n");
    for (Refusal why : Refusal.values()) {
      Set<String> names =
          refused.entrySet().stream()
              .filter(one -> one.getValue() == why)
              .map(Map.Entry::getKey)
              .collect(Collectors.toCollection(TreeSet::new));
      if (!names.isEmpty()) {
        page.append("- ").append(why.reason()).append(": ").append(code(names)).append('\n');
      }
    }
    return page.toString();
  }

  private static String code(Set<String> names) {
    return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }
}
