package dev.tributary.connector.option;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes sets of options as reference pages. */
final class Markdown {
  private final StringBuilder page = new StringBuilder();

  private Markdown() {}

  static String of(OptionSet set) {
    Markdown markdown = new Markdown();
    markdown.section("", "", set);
    return markdown.page.toString();
  }

  private void section(String path, String condition, OptionSet set) {
    if (!path.isEmpty()) {
      page.append("\n### `").append(path).append('`').append(condition).append("\n\n");
    }
    if (!set.options().isEmpty()) {
      page.append("| Option | Type | Default | Required | Description |\n");
      page.append("|---|---|---|---|---|\n");
      set.options().forEach(option -> row(set, option));
    }
    List<SetRule> rules = set.rules();
    page.append(rules.isEmpty() ? "" : "\n");
    rules.forEach(rule -> page.append("- ").append(rule.sentence()).append('\n'));
    if (set.isOpen()) {
      page.append("\nOther keys are handed on as they are.\n");
    }
    set.options().forEach(option -> nested(path, set, option));
  }

  private <T> void row(OptionSet set, Option<T> option) {
    page.append("| `").append(option.name()).append("` | ");
    page.append(cell(option.type().label())).append(" | ");
    page.append(option.fallback().map(value -> "`" + shown(option, value) + "`").orElse(""));
    page.append(" | ").append(required(set, option)).append(" | ");
    page.append(cell(description(option))).append(" |\n");
  }

  private static <T> String shown(Option<T> option, T value) {
    return cell(option.type().show(value));
  }

  private static String required(OptionSet set, Option<?> option) {
    if (option.isRequired()) {
      return "yes";
    }
    for (SetRule rule : set.rules()) {
      if (rule instanceof SetRule.RequiredIf only && only.option().name().equals(option.name())) {
        return "if " + only.condition();
      }
    }
    return "no";
  }

  private static String description(Option<?> option) {
    List<String> parts = new ArrayList<>();
    if (!option.doc().isBlank()) {
      String doc = option.doc().strip();
      parts.add(doc.endsWith(".") || doc.endsWith("?") || doc.endsWith(")") ? doc : doc + ".");
    }
    option.checks().forEach(check -> parts.add("Must be " + check.requirement() + "."));
    if (!option.aliases().isEmpty()) {
      parts.add(
          option.aliases().stream()
              .map(alias -> "`" + alias + "`")
              .collect(Collectors.joining(", ", "Also ", ".")));
    }
    option.example().ifPresent(example -> parts.add("Example: `" + example + "`."));
    option.since().ifPresent(version -> parts.add("Since " + version + "."));
    return String.join(" ", parts);
  }

  private void nested(String path, OptionSet set, Option<?> option) {
    OptionSet own = option.type().nested();
    if (own == null) {
      return;
    }
    String inside = Paths.join(path, option.name());
    boolean named = option.type() instanceof NamedType;
    if (!own.options().isEmpty() || own.isOpen()) {
      section(named ? inside + ".<name>" : inside, "", own);
    }
    for (OptionSet.Variant variant : set.variants()) {
      if (variant.nested().name().equals(option.name())) {
        String value = SetRule.show(variant.discriminator(), variant.value());
        String with = " with `" + variant.discriminator() + ": " + value + "`";
        section(inside, with, variant.options());
      }
    }
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\r", "").replace("\n", " ");
  }
}
