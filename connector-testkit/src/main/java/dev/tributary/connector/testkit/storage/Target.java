package dev.tributary.connector.testkit.storage;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request is about.
 *
 * @param call what is asked
 * @param bucket whose, or empty
 * @param object which one, or null
 * @param toBucket where a copy goes, or null
 * @param toObject what a copy is called, or null
 */
record Target(
    StorageCall call,
    String bucket,
    @Nullable String object,
    @Nullable String toBucket,
    @Nullable String toObject) {

  /** Returns what a request is about, or null if it is none that the fake knows. */
  static @Nullable Target of(WireRequest request) {
    List<String> path = Arrays.asList(request.path().substring(1).split("/", -1));
    if (path.get(0).equals("token") || path.get(0).equals("computeMetadata")) {
      return of(StorageCall.TOKEN, "", null);
    }
    if (request.path().endsWith(":generateAccessToken")) {
      return of(StorageCall.TOKEN, "", null);
    }
    boolean upload = path.get(0).equals("upload") || path.get(0).equals("resumable");
    while (!path.isEmpty() && !path.get(0).equals("b")) {
      path = path.subList(1, path.size());
    }
    if (path.isEmpty()) {
      return null;
    }
    String bucket = path.size() > 1 ? WireRequest.segment(path.get(1)) : "";
    if (path.size() <= 2) {
      return of(StorageCall.BUCKET, bucket, null);
    }
    if (!path.get(2).equals("o")) {
      return null;
    }
    String object = path.size() > 3 ? WireRequest.segment(path.get(3)) : null;
    if (upload) {
      return of(upload(request), bucket, request.query("name"));
    }
    if (object == null) {
      return of(StorageCall.LIST, bucket, null);
    }
    if (path.size() == 9 && (path.get(4).equals("rewriteTo") || path.get(4).equals("copyTo"))) {
      return new Target(
          StorageCall.REWRITE,
          bucket,
          object,
          WireRequest.segment(path.get(6)),
          WireRequest.segment(path.get(8)));
    }
    if (path.size() == 5 && path.get(4).equals("compose")) {
      return of(StorageCall.COMPOSE, bucket, object);
    }
    return switch (request.method()) {
      case "GET", "HEAD" ->
          of(
              "media".equals(request.query("alt")) ? StorageCall.READ : StorageCall.STAT,
              bucket,
              object);
      case "DELETE" -> of(StorageCall.DELETE, bucket, object);
      default -> null;
    };
  }

  private static StorageCall upload(WireRequest request) {
    if (request.query("upload_id") == null) {
      return "resumable".equals(request.query("uploadType"))
          ? StorageCall.START_UPLOAD
          : StorageCall.INSERT;
    }
    String range = request.header("Content-Range");
    boolean asks = range != null && range.startsWith("bytes */") && request.content().size() == 0;
    return asks || request.method().equals("DELETE")
        ? StorageCall.UPLOAD_STATUS
        : StorageCall.UPLOAD;
  }

  private static Target of(StorageCall call, String bucket, @Nullable String object) {
    return new Target(call, bucket, object, null, null);
  }
}
