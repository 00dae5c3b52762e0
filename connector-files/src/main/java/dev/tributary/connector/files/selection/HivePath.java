package dev.tributary.connector.files.selection;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns that hive-style directories hold: {@code region=eu/day=2026-01-01/part.csv}. */
public final class HivePath {
  private static final String NULL = "__HIVE_DEFAULT_PARTITION__";

  private HivePath() {}

  /** Returns names and values in a path's order; a directory that stands for null is left out. */
  public static Map<String, String> values(String path) {
    if (path.indexOf('=') < 0) {
      return Map.of();
    }
    Map<String, String> values = new LinkedHashMap<>();
    String[] names = path.split("/", -1);
    for (int i = 0; i < names.length - 1; i++) {
      int equals = names[i].indexOf('=');
      if (equals > 0) {
        String value = decode(names[i].substring(equals + 1));
        if (!value.equals(NULL)) {
          values.put(decode(names[i].substring(0, equals)), value);
        }
      }
    }
    return values;
  }

  /** Returns the name of the directory of a value; null has one of its own. */
  public static String directory(String name, @Nullable String value) {
    return encode(name) + "=" + (value == null ? NULL : encode(value));
  }

  private static String encode(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = b > 0 && (Character.isLetterOrDigit(b) || "-_.,+ @()".indexOf(b) >= 0);
      if (plain) {
        encoded.append((char) b);
      } else {
        encoded.append(String.format(Locale.ROOT, "%%%02X", b & 0xFF));
      }
    }
    return encoded.toString();
  }

  private static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }
}
