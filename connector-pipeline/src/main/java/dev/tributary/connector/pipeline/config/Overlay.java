package dev.tributary.connector.pipeline.config;

import dev.tributary.connector.option.Configuration;
import java.util.Optional;

/** Lays the keys of an environment over those that all environments share. */
final class Overlay {
  private Overlay() {}

  /**
   * Returns a configuration that has the keys of both; what both have is taken from {@code over},
   * maps key by key. Each key keeps the place where it stands.
   */
  static Configuration merge(Configuration base, Configuration over) {
    Configuration.Builder merged = Configuration.builder().at(base.place().orElse(null));
    for (String key : base.keys()) {
      if (!over.has(key)) {
        merged.put(key, base.find(key).orElse(null), base.place(key).orElse(null));
      }
    }
    for (String key : over.keys()) {
      Optional<Object> below = base.find(key);
      Object value = over.find(key).orElse(null);
      if (below.orElse(null) instanceof Configuration shared
          && value instanceof Configuration own) {
        value = merge(shared, own);
      }
      merged.put(key, value, over.place(key).orElse(null));
    }
    return merged.build();
  }
}
