package dev.tributary.connector.http;

import dev.tributary.connector.error.ErrorKind;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the statuses of HTTP mean for a read, and the way out of each. */
final class Statuses {
  /** How sources say that they were asked too often, where they answer 403 to it. */
  private static final Pattern TOO_OFTEN =
      Pattern.compile(
          "rate.{0,3}limit|too many (requests|calls)|throttl|quota.{0,30}(exceed|reach)"
              + "|(exceed|reach)\\w{0,3}.{0,30}quota|request limit",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(400, "Bad Request"),
          Map.entry(401, "Unauthorized"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(407, "Proxy Authentication Required"),
          Map.entry(408, "Request Timeout"),
          Map.entry(409, "Conflict"),
          Map.entry(410, "Gone"),
          Map.entry(415, "Unsupported Media Type"),
          Map.entry(422, "Unprocessable Content"),
          Map.entry(429, "Too Many Requests"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(501, "Not Implemented"),
          Map.entry(502, "Bad Gateway"),
          Map.entry(503, "Service Unavailable"),
          Map.entry(504, "Gateway Timeout"));

  private Statuses() {}

  /** Returns the status with its name, such as {@code 404 Not Found}. */
  static String text(int status) {
    return Optional.ofNullable(NAMES.get(status))
        .map(name -> status + " " + name)
        .orElse("" + status);
  }

  /**
   * Returns the kind of error that a status is.
   *
   * @param asksToWait whether the headers say that it was asked too often
   * @param body the beginning of the body
   */
  static ErrorKind kind(int status, boolean asksToWait, String body) {
    return switch (status) {
      case 401, 407, 511 -> ErrorKind.AUTHENTICATION;
      case 403 ->
          asksToWait || TOO_OFTEN.matcher(body).find()
              ? ErrorKind.RATE_LIMITED
              : ErrorKind.PERMISSION;
      case 402, 451 -> ErrorKind.PERMISSION;
      case 404, 410 -> ErrorKind.NOT_FOUND;
      case 408, 409, 421, 423, 424, 425 -> ErrorKind.TRANSIENT;
      case 420, 429, 529 -> ErrorKind.RATE_LIMITED;
      case 501, 505, 506, 508, 510 -> ErrorKind.CONFIG;
      default -> {
        if (status >= 500) {
          yield ErrorKind.TRANSIENT;
        }
        yield status >= 400 ? ErrorKind.CONFIG : ErrorKind.DATA;
      }
    };
  }

  /** Returns what a person should do about it. */
  static String remedy(int status, ErrorKind kind, boolean html) {
    if (html && (kind == ErrorKind.NOT_FOUND || kind == ErrorKind.CONFIG)) {
      return "Check base_url and endpoint: a web page answers there, and no API";
    }
    return switch (kind) {
      case AUTHENTICATION ->
          status == 407
              ? "Give the proxy its credentials"
              : "Check auth_type and auth_config: the credential is wrong, expired or revoked";
      case PERMISSION ->
          "The credential is known but not allowed to read this: have its owner grant the access";
      case NOT_FOUND -> "Check base_url, endpoint and the ids in the path";
      case RATE_LIMITED ->
          "Resume later from the saved state, or set rate_limit_config below the source's limits";
      case TRANSIENT -> "The source is in trouble: resume later from the saved state";
      case DATA -> "Check base_url and endpoint: this answer has no meaning to a reader";
      default -> "Check method, parameters, headers and body against the API's documentation";
    };
  }
}
