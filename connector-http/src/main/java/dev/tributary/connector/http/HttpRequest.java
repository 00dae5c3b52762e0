package dev.tributary.connector.http;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One request, as a value: what an author asks for, without credentials.
 *
 * <p>A request that fails in passing is sent again only if it is {@linkplain #isRepeatable()
 * repeatable}: if its method is safe or idempotent, or if the author says so. The failure of any
 * other is {@linkplain ConnectorException#isRepeatable marked}, so that the engine does not send it
 * again either, by opening its split once more. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class HttpRequest {
  private static final Set<String> IDEMPOTENT =
      Set.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE");

  private final String method;
  private final URI url;
  private final HttpHeaders headers;
  private final @Nullable HttpBody body;
  private final boolean repeatable;
  private final Set<Integer> accepted;

  private HttpRequest(
      String method,
      URI url,
      HttpHeaders headers,
      @Nullable HttpBody body,
      boolean repeatable,
      Set<Integer> accepted) {
    this.method = method;
    this.url = url;
    this.headers = headers;
    this.body = body;
    this.repeatable = repeatable;
    this.accepted = accepted;
  }

  /** Returns a GET of this URL. See {@link #of}. */
  public static HttpRequest get(URI url) {
    return of("GET", url);
  }

  /** Returns a POST to this URL, which is not repeatable unless told. See {@link #of}. */
  public static HttpRequest post(URI url, HttpBody body) {
    return of("POST", url).body(body);
  }

  /**
   * Returns a request without headers and body.
   *
   * @param method such as {@code GET}, in any case
   * @param url absolute, of {@code http} or {@code https}; its query is sent as it is
   * @throws IllegalArgumentException if the method is no word or the URL is another one; the URL is
   *     not in the message
   */
  public static HttpRequest of(String method, URI url) {
    String upper = HeaderText.name(method).toUpperCase(Locale.ROOT);
    return new HttpRequest(
        upper, Urls.checked(url), HttpHeaders.none(), null, IDEMPOTENT.contains(upper), Set.of());
  }

  /** Returns a copy to another URL. See {@link #of}. */
  public HttpRequest url(URI url) {
    return new HttpRequest(method, Urls.checked(url), headers, body, repeatable, accepted);
  }

  /**
   * Returns a copy with one more parameter in its query, behind those that are there.
   *
   * @param name not escaped
   * @param value not escaped
   */
  public HttpRequest query(String name, String value) {
    return url(Urls.adding(url, List.of(Map.entry(name, value))));
  }

  /**
   * Returns a copy with this parameter in its query, in place of all of the same name: a next URL
   * may name it already.
   *
   * @param name not escaped
   * @param value not escaped
   */
  public HttpRequest replacingQuery(String name, String value) {
    return url(Urls.without(url, name)).query(name, value);
  }

  /** Returns a copy with these parameters in its query too, not escaped, in the map's order. */
  public HttpRequest query(Map<String, String> parameters) {
    return url(Urls.adding(url, List.copyOf(new ArrayList<>(parameters.entrySet()))));
  }

  /** Returns a copy with this header, in place of all of the same name. */
  public HttpRequest header(String name, String value) {
    return headers(headers.with(name, value));
  }

  /** Returns a copy with these headers and no others. */
  public HttpRequest headers(HttpHeaders headers) {
    return new HttpRequest(method, url, headers, body, repeatable, accepted);
  }

  /**
   * Returns a copy with one more cookie.
   *
   * @throws IllegalArgumentException if the name or the value cannot stand in a cookie
   */
  public HttpRequest cookie(String name, String value) {
    String cookie = HeaderText.name(name).isEmpty() ? "" : name + "=" + value;
    if (value.indexOf(';') >= 0) {
      throw new IllegalArgumentException(
          "the value of the cookie `" + name + "` holds a semicolon");
    }
    return header(
        "Cookie", headers.first("Cookie").map(others -> others + "; " + cookie).orElse(cookie));
  }

  /** Returns a copy with this body. */
  public HttpRequest body(HttpBody body) {
    return new HttpRequest(
        method, url, headers, Objects.requireNonNull(body, "body"), repeatable, accepted);
  }

  /** Returns a copy that may, or may not, be sent again after it failed in passing. */
  public HttpRequest repeatable(boolean repeatable) {
    return new HttpRequest(method, url, headers, body, repeatable, accepted);
  }

  /**
   * Returns a copy whose sender gets answers of these statuses too, instead of an error.
   *
   * @param statuses such as 404 where it means that there is nothing
   */
  public HttpRequest accepting(int... statuses) {
    Set<Integer> all = new HashSet<>(accepted);
    for (int status : statuses) {
      all.add(status);
    }
    return new HttpRequest(method, url, headers, body, repeatable, Set.copyOf(all));
  }

  /** Returns a copy of another method and without a body, as some redirects ask for. */
  HttpRequest withoutBody(String method) {
    HttpHeaders kept = headers.without("Content-Type").without("Content-Encoding");
    return new HttpRequest(method, url, kept, null, repeatable, accepted);
  }

  /** Returns the method in upper case. */
  public String method() {
    return method;
  }

  /** Returns where it goes; the query may hold secrets. */
  public URI url() {
    return url;
  }

  /** Returns the headers; they may hold secrets. */
  public HttpHeaders headers() {
    return headers;
  }

  /** Returns the body, if there is one. */
  public Optional<HttpBody> body() {
    return Optional.ofNullable(body);
  }

  /** Returns whether it may be sent again after it failed in passing. */
  public boolean isRepeatable() {
    return repeatable;
  }

  /** Returns the failure of this request, marked if nobody knows whether the source acted on it. */
  ConnectorException marked(ConnectorException failed) {
    // What was refused for its rate did nothing; of anything else nobody knows.
    return repeatable || failed.kind() == ErrorKind.RATE_LIMITED
        ? failed
        : failed.copy().unrepeatable().build();
  }

  /** Returns whether an answer of this status is given to the sender, and no error. */
  public boolean accepts(int status) {
    return (status >= 200 && status < 300) || accepted.contains(status);
  }

  /** Returns method and URL without its query, which may hold secrets. */
  @Override
  public String toString() {
    return method + " " + Urls.plain(url);
  }
}
