package dev.tributary.connector.gcs;

import dev.tributary.connector.files.store.FileListing;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.http.HttpRequest;
import dev.tributary.connector.json.JsonTree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One directory of a bucket, asked for page by page; one page is in memory at a time. */
final class GcsListing implements FileListing {
  private final GcsApi api;
  private final Root root;
  private final ObjectName directory;
  private final Deque<StoredFile> page = new ArrayDeque<>();
  private @Nullable String token;
  private boolean over;

  /**
   * Begins a listing.
   *
   * @param directory what the names of its objects begin with
   */
  GcsListing(GcsApi api, Root root, ObjectName directory) {
    this.api = api;
    this.root = root;
    this.directory = directory;
  }

  /** Asks for pages until there is an entry; returns whether there is one. */
  boolean fill() {
    while (page.isEmpty() && !over) {
      ask();
    }
    return !page.isEmpty();
  }

  private void ask() {
    HttpRequest request =
        api.request("GET", "b/" + ObjectName.escaped(directory.bucket()) + "/o")
            .query("delimiter", "/")
            .query("fields", "nextPageToken,prefixes,items(" + GcsObject.FIELDS + ")");
    if (!directory.name().isEmpty()) {
      request = request.query("prefix", directory.name());
    }
    if (token != null) {
      request = request.query("pageToken", token);
    }
    Map<String, @Nullable Object> reply = api.json(request, "list", directory).orElseThrow();
    for (Object prefix : JsonTree.list(reply.get("prefixes"))) {
      String name = JsonTree.text(prefix);
      String path = root.path(new ObjectName(directory.bucket(), name));
      if (!name.equals("/")) {
        page.add(StoredFile.directory(path.substring(0, path.length() - 1)));
      }
    }
    for (Object item : JsonTree.list(reply.get("items"))) {
      GcsObject object = GcsObject.of(JsonTree.map(item), directory.bucket());
      // what ends in a slash stands for a directory, and holds nothing
      if (!object.name().name().endsWith("/")) {
        page.add(object.stored(root));
      }
    }
    token = reply.get("nextPageToken") instanceof String next ? next : null;
    over = token == null;
  }

  @Override
  public @Nullable StoredFile next() {
    return fill() ? page.remove() : null;
  }

  @Override
  public void close() {
    over = true;
    page.clear();
  }
}
