package dev.tributary.connector.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes small JSON documents as trees of plain values.
 *
 * <p>Whole numbers that fit become {@link Long}, every other number {@link BigDecimal}: nothing
 * goes through a double. Reading is strict (one document, no name twice, no comments) and bounded
 * in depth and size. Writing is deterministic: the same tree in the same order gives the same text.
 */
public final class JsonTree {
  /** How deeply objects and arrays may be nested. */
  public static final int MAX_DEPTH = 200;

  /** How many characters one document may have. */
  public static final int MAX_CHARS = 512 << 20;

  private static final int MAX_STRING_CHARS = 64 << 20;
  private static final int MAX_NUMBER_CHARS = 10_000;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxDocumentLength(MAX_CHARS)
                  .maxStringLength(MAX_STRING_CHARS)
                  .maxNumberLength(MAX_NUMBER_CHARS)
                  .build())
          .build();

  private JsonTree() {}

  /**
   * Reads one document.
   *
   * @param text the whole document
   * @return a map, a list, a text, a number, a boolean, or null for the JSON null
   * @throws ConnectorException of kind DATA, with line and column, if it is not one JSON document
   *     within the limits
   */
  public static @Nullable Object parse(String text) {
    if (text.length() > MAX_CHARS) {
      throw ConnectorException.of(
              ErrorKind.DATA,
              "a JSON document of " + text.length() + " characters; at most " + MAX_CHARS + " fit")
          .build();
    }
    try (JsonParser parser = JSON.createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw ConnectorException.of(ErrorKind.DATA, "the JSON document is empty").build();
      }
      Object value = value(parser, first);
      if (parser.nextToken() != null) {
        throw broken("more follows after the JSON document", parser.currentTokenLocation(), null);
      }
      return value;
    } catch (JsonProcessingException notJson) {
      throw broken(notJson.getOriginalMessage(), notJson.getLocation(), notJson);
    } catch (IOException impossible) {
      throw ConnectorException.of(ErrorKind.INTERNAL, "a text could not be read")
          .cause(impossible)
          .build();
    }
  }

  /**
   * Reads one document that has to be an object.
   *
   * @throws ConnectorException of kind DATA if it is not
   */
  public static Map<String, @Nullable Object> parseObject(String text) {
    Object tree = parse(text);
    if (tree instanceof Map<?, ?>) {
      return map(tree);
    }
    throw ConnectorException.of(ErrorKind.DATA, "the JSON document is no object").build();
  }

  /**
   * Writes a tree without white space.
   *
   * @param tree what {@link #parse} returns; other integers, doubles that are finite, and texts of
   *     any {@link CharSequence} are taken too
   * @throws IllegalArgumentException if the tree holds anything else
   */
  public static String write(@Nullable Object tree) {
    return write(tree, false);
  }

  /**
   * Writes a tree with line breaks and two spaces of indentation, for files that people look at.
   */
  public static String writePretty(@Nullable Object tree) {
    return write(tree, true);
  }

  private static String write(@Nullable Object tree, boolean pretty) {
    StringWriter out = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(out)) {
      if (pretty) {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        generator.setPrettyPrinter(
            new DefaultPrettyPrinter(
                    Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                .withArrayIndenter(lines)
                .withObjectIndenter(lines));
      }
      value(generator, tree, 0);
    } catch (IOException impossible) {
      throw new IllegalArgumentException("a tree could not be written", impossible);
    }
    return out.toString();
  }

  private static @Nullable Object value(JsonParser parser, JsonToken token) throws IOException {
    switch (token) {
      case START_OBJECT:
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          object.put(name, value(parser, parser.nextToken()));
        }
        return object;
      case START_ARRAY:
        List<@Nullable Object> array = new ArrayList<>();
        for (JsonToken next = parser.nextToken();
            next != JsonToken.END_ARRAY;
            next = parser.nextToken()) {
          array.add(value(parser, next));
        }
        return array;
      case VALUE_STRING:
        return parser.getText();
      case VALUE_NUMBER_INT:
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
            ? (Object) new BigDecimal(parser.getBigIntegerValue())
            : (Object) parser.getLongValue();
      case VALUE_NUMBER_FLOAT:
        return parser.getDecimalValue();
      case VALUE_TRUE:
        return true;
      case VALUE_FALSE:
        return false;
      default:
        return null;
    }
  }

  private static void value(JsonGenerator out, @Nullable Object value, int depth)
      throws IOException {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("a tree deeper than " + MAX_DEPTH + " levels");
    }
    if (value == null) {
      out.writeNull();
    } else if (value instanceof CharSequence text) {
      out.writeString(text.toString());
    } else if (value instanceof Number number) {
      number(out, number);
    } else if (value instanceof Boolean truth) {
      out.writeBoolean(truth);
    } else if (value instanceof Map<?, ?> object) {
      out.writeStartObject();
      for (Map.Entry<?, ?> entry : object.entrySet()) {
        if (!(entry.getKey() instanceof String name)) {
          throw new IllegalArgumentException("a JSON name that is no text");
        }
        out.writeFieldName(name);
        value(out, entry.getValue(), depth + 1);
      }
      out.writeEndObject();
    } else if (value instanceof Iterable<?> array) {
      out.writeStartArray();
      for (Object element : array) {
        value(out, element, depth + 1);
      }
      out.writeEndArray();
    } else {
      throw new IllegalArgumentException("JSON has no form for " + value.getClass().getName());
    }
  }

  private static void number(JsonGenerator out, Number number) throws IOException {
    if (number instanceof BigDecimal decimal) {
      out.writeNumber(decimal);
    } else if (number instanceof BigInteger whole) {
      out.writeNumber(whole);
    } else if (number instanceof Double || number instanceof Float) {
      if (!Double.isFinite(number.doubleValue())) {
        throw new IllegalArgumentException("JSON has no form for " + number);
      }
      out.writeNumber(new BigDecimal(number.toString()));
    } else {
      out.writeNumber(number.longValue());
    }
  }

  /**
   * Returns a value of the tree as an object's map.
   *
   * @throws ConnectorException of kind DATA if it is none
   */
  @SuppressWarnings("unchecked") // the parser makes maps with text keys only
  public static Map<String, @Nullable Object> map(@Nullable Object value) {
    if (value instanceof Map<?, ?>) {
      return (Map<String, @Nullable Object>) value;
    }
    throw wrong("an object", value);
  }

  /**
   * Returns a value of the tree as an array's list; null as an empty one.
   *
   * @throws ConnectorException of kind DATA if it is none
   */
  @SuppressWarnings("unchecked") // the parser makes lists of anything
  public static List<@Nullable Object> list(@Nullable Object value) {
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?>) {
      return (List<@Nullable Object>) value;
    }
    throw wrong("an array", value);
  }

  /**
   * Returns a value of the tree as text.
   *
   * @throws ConnectorException of kind DATA if it is none
   */
  public static String text(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw wrong("a text", value);
  }

  /**
   * Returns a value of the tree as a whole number.
   *
   * @throws ConnectorException of kind DATA if it is none or does not fit
   */
  public static long whole(@Nullable Object value) {
    if (value instanceof Long number) {
      return number;
    }
    throw wrong("a whole number", value);
  }

  /**
   * Returns a value of the tree as a truth value.
   *
   * @throws ConnectorException of kind DATA if it is none
   */
  public static boolean truth(@Nullable Object value) {
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw wrong("true or false", value);
  }

  private static ConnectorException wrong(String wanted, @Nullable Object found) {
    String what =
        found == null
            ? "nothing"
            : found instanceof Map
                ? "an object"
                : found instanceof List
                    ? "an array"
                    : found instanceof String
                        ? "a text"
                        : found instanceof Boolean ? "true or false" : "the number " + found;
    return ConnectorException.of(
            ErrorKind.DATA, "the JSON holds " + what + " where " + wanted + " belongs")
        .build();
  }

  private static ConnectorException broken(
      String what, @Nullable JsonLocation where, @Nullable Throwable cause) {
    ConnectorException.Builder error =
        ConnectorException.of(ErrorKind.DATA, "this is no valid JSON: " + what).cause(cause);
    if (where != null) {
      error.place("line " + where.getLineNr() + ", column " + where.getColumnNr());
    }
    return error.build();
  }
}
