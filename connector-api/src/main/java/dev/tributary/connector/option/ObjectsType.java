package dev.tributary.connector.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A list of maps that have the same options. */
final class ObjectsType extends Type<List<Options>> {
  private final OptionSet set;

  ObjectsType(OptionSet set) {
    this.set = set;
  }

  @Override
  String label() {
    return "list of maps";
  }

  @Override
  String expected() {
    return "a list of maps";
  }

  @Override
  OptionSet nested() {
    return set;
  }

  @Override
  @Nullable List<Options> read(Object raw, Node node) {
    if (raw instanceof Configuration) {
      Options only = ObjectType.read(raw, node, set);
      return only == null ? null : List.of(only);
    }
    if (!(raw instanceof List<?> list)) {
      node.unfit(expected(), raw);
      return null;
    }
    List<Options> items = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      Object item = list.get(i);
      Place place = item instanceof Configuration map ? map.place().orElse(null) : null;
      Options read = ObjectType.read(item, node.index(i, place), set);
      if (read != null) {
        items.add(read);
      }
    }
    return items.size() == list.size() ? List.copyOf(items) : null;
  }

  @Override
  Object write(List<Options> value, String path) {
    return value.stream().map(Options::portable).toList();
  }

  @Override
  String show(List<Options> value) {
    return value.isEmpty() ? "[]" : "a list";
  }

  @Override
  Map<String, Object> schema() {
    Map<String, Object> schema = JsonSchema.object("type", List.of("array", "object"));
    schema.put("items", JsonSchema.of(set));
    return schema;
  }
}
