package dev.tributary.connector.rest;

import dev.tributary.connector.option.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Bodies of requests as trees. */
final class Bodies {
  private Bodies() {}

  /** Returns a deep copy that can be changed, with the values of secrets. */
  static Map<String, Object> revealed(Map<String, Object> tree) {
    Map<String, Object> copy = new LinkedHashMap<>();
    tree.forEach((name, value) -> copy.put(name, value(value)));
    return copy;
  }

  private static Object value(Object value) {
    if (value instanceof Secret secret) {
      return secret.reveal();
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((name, item) -> copy.put((String) name, value(item)));
      return copy;
    }
    return value instanceof List<?> list ? list.stream().map(Bodies::value).toList() : value;
  }

  /** Puts a value where a name such as {@code variables.after} says. */
  @SuppressWarnings("unchecked") // revealed() makes maps of texts only
  static void put(Map<String, Object> tree, String name, Object value) {
    int dot = name.indexOf('.');
    if (dot < 0) {
      tree.put(name, value);
      return;
    }
    Object inner = tree.get(name.substring(0, dot));
    Map<String, Object> below =
        inner instanceof Map<?, ?> map ? (Map<String, Object>) map : new LinkedHashMap<>();
    tree.put(name.substring(0, dot), below);
    put(below, name.substring(dot + 1), value);
  }

  /** Returns the fields of a form. */
  static Map<String, String> flat(Map<String, Object> tree) {
    Map<String, String> fields = new LinkedHashMap<>();
    tree.forEach((name, value) -> fields.put(name, value.toString()));
    return fields;
  }
}
