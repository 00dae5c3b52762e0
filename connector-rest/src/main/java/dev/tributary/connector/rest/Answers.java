package dev.tributary.connector.rest;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.http.HttpResponse;
import java.util.Locale;

/** Answers that are no data, although their status says so. */
final class Answers {
  private Answers() {}

  /**
   * @throws ConnectorException of kind DATA if the answer is a page for people
   */
  static void requireData(HttpResponse answer) {
    String type = answer.headers().first("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (type.startsWith("text/html") || type.startsWith("application/xhtml")) {
      throw ConnectorException.of(
              ErrorKind.DATA, "the server answered with an HTML page instead of JSON")
          .remedy(
              "Check base_url and endpoint; a login page means that the credential is missing, see"
                  + " auth_type")
          .build();
    }
    if (type.startsWith("application/xml") || type.startsWith("text/xml")) {
      throw ConnectorException.of(ErrorKind.DATA, "the server answered with XML instead of JSON")
          .remedy("Ask for JSON as this API wants it, for instance with a header or a parameter")
          .build();
    }
  }

  /** Returns how many bytes the answer's body is said to have; 0 if nobody says it. */
  static long length(HttpResponse answer) {
    try {
      return Math.max(0, answer.headers().first("Content-Length").map(Long::parseLong).orElse(0L));
    } catch (NumberFormatException nonsense) {
      return 0;
    }
  }
}
