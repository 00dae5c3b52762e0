package dev.tributary.connector.option;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Configurations as JSON. */
final class ConfigurationJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private ConfigurationJson() {}

  static String write(Configuration configuration) {
    return Json.write(plain(configuration, ""));
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
    try (JsonParser parser = FACTORY.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw bad("is no JSON object", parser.currentLocation());
      }
      Configuration read = object(parser, 1);
      if (parser.nextToken() != null) {
        throw bad("goes on after its end", parser.currentLocation());
      }
      return read;
    } catch (JsonProcessingException broken) {
      // Neither its message nor itself: both quote the text, which may hold a secret.
      throw bad("is no JSON", broken.getLocation());
    } catch (IOException impossible) {
      throw bad("cannot be read", null);
    }
  }

  private static ConnectorException bad(String what, @Nullable JsonLocation at) {
    return ConnectorException.of(ErrorKind.CONFIG, "the configuration " + what)
        .place(at == null ? null : "line " + at.getLineNr() + ", column " + at.getColumnNr())
        .build();
  }

  private static Configuration object(JsonParser parser, int depth) throws IOException {
    checkDepth(parser, depth);
    Configuration.Builder builder = Configuration.builder();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      builder.put(key, value(parser, parser.nextToken(), depth + 1));
    }
    return builder.build();
  }

  private static @Nullable Object value(JsonParser parser, JsonToken token, int depth)
      throws IOException {
    return switch (token) {
      case START_OBJECT -> object(parser, depth);
      case START_ARRAY -> array(parser, depth);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private static List<Object> array(JsonParser parser, int depth) throws IOException {
    checkDepth(parser, depth);
    List<Object> items = new ArrayList<>();
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_ARRAY) {
      Object item = value(parser, token, depth + 1);
      if (item != null) {
        items.add(item);
      }
      token = parser.nextToken();
    }
    return items;
  }

  private static void checkDepth(JsonParser parser, int depth) {
    if (depth > Configuration.MAX_DEPTH) {
      throw bad("is nested deeper than " + Configuration.MAX_DEPTH, parser.currentLocation());
    }
  }
}
