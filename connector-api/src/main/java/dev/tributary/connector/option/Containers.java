package dev.tributary.connector.option;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists and maps of texts, and what the other types of lists and maps share with them. */
final class Containers {
  static final List<String> SCALAR_NAMES = List.of("string", "number", "boolean");

  static final Type<List<String>> TEXTS = new Texts();
  static final Type<Map<String, String>> TEXT_MAP = new TextMap();

  private Containers() {}

  /** Reads one value of a map; null after reporting what is wrong. */
  @FunctionalInterface
  interface EntryReader<V> {
    @Nullable V read(String name, Object raw, Node node);
  }

  /** Reads every entry, so that every problem is reported; null if there was one. */
  static <V> @Nullable Map<String, V> readMap(
      Object raw, Node node, String expected, EntryReader<V> reader) {
    if (!(raw instanceof Configuration section)) {
      node.unfit(expected, raw);
      return null;
    }
    Map<String, V> values = new LinkedHashMap<>();
    boolean right = true;
    for (Map.Entry<String, Configuration.Entry> entry : section.entries().entrySet()) {
      Node own = node.key(entry.getKey(), entry.getValue().place());
      right &= Duplicates.check(entry.getValue(), own);
      Object value = entry.getValue().value();
      V read = value == null ? null : reader.read(entry.getKey(), value, own);
      if (read != null) {
        values.put(entry.getKey(), read);
      }
      right &= value == null || read != null;
    }
    return right ? Collections.unmodifiableMap(values) : null;
  }

  /** Returns the text of any scalar. */
  static @Nullable String looseText(Object raw) {
    return raw instanceof Boolean || raw instanceof Double ? raw.toString() : Scalars.text(raw);
  }

  private static @Nullable String readText(Object raw, Node node, String expected) {
    String text = looseText(raw);
    if (text == null) {
      node.unfit(expected, raw);
      return null;
    }
    return node.resolve(text);
  }

  /** A list of texts. */
  private static final class Texts extends Type<List<String>> {
    @Override
    String label() {
      return "list of texts";
    }

    @Override
    String expected() {
      return "a list of texts";
    }

    @Override
    @Nullable List<String> read(Object raw, Node node) {
      if (!(raw instanceof List<?> list)) {
        String text = raw instanceof Configuration ? null : readText(raw, node, expected());
        if (raw instanceof Configuration) {
          node.unfit(expected(), raw);
        }
        return text == null ? null : List.of(text);
      }
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        String text = readText(list.get(i), node.index(i, null), "a text");
        if (text != null) {
          texts.add(text);
        }
      }
      return texts.size() == list.size() ? List.copyOf(texts) : null;
    }

    @Override
    Object write(List<String> value, String path) {
      return value.stream().map(Template::escape).toList();
    }

    @Override
    Map<String, Object> schema() {
      Map<String, Object> schema =
          JsonSchema.object("type", List.of("array", "string", "number", "boolean"));
      schema.put("items", Map.of("type", SCALAR_NAMES));
      return schema;
    }
  }

  /** A map of texts to texts. */
  private static final class TextMap extends Type<Map<String, String>> {
    @Override
    String label() {
      return "map of texts";
    }

    @Override
    String expected() {
      return "a map of names to texts";
    }

    @Override
    @Nullable Map<String, String> read(Object raw, Node node) {
      return readMap(raw, node, expected(), (name, value, own) -> readText(value, own, "a text"));
    }

    @Override
    Object write(Map<String, String> value, String path) {
      Map<String, Object> raw = new LinkedHashMap<>();
      value.forEach((name, text) -> raw.put(name, Template.escape(text)));
      return Collections.unmodifiableMap(raw);
    }

    @Override
    Map<String, Object> schema() {
      Map<String, Object> schema = JsonSchema.object("type", "object");
      schema.put("additionalProperties", Map.of("type", SCALAR_NAMES));
      return schema;
    }
  }
}
