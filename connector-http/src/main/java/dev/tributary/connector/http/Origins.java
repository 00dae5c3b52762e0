package dev.tributary.connector.http;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.option.Redactor;
import dev.tributary.connector.pagination.NextUrl;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** To whom what is sent: the credential and everything that tells of us go to our origins only. */
final class Origins {
  /** Headers that say nothing about who we are. */
  private static final Set<String> HARMLESS =
      Set.of(
          "accept",
          "accept-encoding",
          "accept-language",
          "content-type",
          "if-match",
          "if-modified-since",
          "if-none-match",
          "range",
          "user-agent");

  private final Set<URI> trusted;
  private final boolean encrypted;
  private final Redactor redactor;

  Origins(Set<URI> trusted, Redactor redactor) {
    this.trusted = trusted;
    this.encrypted = trusted.stream().allMatch(Urls::isEncrypted);
    this.redactor = redactor;
  }

  /** Returns whether this URL has an origin that the credential belongs to. */
  boolean isTrusted(URI url) {
    return trusted.stream().anyMatch(ours -> NextUrl.isSameOrigin(ours, url));
  }

  /**
   * Returns what a stranger gets of a request: no header that may tell of us, no parameter that
   * holds a secret, no body that does.
   */
  HttpRequest forStranger(HttpRequest request) {
    if (encrypted && !Urls.isEncrypted(request.url())) {
      throw refused(request, "leads from https to http, where everybody can read along");
    }
    boolean secretBody =
        request
            .body()
            .map(body -> redactor.reveals(new String(body.shared(), StandardCharsets.UTF_8)))
            .orElse(false);
    if (secretBody) {
      throw refused(request, "leads to another host, and the body holds a secret");
    }
    return request
        .headers(request.headers().only(HARMLESS))
        .url(Urls.withoutSecrets(request.url(), redactor));
  }

  /** Checks a redirect: nothing that was encrypted or has a body goes elsewhere unasked. */
  void checkRedirect(HttpRequest from, HttpRequest to) {
    if (Urls.isEncrypted(from.url()) && !Urls.isEncrypted(to.url())) {
      throw refused(to, "is where a redirect leads from https to http");
    }
    if (to.body().isPresent() && !NextUrl.isSameOrigin(from.url(), to.url())) {
      throw refused(to, "is where a redirect leads with the request's body, on another host");
    }
  }

  private ConnectorException refused(HttpRequest request, String why) {
    return ConnectorException.of(
            ErrorKind.CONFIG,
            request.method() + " " + Urls.shown(request.url(), redactor) + " " + why)
        .remedy("If this is where the API is, set base_url to it; nothing was sent there")
        .build();
  }
}
