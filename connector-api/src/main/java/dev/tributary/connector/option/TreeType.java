package dev.tributary.connector.option;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Free trees. */
final class TreeType extends Type<Map<String, Object>> {
  static final TreeType INSTANCE = new TreeType();

  private TreeType() {}

  @Override
  String label() {
    return "free map";
  }

  @Override
  String expected() {
    return "a map";
  }

  @Override
  @Nullable Map<String, Object> read(Object raw, Node node) {
    return Containers.readMap(
        raw, node.hide(), expected(), (name, value, own) -> readValue(value, own));
  }

  /** Reads any value: maps and lists within, texts with their references. */
  static @Nullable Object readValue(Object raw, Node node) {
    if (raw instanceof Configuration) {
      return INSTANCE.read(raw, node);
    }
    if (raw instanceof List<?> list) {
      List<Object> items = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        Object item = readValue(list.get(i), node.index(i, null));
        if (item != null) {
          items.add(item);
        }
      }
      return items.size() == list.size() ? List.copyOf(items) : null;
    }
    if (raw instanceof Secret secret) {
      return secret.in(node);
    }
    if (!(raw instanceof String text)) {
      return raw;
    }
    Template template = Template.parse(text, node);
    if (template == null) {
      return null;
    }
    return template.hasSecret() ? Secret.parse(text, node) : template.resolve(node);
  }

  @Override
  Object write(Map<String, Object> value, String path) {
    return writeValue(value, path);
  }

  static Object writeValue(Object value, String path) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> raw = new LinkedHashMap<>();
      map.forEach(
          (key, item) -> raw.put((String) key, writeValue(item, Paths.key(path, (String) key))));
      return raw;
    }
    if (value instanceof List<?> list) {
      List<Object> raw = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        raw.add(writeValue(list.get(i), Paths.index(path, i)));
      }
      return raw;
    }
    if (value instanceof Secret secret) {
      return SecretType.INSTANCE.write(secret, path);
    }
    return value instanceof String text ? Template.escape(text) : value;
  }

  @Override
  String show(Map<String, Object> value) {
    return value.isEmpty() ? "{}" : "a map";
  }

  @Override
  Map<String, Object> schema() {
    return JsonSchema.object("type", "object");
  }
}
