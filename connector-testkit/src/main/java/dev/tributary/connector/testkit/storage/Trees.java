package dev.tributary.connector.testkit.storage;

import dev.tributary.connector.json.JsonTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What requests hold as JSON, without nulls. */
final class Trees {
  private static final List<String> KEPT =
      List.of(
          "contentType",
          "contentEncoding",
          "contentLanguage",
          "contentDisposition",
          "cacheControl",
          "metadata");

  private Trees() {}

  static Map<String, Object> object(String text) {
    return text.isBlank() ? Map.of() : map(JsonTree.parseObject(text));
  }

  static Map<String, Object> map(@Nullable Object tree) {
    Map<String, Object> members = new LinkedHashMap<>();
    if (tree instanceof Map<?, ?> map) {
      map.forEach(
          (name, value) -> {
            if (value != null) {
              members.put(String.valueOf(name), value);
            }
          });
    }
    return members;
  }

  static List<?> list(@Nullable Object tree) {
    return tree instanceof List<?> list ? list : List.of();
  }

  /** Returns what a client may say of an object. */
  static Map<String, Object> about(Map<String, Object> resource) {
    Map<String, Object> about = new LinkedHashMap<>();
    for (String name : KEPT) {
      Object value = resource.get(name);
      if (value != null) {
        about.put(name, value);
      }
    }
    return about;
  }
}
