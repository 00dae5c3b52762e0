package dev.tributary.connector.testkit.storage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An answer that is an error, in Google's words. */
final class StorageError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String reason;

  StorageError(int status, String reason, String message) {
    super(message, null, false, false);
    this.status = status;
    this.reason = reason;
  }

  static StorageError noBucket() {
    return new StorageError(404, "notFound", "The specified bucket does not exist.");
  }

  static StorageError noObject(String bucket, String name) {
    return new StorageError(404, "notFound", "No such object: " + bucket + "/" + name);
  }

  static StorageError condition() {
    return new StorageError(
        412, "conditionNotMet", "At least one of the pre-conditions you specified did not hold.");
  }

  static StorageError invalid(String message) {
    return new StorageError(400, "invalid", message);
  }

  static StorageError denied(String who, String permission, String what) {
    return new StorageError(
        403,
        "forbidden",
        who
            + " does not have "
            + permission
            + " access to the Google Cloud Storage "
            + what
            + ". Permission '"
            + permission
            + "' denied on resource (or it may not exist).");
  }

  WireResponse answer() {
    return answer(status, reason, String.valueOf(getMessage()));
  }

  /** Returns an answer of a status that is ordered. */
  static WireResponse ordered(int status) {
    return switch (status) {
      case 401 -> answer(401, "authError", "Invalid Credentials");
      case 403 -> answer(403, "forbidden", "Forbidden");
      case 404 -> answer(404, "notFound", "Not Found");
      case 429 ->
          answer(
              429,
              "rateLimitExceeded",
              "The object exceeded the rate limit for object mutation operations (create, update,"
                  + " and delete). Please reduce your request rate.");
      case 503 ->
          answer(503, "backendError", "We encountered an internal error. Please try again.");
      default -> answer(status, "backendError", "Ordered to answer " + status);
    };
  }

  private static WireResponse answer(int status, String reason, String message) {
    Map<String, Object> each = new LinkedHashMap<>();
    each.put("message", message);
    each.put("domain", "global");
    each.put("reason", reason);
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("code", status);
    error.put("message", message);
    error.put("errors", List.of(each));
    return WireResponse.json(status, Map.of("error", error));
  }
}
