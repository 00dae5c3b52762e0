package dev.tributary.connector.testkit.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came.
 *
 * @param method such as {@code GET}
 * @param path still escaped
 * @param query unescaped
 * @param headers by names in lower case
 * @param content the body, as it was sent
 */
record WireRequest(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    Content content) {

  static WireRequest of(String method, String target, Map<String, String> headers, byte[] body) {
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    if (path.startsWith("http://")) {
      path = path.substring(path.indexOf('/', "http://".length()));
    }
    return new WireRequest(
        method, path, pairs(mark < 0 ? "" : target.substring(mark + 1)), headers, new Bytes(body));
  }

  /** Returns what a query or a form holds. */
  static Map<String, String> pairs(String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      int sign = pair.indexOf('=');
      if (sign > 0) {
        pairs.put(unescaped(pair.substring(0, sign)), unescaped(pair.substring(sign + 1)));
      }
    }
    return pairs;
  }

  /** Returns a segment of a path without escapes; a plus stays what it is. */
  static String segment(String escaped) {
    return URLDecoder.decode(escaped.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String unescaped(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Nullable String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }

  @Nullable String query(String name) {
    return query.get(name);
  }

  /** Returns the body as it was sent. */
  byte[] body() {
    return content.bytes();
  }

  /** Returns the body, unpacked if the client had packed it for the way. */
  byte[] plainBody() {
    if (!"gzip".equals(header("Content-Encoding"))) {
      return body();
    }
    try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(body()))) {
      return plain.readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  String text() {
    return new String(plainBody(), StandardCharsets.UTF_8);
  }
}
