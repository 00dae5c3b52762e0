package dev.tributary.connector.option;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one map of a configuration by one set of options. */
final class Binder {
  private final OptionSet set;
  private final Configuration configuration;
  private final Node node;
  private final List<OptionSet> siblings;
  private final Map<String, String> elsewhere;

  private final Map<String, Object> values = new HashMap<>();
  private final Map<String, Node> nodes = new HashMap<>();
  private final Set<String> given = new HashSet<>();
  private final Set<String> broken = new HashSet<>();
  private final Map<String, Object> extras = new LinkedHashMap<>();

  /** One occurrence of an option: the key it was written with, and what it holds. */
  private record Written(String key, Configuration.Entry entry) {}

  private Binder(
      OptionSet set,
      Configuration configuration,
      Node node,
      List<OptionSet> siblings,
      Map<String, String> elsewhere) {
    this.set = set;
    this.configuration = configuration;
    this.node = node;
    this.siblings = siblings;
    this.elsewhere = elsewhere;
  }

  static Options bind(OptionSet set, Configuration configuration, Node node) {
    return new Binder(set, configuration, node, List.of(), Map.of()).bind();
  }

  private Options bind() {
    Map<String, Written> written = collect();
    Set<String> varying = new HashSet<>();
    set.variants().forEach(variant -> varying.add(variant.nested().name()));
    for (Option<?> option : set.options()) {
      if (!varying.contains(option.name())) {
        read(option, written.get(option.name()));
      }
    }
    for (Option<?> option : set.options()) {
      if (varying.contains(option.name())) {
        readVarying(option, written.get(option.name()));
      }
    }
    for (Option<?> option : set.options()) {
      String name = option.name();
      if (option.isRequired() && !values.containsKey(name) && !broken.contains(name)) {
        node.key(name, null).error("is required", "Add it");
      }
    }
    Options bound = new BoundOptions(set, siblings, node, values, nodes, given, extras);
    if (broken.isEmpty()) {
      // A rule about what could not be read would only confuse.
      set.rules().forEach(rule -> rule.check(bound, node));
    }
    return bound;
  }

  /** Sorts the keys by option, judging those that nobody knows and those that stand twice. */
  private Map<String, Written> collect() {
    Map<String, Written> written = new LinkedHashMap<>();
    for (Map.Entry<String, Configuration.Entry> pair : configuration.entries().entrySet()) {
      Configuration.Entry entry = pair.getValue();
      Node own = node.key(pair.getKey(), entry.place());
      Option<?> option = set.byKey(pair.getKey());
      boolean same = Duplicates.check(entry, own);
      if (option == null) {
        unknown(pair.getKey(), entry, own);
        continue;
      }
      nodes.putIfAbsent(option.name(), own);
      Written first = written.putIfAbsent(option.name(), new Written(pair.getKey(), entry));
      if (first != null) {
        String how = "stands there as `" + first.key() + "` and as `" + pair.getKey() + "`";
        same &= Duplicates.check(first.entry().value(), entry, own, how);
      }
      if (!same) {
        broken.add(option.name());
      }
    }
    return written;
  }

  private void unknown(String key, Configuration.Entry entry, Node own) {
    String home = elsewhere.get(key);
    if (home == null && set.isOpen()) {
      Object value = entry.value() == null ? null : TreeType.readValue(entry.value(), own.hide());
      if (value != null) {
        extras.put(key, value);
      }
      return;
    }
    String name = "unknown option `" + Show.shortened(key) + "`";
    if (home != null) {
      own.error("option `" + key + "` belongs to " + home, "Remove it, or correct the other");
      return;
    }
    Collection<String> free = new ArrayList<>(set.keys());
    free.removeIf(configuration::has);
    String nearest = Suggestions.nearest(key, free);
    nearest = nearest == null ? Suggestions.nearest(key, set.keys()) : nearest;
    if (nearest != null) {
      own.error(name + ": did you mean `" + nearest + "`?", null);
    } else if (set.options().isEmpty()) {
      own.error(name, "There are no options here");
    } else {
      own.error(name, "Known options: " + String.join(", ", set.keys()));
    }
  }

  private <T> void read(Option<T> option, @Nullable Written written) {
    Object raw = written == null ? null : written.entry().value();
    if (raw != null) {
      keep(option, option.read(raw, nodeOf(option)));
    } else if (option.type() instanceof ObjectType type && option.fallback().isEmpty()) {
      keepDefaults(option, type.nested());
    }
  }

  /** Reads a nested option whose options depend on others. */
  private <T> void readVarying(Option<T> option, @Nullable Written written) {
    OptionSet effective = option.type().nested();
    if (effective == null || !dependsOnWhatIsRight(option)) {
      broken.add(option.name());
      return;
    }
    List<OptionSet> others = new ArrayList<>();
    Map<String, String> homes = new HashMap<>();
    boolean holds = false;
    for (OptionSet.Variant variant : variantsOf(option)) {
      if (variant.value().equals(valueOf(variant.discriminator()))) {
        effective = effective.plus(variant.options());
        holds = true;
      } else {
        others.add(variant.options());
        String home =
            "`"
                + variant.discriminator()
                + ": "
                + SetRule.show(variant.discriminator(), variant.value())
                + "`";
        variant.options().keys().forEach(key -> homes.merge(key, home, (a, b) -> a + " or " + b));
      }
    }
    Object raw = written == null ? null : written.entry().value();
    if (raw == null && !holds) {
      keepDefaults(option, effective);
    } else if (raw == null || raw instanceof Configuration) {
      Configuration section = raw instanceof Configuration found ? found : Configuration.empty();
      Options bound = new Binder(effective, section, nodeOf(option), others, homes).bind();
      values.put(option.name(), bound);
      if (raw != null) {
        given.add(option.name());
      }
    } else {
      nodeOf(option).unfit(option.type().expected(), raw);
      broken.add(option.name());
    }
  }

  private boolean dependsOnWhatIsRight(Option<?> nested) {
    return variantsOf(nested).stream()
        .noneMatch(variant -> broken.contains(variant.discriminator().name()));
  }

  private List<OptionSet.Variant> variantsOf(Option<?> nested) {
    return set.variants().stream()
        .filter(variant -> variant.nested().name().equals(nested.name()))
        .toList();
  }

  private @Nullable Object valueOf(Option<?> option) {
    Object value = values.get(option.name());
    Option<?> own = set.own(option);
    return value != null || own == null ? value : own.fallback().orElse(null);
  }

  private void keep(Option<?> option, @Nullable Object value) {
    if (value == null) {
      broken.add(option.name());
    } else if (!broken.contains(option.name())) {
      values.put(option.name(), value);
      given.add(option.name());
    }
  }

  /** Gives a nested option that is absent the defaults inside it, if nothing inside is required. */
  private void keepDefaults(Option<?> option, OptionSet nested) {
    Problems unseen = Problems.empty();
    Options defaults = bind(nested, Configuration.empty(), nodeOf(option).reporting(unseen));
    if (!unseen.hasErrors() && !option.isRequired()) {
      values.put(option.name(), defaults);
    }
  }

  private Node nodeOf(Option<?> option) {
    return nodes.computeIfAbsent(option.name(), name -> node.key(name, null));
  }
}
