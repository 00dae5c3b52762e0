package dev.tributary.connector.gcs;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.json.JsonTree;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Google's refusals mean for files: no bucket, no permission, nobody who pays. */
final class GcsErrors {
  private static final int LONGEST = 500;

  private GcsErrors() {}

  /** Returns the error for a status that nobody accepted. */
  static ConnectorException refused(int status, String body, String what, ObjectName name) {
    String said = message(body);
    if (said.contains("requester pays")) {
      return ConnectorException.of(
              ErrorKind.CONFIG, "gs://" + name.bucket() + " charges those who ask, and nobody pays")
          .said(said)
          .remedy("Set `user_project` to a project that pays, in which the credential may use it")
          .build();
    }
    if (status == 404 && isNoBucket(said)) {
      return ConnectorException.of(ErrorKind.NOT_FOUND, "there is no bucket " + name.bucket())
          .said(said)
          .remedy("Check `bucket`; names of buckets have no gs:// of their own and no capitals")
          .build();
    }
    return ConnectorException.of(
            status == 404 ? ErrorKind.NOT_FOUND : ErrorKind.CONFIG,
            "Cloud Storage refused to " + what + " " + name + " with " + status)
        .said(said)
        .remedy(status == 404 ? "Check whether it was deleted" : "See what Cloud Storage said")
        .build();
  }

  /** Returns whether what is missing is not the object but its bucket. */
  static boolean isNoBucket(String said) {
    return said.contains("bucket does not exist");
  }

  /** Returns an error of the HTTP client in the words of files. */
  static ConnectorException told(ConnectorException failed, String what, ObjectName name) {
    if (String.valueOf(failed.getMessage()).contains("gave no token")) {
      return failed; // it was not Cloud Storage that refused, and the remedy is another
    }
    return switch (failed.kind()) {
      case PERMISSION ->
          failed
              .copy()
              .what("the credential has no permission to " + what + " " + name)
              .remedy(
                  "Have the bucket's owner grant it: the role Storage Object Viewer reads and lists,"
                      + " Storage Object User writes and deletes too")
              .build();
      case AUTHENTICATION ->
          failed
              .copy()
              .remedy(
                  failed
                      .remedy()
                      .filter(text -> !text.contains("auth_type"))
                      .orElse("Check `credentials`: the credential is missing, expired or revoked"))
              .build();
      case TRANSIENT, RATE_LIMITED ->
          failed
              .copy()
              .remedy(
                  failed
                      .remedy()
                      .map(
                          text ->
                              text.replace("base_url", "`endpoint`")
                                  .replace("rate_limit_config", "max_parallel_workers"))
                      .orElse(null))
              .build();
      default -> failed;
    };
  }

  private static String message(String body) {
    String text;
    try {
      Map<String, @Nullable Object> reply = JsonTree.parseObject(body);
      text =
          reply.get("error") instanceof Map<?, ?> error
              ? String.valueOf(error.get("message"))
              : body;
    } catch (ConnectorException noJson) {
      text = body;
    }
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }
}
