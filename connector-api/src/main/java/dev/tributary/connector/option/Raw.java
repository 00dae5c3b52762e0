package dev.tributary.connector.option;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings what hosts put into a configuration into its few types, and back into maps and lists. */
final class Raw {
  private Raw() {}

  static Configuration configuration(Map<?, ?> values, String path, int depth) {
    Configuration.Builder builder = Configuration.builder();
    for (Map.Entry<?, ?> entry : values.entrySet()) {
      String key = key(entry.getKey(), path);
      builder.put(key, value(entry.getValue(), Paths.key(path, key), depth + 1));
    }
    return builder.build();
  }

  /** Returns the value as a configuration holds it, at this depth of maps and lists. */
  static @Nullable Object value(@Nullable Object value, String path, int depth) {
    if (value instanceof Map<?, ?> map) {
      checkDepth(depth, path);
      return configuration(map, path, depth);
    }
    if (value instanceof Configuration section) {
      checkDepth(depth + section.depth() - 1, path);
      return section;
    }
    if (value instanceof Path file) {
      return file.toString(); // it is an Iterable too, of paths without end
    }
    if (value instanceof Iterable<?> list) {
      checkDepth(depth, path);
      List<Object> copy = new ArrayList<>();
      for (Object item : list) {
        Object raw = value(item, path, depth + 1);
        if (raw != null) {
          copy.add(raw);
        }
      }
      return Collections.unmodifiableList(copy);
    }
    return scalar(value, path);
  }

  private static void checkDepth(int depth, String path) {
    if (depth > Configuration.MAX_DEPTH) {
      throw new IllegalArgumentException(
          "`" + Show.shortened(path) + "` is nested deeper than " + Configuration.MAX_DEPTH);
    }
  }

  /** Returns how many maps and lists lie within each other in this value; 0 for a scalar. */
  static int depth(@Nullable Object value) {
    if (value instanceof Configuration section) {
      return section.depth();
    }
    return value instanceof List<?> list
        ? 1 + list.stream().mapToInt(Raw::depth).max().orElse(0)
        : 0;
  }

  private static @Nullable Object scalar(@Nullable Object value, String path) {
    if (value instanceof Long || value instanceof BigInteger) {
      return smallest(new BigInteger(value.toString()));
    }
    if (value instanceof Double number && !Double.isFinite(number)) {
      return value.toString(); // JSON has no such number
    }
    if (value == null
        || value instanceof String
        || value instanceof Boolean
        || value instanceof Secret
        || value instanceof Integer
        || value instanceof Double
        || value instanceof BigDecimal) {
      return value;
    }
    if (value instanceof Short || value instanceof Byte) {
      return ((Number) value).intValue();
    }
    if (value instanceof Float number) {
      return new BigDecimal(number.toString()).doubleValue();
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (value instanceof CharSequence
        || value instanceof URI
        || value instanceof Duration
        || value instanceof TemporalAccessor) {
      return value.toString();
    }
    throw new IllegalArgumentException(
        "`"
            + path
            + "` is a "
            + value.getClass().getName()
            + "; a configuration holds texts,"
            + " numbers, booleans, secrets, lists and maps");
  }

  /** Makes whole numbers equal whoever parsed them. */
  private static Number smallest(BigInteger whole) {
    if (whole.bitLength() < 32) {
      return whole.intValue();
    }
    return whole.bitLength() < 64 ? (Number) whole.longValue() : whole;
  }

  private static String key(@Nullable Object key, String path) {
    if (key instanceof String || key instanceof Number || key instanceof Boolean) {
      return key.toString();
    }
    throw new IllegalArgumentException("a key of `" + path + "` is no text");
  }

  /** Returns the tree as maps and lists. */
  static Map<String, Object> map(Configuration configuration) {
    Map<String, Object> map = new LinkedHashMap<>();
    configuration.entries().forEach((key, entry) -> map.put(key, plain(entry.value())));
    return Collections.unmodifiableMap(map);
  }

  @SuppressWarnings("NullAway") // null stands in these maps as it stands in the file
  private static Object plain(@Nullable Object value) {
    if (value instanceof Configuration section) {
      return map(section);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Raw::plain).toList();
    }
    return value;
  }
}
