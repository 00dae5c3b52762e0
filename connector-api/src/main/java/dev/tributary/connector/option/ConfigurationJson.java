package dev.tributary.connector.option;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.json.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Configurations as JSON. */
final class ConfigurationJson {
  private ConfigurationJson() {}

  static String write(Configuration configuration) {
    return JsonTree.write(plain(configuration, ""));
  }

  private static @Nullable Object plain(@Nullable Object value, String path) {
    if (value instanceof Configuration section) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      section
          .entries()
          .forEach((key, entry) -> map.put(key, plain(entry.value(), Paths.key(path, key))));
      return map;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> items = new ArrayList<>();
      list.forEach(item -> items.add(plain(item, Paths.index(path, items.size()))));
      return items;
    }
    return value instanceof Secret secret ? SecretType.INSTANCE.write(secret, path) : value;
  }

  static Configuration read(String json) {
    Map<String, @Nullable Object> tree;
    try {
      tree = JsonTree.parseObject(json);
    } catch (ConnectorException broken) {
      // Neither what it says nor itself: both quote the text, which may hold a secret.
      throw bad("is no JSON object", broken.place().orElse(null));
    }
    try {
      return Configuration.of(tree);
    } catch (IllegalArgumentException tooDeep) {
      throw bad("is nested deeper than " + Configuration.MAX_DEPTH, null);
    }
  }

  private static ConnectorException bad(String what, @Nullable String place) {
    return ConnectorException.of(ErrorKind.CONFIG, "the configuration " + what)
        .place(place)
        .build();
  }
}
