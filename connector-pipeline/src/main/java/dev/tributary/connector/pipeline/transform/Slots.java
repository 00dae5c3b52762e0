package dev.tributary.connector.pipeline.transform;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.option.Suggestions;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns while a transformation is compiled: where each is, and what it is called by then. */
final class Slots {
  private final List<Field> fields;
  private final Map<String, String> aliases = new HashMap<>();
  private final Set<Integer> hidden = new HashSet<>();
  private final Set<Integer> named = new HashSet<>();

  Slots(StreamSchema source) {
    this.fields = new ArrayList<>(source.fields());
  }

  /** Returns all columns, also those that are not kept. */
  List<Field> fields() {
    return List.copyOf(fields);
  }

  Field field(int place) {
    return fields.get(place);
  }

  /** Returns the new name of a column that the source calls so, or null. */
  @Nullable String alias(String name) {
    return aliases.get(name);
  }

  int find(String name) {
    for (int place = fields.size() - 1; place >= 0; place--) {
      if (fields.get(place).name().equals(name) && !hidden.contains(place)) {
        return place;
      }
    }
    return -1;
  }

  /**
   * Returns where a column is.
   *
   * @param where the key that names it
   */
  int get(String name, String where) {
    int place = find(name);
    String alias = aliases.get(name);
    if (place < 0 && alias != null) {
      place = find(alias);
    }
    if (place < 0) {
      throw unknown(name, where, names());
    }
    return place;
  }

  List<String> names() {
    List<String> names = new ArrayList<>();
    for (int place = 0; place < fields.size(); place++) {
      if (!hidden.contains(place)) {
        names.add(fields.get(place).name());
      }
    }
    return names;
  }

  static ConnectorException unknown(String name, String where, List<String> known) {
    String meant = Suggestions.sentence(name, known);
    return ConnectorException.of(
            ErrorKind.CONFIG, "`" + where + "`: there is no column `" + name + "`")
        .remedy(meant == null ? "There are " + known : meant)
        .build();
  }

  /** Gives columns other names, all at once. */
  void rename(Map<String, String> mappings) {
    Map<Integer, String> renamed = new HashMap<>();
    mappings.forEach(
        (source, target) -> renamed.put(get(source, "transformation.column_mappings"), target));
    renamed.forEach(
        (place, target) -> {
          aliases.put(fields.get(place).name(), target);
          fields.set(place, named(fields.get(place), target));
          named.add(place);
        });
    Set<String> seen = new HashSet<>();
    for (String name : names()) {
      if (!seen.add(name)) {
        throw ConnectorException.of(
                ErrorKind.CONFIG,
                "`transformation.column_mappings`: two columns would be called `" + name + "`")
            .remedy("Map the other one too, or drop it")
            .build();
      }
    }
    aliases.keySet().removeIf(seen::contains);
  }

  private static Field named(Field field, String name) {
    Field other = Field.of(name, field.type());
    other = field.isNullable() ? other : other.required();
    return field.doc().isPresent() ? other.doc(field.doc().get()) : other;
  }

  /** Puts a column in the place of the one of its name, or behind the last. */
  int put(Field field) {
    int place = find(field.name());
    if (place < 0) {
      place = fields.size();
      fields.add(field);
    } else {
      fields.set(place, field);
    }
    named.add(place);
    return place;
  }

  /** Puts a column behind the last, which no mapping names yet. */
  int add(Field field) {
    fields.add(field);
    return fields.size() - 1;
  }

  /** Gives the column at a place another type. */
  void retype(int place, Field field) {
    fields.set(place, field);
  }

  void hide(int place) {
    hidden.add(place);
  }

  /** Returns the places that are kept. */
  int[] kept(boolean unmapped) {
    List<Integer> kept = new ArrayList<>();
    for (int place = 0; place < fields.size(); place++) {
      if (!hidden.contains(place) && (unmapped || named.contains(place))) {
        kept.add(place);
      }
    }
    return kept.stream().mapToInt(place -> place).toArray();
  }
}
