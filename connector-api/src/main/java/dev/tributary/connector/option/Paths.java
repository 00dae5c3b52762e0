package dev.tributary.connector.option;

import org.jspecify.annotations.Nullable;

/** Paths of options, such as {@code connection_config.streams["eu.orders"].columns[2]}. */
final class Paths {
  private Paths() {}

  /** Returns the path of {@code rest}, itself a path, below {@code prefix}. */
  static String join(String prefix, String rest) {
    if (prefix.isEmpty() || rest.isEmpty()) {
      return prefix + rest;
    }
    return rest.startsWith("[") ? prefix + rest : prefix + "." + rest;
  }

  /**
   * Returns the path of a key below {@code prefix}; a key that is no plain word is put in brackets.
   */
  static String key(String prefix, String key) {
    return join(prefix, isPlain(key) ? key : "[\"" + Show.shortened(key) + "\"]");
  }

  static String index(String prefix, int index) {
    return prefix + "[" + index + "]";
  }

  /** Returns the place of the nearest part of the path that has one. */
  static @Nullable Place place(Configuration root, String path) {
    Configuration at = root;
    Place place = root.place().orElse(null);
    for (String key : path.split("\\.", -1)) {
      Place own = at.place(key).orElse(null);
      place = own == null ? place : own;
      if (!(at.value(key) instanceof Configuration section)) {
        return place;
      }
      at = section;
    }
    return place;
  }

  private static boolean isPlain(String key) {
    if (key.isEmpty() || key.length() > 60) {
      return false;
    }
    return key.chars()
        .allMatch(c -> c == '_' || c == '-' || (c < 128 && Character.isLetterOrDigit(c)));
  }
}
