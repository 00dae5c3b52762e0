package dev.tributary.connector.gcs;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.http.HttpBody;
import dev.tributary.connector.http.HttpRequest;
import dev.tributary.connector.http.HttpResponse;
import dev.tributary.connector.json.JsonTree;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The way of one object into a bucket. It takes effect once, and only if what stands there is still
 * what stood there when it began. Used by one thread.
 */
final class Upload {
  private static final int LONGEST = 1 << 20;

  private final GcsApi api;
  private final ObjectName name;
  private final String before;
  private final CRC32C crc = new CRC32C();
  private @Nullable URI session;
  private long arrived;

  /**
   * Begins.
   *
   * @param before the generation of what stands there; 0 if nothing does
   */
  Upload(GcsApi api, ObjectName name, String before) {
    this.api = api;
    this.name = name;
    this.before = before;
  }

  /** Returns whether a part of it was sent. */
  boolean isBegun() {
    return session != null;
  }

  /** Sends an object that is small, in one request. */
  GcsObject whole(byte[] bytes, int length) throws FileAlreadyExistsException {
    crc.update(bytes, 0, length);
    HttpRequest request =
        api.upload(name.bucket())
            .query("uploadType", "media")
            .query("name", name.name())
            .query("ifGenerationMatch", before)
            .query("fields", GcsObject.FIELDS)
            .header("X-Goog-Hash", "crc32c=" + Crc.text(crc))
            .body(HttpBody.of(Arrays.copyOf(bytes, length), "application/octet-stream"))
            .repeatable(true);
    Optional<GcsObject> made =
        api.json(request, "write", name, 412).map(reply -> GcsObject.of(reply, name.bucket()));
    return checked(made.isPresent() ? made.get() : ours(length), name, length, Crc.text(crc));
  }

  private GcsObject ours(long size) throws FileAlreadyExistsException {
    return ours(api, name, before, size, Crc.text(crc));
  }

  /** Returns what stands there if it is what was sent: then an answer was lost. */
  static GcsObject ours(GcsApi api, ObjectName name, String before, long size, String crc)
      throws FileAlreadyExistsException {
    GcsObject there =
        api.json(
                api.request("GET", name.resource()).query("fields", GcsObject.FIELDS),
                "look at",
                name,
                404)
            .map(reply -> GcsObject.of(reply, name.bucket()))
            .orElse(null);
    if (there != null
        && !there.generation().equals(before)
        && there.size() == size
        && there.crc32c().equals(crc)) {
      return there;
    }
    throw new FileAlreadyExistsException(
        name.toString(), null, "somebody else wrote or deleted it meanwhile; nothing was written");
  }

  /** Returns what was made, if it is what was sent. */
  static GcsObject checked(GcsObject made, ObjectName name, long size, String crc) {
    if (made.size() == size && (made.crc32c().isEmpty() || made.crc32c().equals(crc))) {
      return made;
    }
    throw ConnectorException.of(
            ErrorKind.DATA, name + " arrived damaged: its checksum is not that of what was sent")
        .remedy("Write it again")
        .build();
  }

  /** Sends a piece that is not the last. */
  void piece(byte[] bytes, int length) throws FileAlreadyExistsException {
    crc.update(bytes, 0, length);
    if (session == null) {
      start();
    }
    send(bytes, length, false);
  }

  /** Sends the last piece, which may be empty. */
  GcsObject last(byte[] bytes, int length) throws FileAlreadyExistsException {
    crc.update(bytes, 0, length);
    long size = arrived + length;
    GcsObject made = send(bytes, length, true);
    if (made == null) {
      throw lost();
    }
    return checked(made, name, size, Crc.text(crc));
  }

