package dev.tributary.connector.option;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types of single values. */
final class Scalars {
  /** What a text may be written as: 007 in a file is a number to its parser. */
  static final List<String> TEXT_NAMES = List.of("string", "number");

  private static final String REFERENCE = "\\$\\{";

  static final Type<String> TEXT =
      new Scalar<>("text", "a text", Scalars::text, text -> text, Map.of("type", TEXT_NAMES));

  static final Type<Integer> INTEGER =
      new Scalar<>(
          "whole number",
          "a whole number",
          raw -> {
            Long whole = Numbers.whole(raw);
            return whole == null || whole.intValue() != whole ? null : whole.intValue();
          },
          number -> number,
          lenient("integer", "^[+-]?[0-9]+$"));

  static final Type<Long> LONG =
      new Scalar<>(
          "whole number (64 bit)",
          "a whole number",
          Numbers::whole,
          number -> number,
          lenient("integer", "^[+-]?[0-9]+$"));

  static final Type<Double> NUMBER =
      new Scalar<>(
          "number",
          "a number",
          raw -> {
            BigDecimal exact = Numbers.exact(raw);
            return exact == null || Double.isInfinite(exact.doubleValue())
                ? null
                : (Double) exact.doubleValue();
          },
          number -> number,
          lenient("number", "^[+-]?[0-9.]+([eE][+-]?[0-9]+)?$"));

  static final Type<BigDecimal> DECIMAL =
      new Scalar<>(
          "decimal number",
          "a decimal number",
          Numbers::exact,
          number -> number,
          lenient("number", "^[+-]?[0-9.]+([eE][+-]?[0-9]+)?$"));

  static final Type<Boolean> BOOL =
      new Scalar<>(
          "true or false",
          "true or false",
          Scalars::bool,
          value -> value,
          lenient("boolean", "^([Tt]rue|[Ff]alse|TRUE|FALSE)$"));

  static final Type<Duration> SECONDS =
      new Scalar<>(
          "seconds",
          "a time in seconds, such as 30, 1.5, \"500ms\", \"5m\" or \"PT30S\"",
          Seconds::parse,
          Seconds::write,
          Map.of("type", List.of("number", "string")));

  static final Type<URI> URI_TEXT =
      new Scalar<>(
          "URL",
          "a whole URL, such as https://api.example.com/v1",
          raw -> raw instanceof String text ? uri(text.strip()) : null,
          URI::toString,
          Map.of("type", "string"));

  private Scalars() {}

  /** Returns the schema of what may also be written as a text of this pattern, or by reference. */
  private static Map<String, Object> lenient(String type, String pattern) {
    Map<String, Object> schema = JsonSchema.object("type", List.of(type, "string"));
    schema.put("pattern", pattern + "|" + REFERENCE);
    return schema;
  }

  /** Returns the text of a text or of a number whose writing is known exactly. */
  static @Nullable String text(Object raw) {
    if (raw instanceof Number && !(raw instanceof Double)) {
      return raw.toString();
    }
    return raw instanceof String text ? text : null;
  }

  private static @Nullable Boolean bool(Object raw) {
    if (raw instanceof Boolean value) {
      return value;
    }
    if (!(raw instanceof String text)) {
      return null;
    }
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> null;
    };
  }

  private static @Nullable URI uri(String text) {
    try {
      URI uri = new URI(text);
      // "localhost:8080" is an opaque URI of the scheme "localhost": not what anybody means.
      boolean whole = uri.isAbsolute() && !uri.isOpaque();
      boolean web = whole && uri.getScheme().toLowerCase(Locale.ROOT).startsWith("http");
      return whole && (!web || uri.getRawAuthority() != null) ? uri : null;
    } catch (URISyntaxException noUri) {
      return null;
    }
  }
}
