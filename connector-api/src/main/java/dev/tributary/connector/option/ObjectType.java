package dev.tributary.connector.option;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map with options of its own. */
final class ObjectType extends Type<Options> {
  private final OptionSet set;

  ObjectType(OptionSet set) {
    this.set = set;
  }

  @Override
  String label() {
    return "map";
  }

  @Override
  String expected() {
    return "a map";
  }

  @Override
  OptionSet nested() {
    return set;
  }

  @Override
  @Nullable Options read(Object raw, Node node) {
    return read(raw, node, set);
  }

  /** Reads a map by this set; null only if it is no map. */
  static @Nullable Options read(Object raw, Node node, OptionSet set) {
    if (raw instanceof Configuration section) {
      return Binder.bind(set, section, node);
    }
    node.unfit("a map", raw);
    return null;
  }

  @Override
  Object write(Options value, String path) {
    return value.portable();
  }

  @Override
  String show(Options value) {
    return "a map";
  }

  @Override
  Map<String, Object> schema() {
    return JsonSchema.of(set);
  }
}
