package dev.tributary.connector.gcs;

import dev.tributary.connector.http.HttpBody;
import dev.tributary.connector.http.HttpRequest;
import dev.tributary.connector.json.JsonTree;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The way of a large object into a bucket: parts are sent side by side and composed there, which
 * takes effect once, and only if what stands there is still what stood there when it began. Parts
 * are deleted in the end, however it ends. Used by one thread.
 */
final class Composition {
  /** How many objects Cloud Storage composes at once. */
  private static final int MOST = 32;

  private final GcsApi api;
  private final ObjectName name;
  private final String before;
  private final Parts parts;
  private final CRC32C crc = new CRC32C();
  private final Deque<Future<GcsObject>> underWay = new ArrayDeque<>();
  private final List<ObjectName> written = new ArrayList<>();
  private List<GcsObject> arrived = new ArrayList<>();
  private @Nullable ObjectName directory;
  private long size;

  /**
   * Begins; nothing is sent yet.
   *
   * @param before the generation of what stands there; 0 if nothing does
   */
  Composition(GcsApi api, ObjectName name, String before, Parts parts) {
    this.api = api;
    this.name = name;
    this.before = before;
    this.parts = parts;
  }

  /** Returns whether a part of it was sent. */
  boolean isBegun() {
    return directory != null;
  }

  /**
   * Sends a part, once there is a place, and returns while it is under way.
   *
   * @param bytes the caller's no more
   */
  void add(byte[] bytes, int length) {
    crc.update(bytes, 0, length);
    size += length;
    ObjectName part = next();
    takeArrived(false);
    underWay.add(parts.begin(() -> send(part, bytes, length)));
  }

  private ObjectName next() {
    ObjectName into = directory;
    if (into == null) {
      into = parts.directory(name.bucket());
      directory = into;
    }
    ObjectName part = new ObjectName(into.bucket(), into.name() + written.size());
    written.add(part);
    return part;
  }

  private GcsObject send(ObjectName part, byte[] bytes, int length) {
    CRC32C own = new CRC32C();
    own.update(bytes, 0, length);
    byte[] body = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    HttpRequest request =
        api.upload(part.bucket())
            .query("uploadType", "media")
            .query("name", part.name())
            .query("fields", GcsObject.FIELDS)
            .header("X-Goog-Hash", "crc32c=" + Crc.text(own))
            .body(HttpBody.of(body, "application/octet-stream"))
            .repeatable(true);
    GcsObject made = GcsObject.of(api.json(request, "write", part).orElseThrow(), part.bucket());
    return Upload.checked(made, name, length, Crc.text(own));
  }

  /** Takes what has arrived in order, and waits for the rest if told. */
  private void takeArrived(boolean all) {
    while (!underWay.isEmpty() && (all || underWay.element().isDone())) {
      arrived.add(result(underWay.remove()));
    }
  }

  private static GcsObject result(Future<GcsObject> sent) {
    try {
      return Workers.result(sent);
    } catch (RuntimeException told) {
      throw told;
    } catch (Exception failed) {
      throw new IllegalStateException("a part could not be sent", failed);
    }
  }

  /** Sends the last part, which may be empty, and has all of them made one object. */
  GcsObject finish(byte[] bytes, int length) throws FileAlreadyExistsException {
    if (length > 0) {
      add(bytes, length);
    }
    takeArrived(true);
    while (arrived.size() > MOST) {
      arrived = fewer(arrived);
    }
    HttpRequest request = compose(name, arrived).query("ifGenerationMatch", before);
    Map<String, @Nullable Object> reply = api.json(request, "write", name, 412).orElse(null);
    GcsObject made =
        reply != null
            ? GcsObject.of(reply, name.bucket())
            : Upload.ours(api, name, before, size, Crc.text(crc));
    Upload.checked(made, name, size, Crc.text(crc));
    clear();
    return made;
  }

  /** Composes so many at once as there may be, side by side. */
  private List<GcsObject> fewer(List<GcsObject> many) {
    for (int from = 0; from < many.size(); from += MOST) {
      List<GcsObject> some = many.subList(from, Math.min(many.size(), from + MOST));
      ObjectName part = next();
      underWay.add(
          parts.begin(
              () ->
                  GcsObject.of(
                      api.json(compose(part, some), "write", part).orElseThrow(), part.bucket())));
    }
    List<GcsObject> composed = new ArrayList<>();
    while (!underWay.isEmpty()) {
      composed.add(result(underWay.remove()));
    }
    return composed;
  }

  private HttpRequest compose(ObjectName to, List<GcsObject> sources) {
    List<Map<String, Object>> named = new ArrayList<>();
    for (GcsObject each : sources) {
      named.add(Map.of("name", each.name().name(), "generation", each.generation()));
    }
    Map<String, Object> body =
        Map.of(
            "sourceObjects",
            named,
            "destination",
            Map.of("contentType", "application/octet-stream"));
    return api.request("POST", to.resource() + "/compose")
        .query("fields", GcsObject.FIELDS)
        .body(HttpBody.json(JsonTree.write(body)))
        .repeatable(true);
  }

  /** Gives it up: what arrived is deleted, once nothing more can arrive. */
  void abandon() {
    for (Future<GcsObject> sent : underWay) {
      if (!await(sent)) {
        underWay.forEach(each -> each.cancel(true));
      }
    }
    underWay.clear();
    clear();
  }

  /** Waits for an end, good or bad; returns false if the thread is interrupted. */
  private static boolean await(Future<?> work) {
    try {
      work.get();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | CancellationException failed) {
      // it is over
    }
    return true;
  }

  private void clear() {
    List<ObjectName> left = List.copyOf(written);
    written.clear();
    List<Future<Boolean>> deletions = new ArrayList<>();
    for (ObjectName part : left) {
      if (Thread.currentThread().isInterrupted()) {
        return; // another day
      }
      deletions.add(
          parts.begin(
              () -> {
                parts.delete(part);
                return true;
              }));
    }
    for (Future<Boolean> each : deletions) {
      if (!await(each)) {
        return; // another day
      }
    }
  }
}
