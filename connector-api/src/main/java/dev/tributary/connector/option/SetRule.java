package dev.tributary.connector.option;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A rule between the options of one set. */
sealed interface SetRule {

  /** Reports to the node of the set if the rule is broken. */
  void check(Options options, Node node);

  /** Returns the rule in one sentence of Markdown. */
  String sentence();

  /** Returns the rule as JSON Schemas that must all hold. */
  List<Map<String, Object>> schemas();

  /** At most one may be given. */
  record Exclusive(List<Option<?>> options) implements SetRule {
    @Override
    public void check(Options bound, Node node) {
      List<Option<?>> given = options.stream().filter(bound::isSet).toList();
      if (given.size() > 1) {
        node.error(names(given, " and ") + " exclude each other", "Keep one of them");
      }
    }

    @Override
    public String sentence() {
      return "At most one of " + names(options, ", ") + " may be given.";
    }

    @Override
    public List<Map<String, Object>> schemas() {
      List<Map<String, Object>> pairs = new ArrayList<>();
      for (int i = 0; i < options.size(); i++) {
        for (int j = i + 1; j < options.size(); j++) {
          Object both = List.of(JsonSchema.given(options.get(i)), JsonSchema.given(options.get(j)));
          pairs.add(JsonSchema.object("not", Map.of("allOf", both)));
        }
      }
      return pairs;
    }
  }

  /** All or none must be given. */
  record Together(List<Option<?>> options) implements SetRule {
    @Override
    public void check(Options bound, Node node) {
      List<Option<?>> missing = options.stream().filter(option -> !bound.isSet(option)).toList();
      if (!missing.isEmpty() && missing.size() < options.size()) {
        List<Option<?>> given = options.stream().filter(bound::isSet).toList();
        node.error(
            names(given, " and ") + " needs " + names(missing, " and ") + " too",
            "Give all of them or none");
      }
    }

    @Override
    public String sentence() {
      return names(options, ", ") + " are given together or not at all.";
    }

    @Override
    public List<Map<String, Object>> schemas() {
      List<Object> all = new ArrayList<>();
      List<Object> any = new ArrayList<>();
      for (Option<?> option : options) {
        all.add(JsonSchema.given(option));
        any.add(JsonSchema.given(option));
      }
      Map<String, Object> schema = JsonSchema.object("if", Map.of("anyOf", any));
      schema.put("then", Map.of("allOf", all));
      return List.of(schema);
    }
  }

  /** At least one must be given. */
  record OneOf(List<Option<?>> options) implements SetRule {
    @Override
    public void check(Options bound, Node node) {
      if (options.stream().noneMatch(bound::isSet)) {
        node.error("needs " + names(options, " or "), "Give one of them");
      }
    }

    @Override
    public String sentence() {
      return "At least one of " + names(options, ", ") + " is required.";
    }

    @Override
    public List<Map<String, Object>> schemas() {
      return List.of(JsonSchema.object("anyOf", options.stream().map(JsonSchema::given).toList()));
    }
  }

  /** One must be given if another has a certain value. */
  record RequiredIf(Option<?> option, Option<?> discriminator, List<Object> values)
      implements SetRule {
    @Override
    public void check(Options bound, Node node) {
      Object value = bound.find(discriminator).orElse(null);
      if (value != null && values.contains(value) && !bound.isSet(option)) {
        node.key(option.name(), null)
            .error(
                "is required when `" + discriminator + "` is " + show(discriminator, value),
                "Add it, or change `" + discriminator + "`");
      }
    }

    /** Returns when the option is required, to follow "if". */
    String condition() {
      return values.stream()
          .map(value -> show(discriminator, value))
          .collect(Collectors.joining(" or ", "`" + discriminator + "` is ", ""));
    }

    @Override
    public String sentence() {
      return "`" + option + "` is required if " + condition() + ".";
    }

    @Override
    public List<Map<String, Object>> schemas() {
      Map<String, Object> schema = new LinkedHashMap<>();
      schema.put("if", JsonSchema.has(discriminator, values));
      schema.put("then", JsonSchema.given(option));
      return List.of(schema);
    }
  }

  private static String names(List<Option<?>> options, String between) {
    return options.stream().map(option -> "`" + option + "`").collect(Collectors.joining(between));
  }

  /** Returns a value as it would be written; nothing of a secret. */
  static String show(Option<?> option, Object value) {
    return show(option.type(), value);
  }

  @SuppressWarnings("unchecked") // a value of an option is of the option's type
  private static <T> String show(Type<T> type, Object value) {
    return type.show((T) value);
  }
}
