package dev.tributary.connector.option;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps with the same options, by names that the user chooses. */
final class NamedType extends Type<Map<String, Options>> {
  private final OptionSet set;

  NamedType(OptionSet set) {
    this.set = set;
  }

  @Override
  String label() {
    return "maps by name";
  }

  @Override
  String expected() {
    return "a map of names to maps";
  }

  @Override
  OptionSet nested() {
    return set;
  }

  @Override
  @Nullable Map<String, Options> read(Object raw, Node node) {
    return Containers.readMap(
        raw, node, expected(), (name, value, own) -> ObjectType.read(value, own, set));
  }

  @Override
  Object write(Map<String, Options> value, String path) {
    Map<String, Object> raw = new LinkedHashMap<>();
    value.forEach((name, options) -> raw.put(name, options.portable()));
    return raw;
  }

  @Override
  String show(Map<String, Options> value) {
    return value.isEmpty() ? "{}" : "a map";
  }

  @Override
  Map<String, Object> schema() {
    Map<String, Object> schema = JsonSchema.object("type", "object");
    schema.put("additionalProperties", JsonSchema.of(set));
    return schema;
  }
}
