package dev.tributary.connector.http;

import dev.tributary.connector.pagination.NextUrl;
import java.net.URI;
import java.util.Optional;

/** Where an answer sends a request, and as what (RFC 9110, 15.4). */
final class Redirects {
  private Redirects() {}

  /** Returns the request that the answer asks for instead, or nothing if it is no redirect. */
  static Optional<HttpRequest> next(HttpRequest request, int status, HttpHeaders headers) {
    Optional<String> location = headers.first("Location");
    boolean redirect =
        status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    if (!redirect || location.isEmpty() || request.accepts(status)) {
      return Optional.empty();
    }
    URI target = NextUrl.resolve(request.url(), location.get());
    HttpRequest next = changed(request, status);
    try {
      return Optional.of(next.url(target));
    } catch (IllegalArgumentException elsewhere) {
      return Optional.empty(); // neither http nor https: the status itself becomes the error
    }
  }

  private static HttpRequest changed(HttpRequest request, int status) {
    boolean head = request.method().equals("HEAD");
    boolean post = request.method().equals("POST");
    boolean toGet = status == 303 || ((status == 301 || status == 302) && post);
    return toGet && !head ? request.withoutBody("GET") : request;
  }
}
