package dev.tributary.connector.rest;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.option.Redactor;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** URLs: endpoints below a base, and next URLs without secrets. */
final class Urls {
  private Urls() {}

  /** Returns the URL of an endpoint: below the base, whose query it keeps, or a URL of its own. */
  static URI below(URI base, String endpoint) {
    try {
      if (endpoint.startsWith("https://") || endpoint.startsWith("http://")) {
        return new URI(endpoint);
      }
      String whole = base.toString();
      int end = whole.indexOf('#') < 0 ? whole.length() : whole.indexOf('#');
      int question = whole.indexOf('?');
      String query = question < 0 ? "" : whole.substring(question + 1, end);
      String root = whole.substring(0, question < 0 ? end : question);
      int ownQuestion = endpoint.indexOf('?');
      String path = ownQuestion < 0 ? endpoint : endpoint.substring(0, ownQuestion);
      String ownQuery = ownQuestion < 0 ? "" : endpoint.substring(ownQuestion + 1);
      String both = query + (query.isEmpty() || ownQuery.isEmpty() ? "" : "&") + ownQuery;
      return new URI(joined(root, path) + (both.isEmpty() ? "" : "?" + both));
    } catch (URISyntaxException noUrl) {
      throw ConnectorException.of(ErrorKind.CONFIG, "base_url and endpoint make no URL together")
          .place("endpoint " + endpoint)
          .remedy("Write spaces and other special characters as %20 and the like")
          .build();
    }
  }

  private static String joined(String root, String path) {
    if (path.isEmpty()) {
      return root;
    }
    String left = root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
    return left + (path.startsWith("/") ? path : "/" + path);
  }

  /**
   * Returns the URL without those parameters whose values show a secret, because it is written into
   * saved state; the credential is added again when it is asked for.
   */
  static URI withoutSecrets(URI url, Redactor redactor) {
    String query = url.getRawQuery();
    if (query == null || !(redactor.reveals(query) || redactor.reveals(decoded(query)))) {
      return url;
    }
    StringBuilder kept = new StringBuilder();
    for (String pair : query.split("&", -1)) {
      if (!redactor.reveals(pair) && !redactor.reveals(decoded(pair))) {
        kept.append(kept.isEmpty() ? "" : "&").append(pair);
      }
    }
    String text = url.toString();
    String path = text.substring(0, text.indexOf('?'));
    return URI.create(kept.isEmpty() ? path : path + "?" + kept);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException brokenEscape) {
      return text;
    }
  }
}
