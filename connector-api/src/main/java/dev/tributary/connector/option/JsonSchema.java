package dev.tributary.connector.option;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes sets of options as JSON Schemas. */
final class JsonSchema {
  private JsonSchema() {}

  /** Returns a map with one key to begin with, which keeps the order in which more are put. */
  static Map<String, Object> object(String key, Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(key, value);
    return map;
  }

  static Map<String, Object> of(OptionSet set) {
    Set<String> varying = new LinkedHashSet<>();
    set.variants().forEach(variant -> varying.add(variant.nested().name()));
    Map<String, Object> properties = new LinkedHashMap<>();
    List<Object> all = new ArrayList<>();
    List<String> required = new ArrayList<>();
    for (Option<?> option : set.options()) {
      Map<String, Object> schema = property(option, varying.contains(option.name()));
      properties.put(option.name(), schema);
      for (String alias : option.aliases()) {
        Map<String, Object> same = new LinkedHashMap<>(schema);
        same.put("description", "The same as `" + option.name() + "`.");
        properties.put(alias, same);
      }
      if (option.isRequired() && option.aliases().isEmpty()) {
        required.add(option.name());
      } else if (option.isRequired()) {
        all.add(given(option));
      }
    }
    set.rules().forEach(rule -> all.addAll(rule.schemas()));
    varying.forEach(name -> all.addAll(variants(set, name)));
    Map<String, Object> schema = object("type", "object");
    schema.put("properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    if (!all.isEmpty()) {
      schema.put("allOf", all);
    }
    schema.put("additionalProperties", set.isOpen());
    return schema;
  }

  private static <T> Map<String, Object> property(Option<T> option, boolean varies) {
    Map<String, Object> schema = varies ? object("type", "object") : option.type().schema();
    option.checks().forEach(check -> schema.putAll(check.schema()));
    if (!option.doc().isEmpty()) {
      schema.put("description", option.doc());
    }
    option.fallback().ifPresent(value -> schema.put("default", raw(option, value)));
    option.example().ifPresent(example -> schema.put("examples", List.of(example)));
    return schema;
  }

  private static <T> Object raw(Option<T> option, T value) {
    Object raw = option.isSecret() ? Redactor.MASK : option.type().write(value, option.name());
    return raw instanceof Configuration map ? map.asMap() : raw;
  }

  /** Returns a schema for each value of a discriminator that gives a nested option more options. */
  private static List<Map<String, Object>> variants(OptionSet set, String nested) {
    List<Map<String, Object>> cases = new ArrayList<>();
    List<Object> conditions = new ArrayList<>();
    Option<?> holder = set.byKey(nested);
    OptionSet base = holder == null ? null : holder.type().nested();
    for (OptionSet.Variant variant : set.variants()) {
      if (base != null && variant.nested().name().equals(nested)) {
        Map<String, Object> condition = has(variant.discriminator(), List.of(variant.value()));
        conditions.add(condition);
        OptionSet whole = base.plus(variant.options());
        boolean asked = whole.options().stream().anyMatch(Option::isRequired);
        Map<String, Object> then = object("properties", Map.of(nested, of(whole)));
        if (asked) {
          then.put("required", List.of(nested));
        }
        cases.add(choice(condition, then));
      }
    }
    if (base != null) {
      Map<String, Object> none = object("not", Map.of("anyOf", conditions));
      cases.add(choice(none, object("properties", Map.of(nested, of(base)))));
    }
    return cases;
  }

  private static Map<String, Object> choice(Map<String, Object> condition, Object then) {
    Map<String, Object> choice = object("if", condition);
    choice.put("then", then);
    return choice;
  }

  /** Returns the schema of what gives an option, by its name or an alias. */
  static Map<String, Object> given(Option<?> option) {
    if (option.aliases().isEmpty()) {
      return object("required", List.of(option.name()));
    }
    List<Object> names = new ArrayList<>();
    names.add(Map.of("required", List.of(option.name())));
    option.aliases().forEach(alias -> names.add(Map.of("required", List.of(alias))));
    return object("anyOf", names);
  }

  /** Returns the schema of what gives an option one of these values, by its default too. */
  static Map<String, Object> has(Option<?> option, List<Object> values) {
    List<Object> spellings = new ArrayList<>();
    for (Object value : values) {
      if (value instanceof Enum<?> constant) {
        spellings.addAll(Enumeration.spellings(constant));
      } else {
        spellings.add(value instanceof Boolean ? value : SetRule.show(option, value));
      }
    }
    Map<String, Object> schema =
        object("properties", Map.of(option.name(), Map.of("enum", spellings)));
    if (option.fallback().filter(values::contains).isEmpty()) {
      schema.put("required", List.of(option.name()));
    }
    return schema;
  }
}
