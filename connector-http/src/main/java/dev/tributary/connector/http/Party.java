package dev.tributary.connector.http;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.option.Redactor;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * In whose name requests are sent: a credential, where it belongs, and the headers that go with it.
 */
record Party(Authorizer authorizer, Origins origins, HttpHeaders headers, boolean limited) {
  private static final String USER_AGENT = "tributary";

  /** Parts of headers shorter than this are no credentials, and would tear holes into texts. */
  private static final int SHORTEST = 8;

  /** Returns the party of a client. */
  static Party of(HttpSettings settings, Authorizer authorizer, Redactor redactor) {
    Origins origins = new Origins(settings.origins(), redactor);
    return new Party(authorizer, origins, settings.defaultHeaders(), true);
  }

  /** Returns the party of requests whose sender has put in himself what they need. */
  static Party plain(URI url, Redactor redactor) {
    Origins origins = new Origins(Set.of(url), redactor);
    return new Party(Credentials.none(), origins, HttpHeaders.none(), false);
  }

  /** Returns whether the credential goes with a request to this URL. */
  boolean isTrusted(URI url) {
    return origins.isTrusted(url);
  }

  /** Returns the request as it is sent, credentials included where they belong. */
  HttpRequest outgoing(HttpRequest request, HttpSender plain, Redactor redactor)
      throws InterruptedException {
    if (!isTrusted(request.url())) {
      return complete(origins.forStranger(request));
    }
    HttpRequest whole = request.headers(headers.withAll(request.headers()));
    HttpRequest authorized = authorizer.authorize(whole, plain);
    if (!isTrusted(authorized.url())) {
      throw ConnectorException.of(
              ErrorKind.INTERNAL, "the authorizer sends the credential to another host")
          .build();
    }
    hide(whole, authorized, redactor);
    return complete(authorized);
  }

  private static HttpRequest complete(HttpRequest request) {
    HttpHeaders ours =
        HttpHeaders.none()
            .with("Accept", "*/*")
            .with("Accept-Encoding", "gzip")
            .with("User-Agent", USER_AGENT);
    return request.headers(ours.withAll(request.headers()));
  }

  /** Makes known what the authorizer added, so that no text shows it whoever made it. */
  private static void hide(HttpRequest before, HttpRequest after, Redactor redactor) {
    if (before == after) {
      return;
    }
    after
        .headers()
        .asMap()
        .forEach(
            (name, values) -> {
              if (!values.equals(before.headers().all(name))) {
                values.forEach(value -> hide(value, redactor));
              }
            });
    String query = after.url().getRawQuery();
    if (query != null && !query.equals(before.url().getRawQuery())) {
      List<String> known = List.of(("" + before.url().getRawQuery()).split("&", -1));
      for (String pair : query.split("&", -1)) {
        if (!known.contains(pair)) {
          hide(Urls.unescaped(pair.substring(pair.indexOf('=') + 1)), redactor);
        }
      }
    }
  }

  private static void hide(String value, Redactor redactor) {
    for (String part : value.split("[ ;]+", -1)) {
      int sign = part.indexOf('=');
      // "session=abc" in a cookie, but "dXNlcjpwYXNz==" in a Basic header.
      boolean named = sign > 0 && part.charAt(part.length() - 1) != '=';
      String secret = named ? part.substring(sign + 1) : part;
      if (secret.length() >= SHORTEST) {
        redactor.register(secret);
      }
    }
    if (value.length() >= SHORTEST) {
      redactor.register(value);
    }
  }
}
