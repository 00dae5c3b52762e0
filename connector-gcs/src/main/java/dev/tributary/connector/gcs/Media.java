package dev.tributary.connector.gcs;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.store.FileChangedException;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.http.HttpRequest;
import dev.tributary.connector.http.HttpResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one generation of an object, as they are stored, asked for in ranges. One thread
 * asks; {@link #close} may be called by another.
 */
final class Media implements AutoCloseable {
  private final GcsApi api;
  private final ObjectName name;
  private final StoredFile file;
  private @Nullable String generation;
  private String crc32c = "";
  private volatile @Nullable HttpResponse open;
  private volatile boolean closed;

  Media(GcsApi api, ObjectName name, StoredFile file) {
    this.api = api;
    this.name = name;
    this.file = file;
    this.generation = file.version().orElse(null);
  }

  /** Returns the same object for another thread to ask for. */
  Media another() {
    Media other = new Media(api, name, file);
    other.generation = generation;
    return other;
  }

  ObjectName name() {
    return name;
  }

  StoredFile file() {
    return file;
  }

  GcsApi api() {
    return api;
  }

  long size() {
    return file.size();
  }

  /** Returns the checksum of the whole object, as the last answer said it; empty if none did. */
  String crc32c() {
    return crc32c;
  }

  /**
   * Asks for bytes; the caller closes the answer, whose raw body begins with the first of them.
   *
   * @param from the first byte
   * @param to the byte behind the last; the size for all the rest
   * @throws IOException if the object is gone or another one by now
   */
  HttpResponse ask(long from, long to) throws IOException {
    if (closed) {
      throw GcsApi.cancelled();
    }
    // Without Accept-Encoding: gzip, Cloud Storage would unpack what is stored as gzip, send more
    // bytes than it has said, and take no notice of the range.
    HttpRequest request =
        api.request("GET", name.resource()).query("alt", "media").header("Accept-Encoding", "gzip");
    if (generation != null) {
      request = request.query("generation", generation);
    }
    if (from > 0 || to < size()) {
      request = request.header("Range", "bytes=" + from + "-" + (to < size() ? "" + (to - 1) : ""));
    }
    HttpResponse response = api.send(request, "read", name, 304, 404, 412, 416);
    open = response;
    boolean good = false;
    try {
      check(response, from, to);
      good = true;
      return response;
    } finally {
      if (!good || closed) {
        response.close();
      }
    }
  }

  private void check(HttpResponse response, long from, long to) throws IOException {
    if (response.status() == 404) {
      throw GcsFileStore.gone(api, name, file.path());
    }
    String stored = response.headers().first("X-Goog-Stored-Content-Length").orElse("");
    String sent = response.headers().first("X-Goog-Generation").orElse("");
    boolean other = generation != null && !sent.isEmpty() && !sent.equals(generation);
    if (response.status() >= 300
        || other
        || (!stored.isEmpty() && !stored.equals(Long.toString(size())))) {
      throw new FileChangedException(file.path());
    }
    boolean whole = from == 0 && to >= size();
    if (!whole && response.status() != 206) {
      throw ConnectorException.of(
              ErrorKind.DATA, "the range of " + name + " that was asked for is not what came")
          .remedy("Check `endpoint`, and proxies on the way: ranges of objects do not pass")
          .build();
    }
    if (generation == null && !sent.isEmpty()) {
      generation = sent;
    }
    String crc = Crc.of(response.headers().all("X-Goog-Hash"));
    if (!crc.isEmpty()) {
      crc32c = crc;
    }
  }

  /** Returns an error with the place in the object. */
  ConnectorException told(ConnectorException failed, long at) {
    return failed.place().isPresent()
        ? failed.copy().place(file.path() + ", byte " + at).build()
        : failed;
  }

  /** Returns the error for bytes that are not those of the object. */
  ConnectorException damaged(String found) {
    return ConnectorException.of(
            ErrorKind.DATA,
            "what came of "
                + name
                + " is damaged: its crc32c is "
                + found
                + ", that of the object "
                + crc32c)
        .place(file.path())
        .remedy("Run again from the saved state; if it stays, write the object anew")
        .build();
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    HttpResponse response = open;
    open = null;
    if (response != null) {
      response.close();
    }
  }
}
