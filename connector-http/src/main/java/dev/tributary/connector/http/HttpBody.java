package dev.tributary.connector.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The body of a request: bytes that can be sent again, and what they are. Immutable.
 *
 * @since 0.1.0
 */
public final class HttpBody {
  private final byte[] bytes;
  private final String contentType;

  private HttpBody(byte[] bytes, String contentType) {
    this.bytes = bytes;
    this.contentType = HeaderText.value("Content-Type", contentType);
  }

  /** Returns a body of these bytes, copied. */
  public static HttpBody of(byte[] bytes, String contentType) {
    return new HttpBody(bytes.clone(), contentType);
  }

  /** Returns a body of JSON. */
  public static HttpBody json(String text) {
    return new HttpBody(text.getBytes(StandardCharsets.UTF_8), "application/json");
  }

  /** Returns a body as an HTML form sends it, names and values escaped, in the map's order. */
  public static HttpBody form(Map<String, String> fields) {
    String text =
        fields.entrySet().stream()
            .map(field -> escaped(field.getKey()) + "=" + escaped(field.getValue()))
            .collect(Collectors.joining("&"));
    return new HttpBody(text.getBytes(StandardCharsets.UTF_8), "application/x-www-form-urlencoded");
  }

  /** Returns a copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Returns the bytes themselves, for sending. */
  byte[] shared() {
    return bytes;
  }

  /** Returns what the bytes are, as the {@code Content-Type} header says it. */
  public String contentType() {
    return contentType;
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Returns type and size, not the content, which may be secret. */
  @Override
  public String toString() {
    return contentType + ", " + bytes.length + " bytes";
  }
}
