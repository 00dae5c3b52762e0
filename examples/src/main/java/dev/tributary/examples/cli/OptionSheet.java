package dev.tributary.examples.cli;

import dev.tributary.connector.json.JsonTree;
import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.OptionSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a set of options as commented YAML to fill in: what must be given stands as a blank, all
 * else as a comment with its default. Made from the options themselves.
 */
final class OptionSheet {
  private static final int WIDTH = 92;

  /** What nearly every source is given, though some can do without. */
  private static final Set<String> USUAL = Set.of("host", "database", "user", "password", "bucket");

  private final String id;
  private final OptionSet set;
  private final Map<String, @Nullable Object> schema;
  private final List<String> lines = new ArrayList<>();

  private OptionSheet(String id, OptionSet set) {
    this.id = id;
    this.set = set;
    this.schema = JsonTree.parseObject(set.toJsonSchema());
  }

  /**
   * Returns the lines.
   *
   * @param id the source's id, which names its secrets
   * @param more names that stand as blanks besides what must be given
   * @param indent how far to the right
   */
  static List<String> of(String id, OptionSet set, Set<String> more, String indent) {
    OptionSheet sheet = new OptionSheet(id, set);
    Set<String> blanks = sheet.required();
    blanks.addAll(more);
    sheet.set.options().stream().map(Option::name).filter(USUAL::contains).forEach(blanks::add);
    for (Option<?> option : set.options()) {
      if (blanks.contains(option.name())) {
        sheet.blank(option);
      }
    }
    for (Option<?> option : set.options()) {
      if (!blanks.contains(option.name())) {
        sheet.comment(option);
      }
    }
    return sheet.lines.stream().map(line -> line.isEmpty() ? line : indent + line).toList();
  }

  /** Returns what must be given, and one of each group of which one must be. */
  private Set<String> required() {
    Set<String> names = new LinkedHashSet<>();
    set.options().stream().filter(Option::isRequired).map(Option::name).forEach(names::add);
    for (Object rule : list(schema.get("allOf"))) {
      List<String> group = new ArrayList<>();
      for (Object choice : list(JsonTree.map(rule).get("anyOf"))) {
        for (Object name : list(JsonTree.map(choice).get("required"))) {
          group.add(String.valueOf(name));
        }
      }
      if (!group.isEmpty() && group.stream().noneMatch(names::contains)) {
        names.add(group.stream().filter(USUAL::contains).findFirst().orElse(group.get(0)));
      }
    }
    return names;
  }

  private void blank(Option<?> option) {
    say((option.isRequired() ? "Required. " : "") + option.doc());
    option.example().ifPresent(example -> say("Example: " + example));
    lines.add(
        option.isSecret()
            ? option.name() + ": secret://" + id + "_" + option.name()
            : option.name() + ":");
  }

  private void comment(Option<?> option) {
    lines.add("");
    say(option.doc());
    variants(option.name()).forEach((value, keys) -> say("With " + value + ": " + keys));
    Map<String, @Nullable Object> known = JsonTree.map(properties().get(option.name()));
    Object fallback = known.get("default");
    String value =
        option.isSecret() && fallback == null && !"object".equals(known.get("type"))
            ? "secret://" + id + "_" + option.name()
            : fallback != null ? JsonTree.write(fallback) : option.example().orElse("");
    lines.add(("# " + option.name() + ": " + value).stripTrailing());
  }

  /** Returns which keys a nested option has, by the value of the option that decides. */
  private Map<String, String> variants(String nested) {
    Map<String, String> variants = new LinkedHashMap<>();
    for (Object rule : list(schema.get("allOf"))) {
      Map<String, @Nullable Object> choice = JsonTree.map(rule);
      if (choice.get("if") instanceof Map<?, ?> condition
          && condition.get("properties") instanceof Map<?, ?> decided
          && choice.get("then") instanceof Map<?, ?> then
          && then.get("properties") instanceof Map<?, ?> inside
          && inside.get(nested) instanceof Map<?, ?> own
          && own.get("properties") instanceof Map<?, ?> keys
          && !keys.isEmpty()) {
        decided.forEach(
            (name, values) -> {
              Object first = list(JsonTree.map(values).get("enum")).get(0);
              variants.put(name + " " + first, String.join(", ", texts(keys.keySet())));
            });
      }
    }
    return variants;
  }

  private static List<String> texts(Set<?> names) {
    return names.stream().map(String::valueOf).toList();
  }

  private Map<String, @Nullable Object> properties() {
    return JsonTree.map(schema.get("properties"));
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  /** Adds a comment, broken into lines. */
  private void say(String text) {
    StringBuilder line = new StringBuilder("#");
    for (String word : text.strip().split("\\s+", -1)) {
      if (line.length() + word.length() > WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder("#");
      }
      line.append(' ').append(word);
    }
    if (line.length() > 2) {
      lines.add(line.toString());
    }
  }
}