  private void start() throws FileAlreadyExistsException {
    HttpRequest request =
        api.upload(name.bucket())
            .query("uploadType", "resumable")
            .query("name", name.name())
            .query("ifGenerationMatch", before)
            .query("fields", GcsObject.FIELDS)
            .header("X-Upload-Content-Type", "application/octet-stream")
            .repeatable(true);
    try (HttpResponse response = api.send(request, "write", name, 412)) {
      if (response.status() == 412) {
        throw new FileAlreadyExistsException(
            name.toString(), null, "somebody else wrote or deleted it meanwhile");
      }
      String location = response.headers().first("Location").orElse("");
      int id = location.indexOf("upload_id=");
      if (id >= 0) {
        api.hide(location.substring(id + "upload_id=".length()));
      }
      session = response.url().resolve(location);
    }
  }

  /** Sends bytes from where the last ones ended; returns the object if it is made by them. */
  private @Nullable GcsObject send(byte[] bytes, int length, boolean last)
      throws FileAlreadyExistsException {
    long from = arrived;
    long end = from + length;
    int failures = 0;
    while (true) {
      Answer answer = attempt(bytes, length, from, last, failures);
      if (answer.refused) {
        return ours(end);
      }
      if (answer.made != null) {
        return answer.made;
      }
      if (answer.arrived < from || answer.arrived > end) {
        throw lost();
      }
      if (answer.arrived > arrived) {
        failures = 0;
      } else if (++failures > api.retries().maxRetries()) {
        throw ConnectorException.of(
                ErrorKind.TRANSIENT, "the upload of " + name + " does not go on")
            .remedy("Write it again")
            .build();
      }
      arrived = answer.arrived;
      if (arrived == end && !last) {
        return null;
      }
    }
  }

  /** Sends what has not arrived; if that fails in passing, asks after a while how far it came. */
  private Answer attempt(byte[] bytes, int length, long from, boolean last, int failures) {
    int skip = (int) (arrived - from);
    String total = last ? Long.toString(from + length) : "*";
    String range =
        skip == length
            ? "bytes */" + total
            : "bytes " + arrived + "-" + (from + length - 1) + "/" + total;
    HttpBody rest =
        HttpBody.of(Arrays.copyOfRange(bytes, skip, length), "application/octet-stream");
    try {
      return answer(session().header("Content-Range", range).body(rest).repeatable(false));
    } catch (ConnectorException failed) {
      if (!failed.kind().isRetryable() || failures >= api.retries().maxRetries()) {
        throw failed;
      }
      Pause.before(api, failures + 1);
      return answer(session().header("Content-Range", "bytes */*"));
    }
  }

  private HttpRequest session() {
    URI begun = session;
    if (begun == null) {
      throw new IllegalStateException("the upload is not begun");
    }
    return HttpRequest.of("PUT", begun);
  }

  /** What is known of an upload: the object, or how many bytes of it arrived. */
  private record Answer(@Nullable GcsObject made, long arrived, boolean refused) {}

  private Answer answer(HttpRequest request) {
    try (HttpResponse response = api.send(request, "write", name, 308, 404, 410, 412)) {
      switch (response.status()) {
        case 308:
          String range = response.headers().first("Range").orElse("");
          int dash = range.lastIndexOf('-');
          return new Answer(
              null, dash < 0 ? 0 : Long.parseLong(range.substring(dash + 1)) + 1, false);
        case 404, 410:
          throw lost();
        case 412:
          return new Answer(null, 0, true);
        default:
          Map<String, @Nullable Object> reply = JsonTree.parseObject(response.text(LONGEST));
          return new Answer(GcsObject.of(reply, name.bucket()), 0, false);
      }
    }
  }

  private ConnectorException lost() {
    return ConnectorException.of(
            ErrorKind.DATA, "Cloud Storage has forgotten the upload of " + name + " half-way")
        .remedy("Write it again; nothing of it is visible")
        .build();
  }

  /** Gives it up: what arrived is dropped. */
  void abandon() {
    if (session != null) {
      try {
        api.send(HttpRequest.of("DELETE", session().url()), "give up writing", name, 404, 410, 499)
            .close();
      } catch (ConnectorException late) {
        // Cloud Storage drops it by itself within a week.
      } finally {
        session = null;
      }
    }
  }
}
