package dev.tributary.connector.gcs;

import dev.tributary.connector.files.store.FileListing;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.http.HttpRequest;
import dev.tributary.connector.json.JsonTree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The buckets of a project, as directories. */
final class BucketListing implements FileListing {
  private final GcsApi api;
  private final String project;
  private final Deque<StoredFile> page = new ArrayDeque<>();
  private @Nullable String token;
  private boolean over;

  BucketListing(GcsApi api, String project) {
    this.api = api;
    this.project = project;
  }

  @Override
  public @Nullable StoredFile next() {
    while (page.isEmpty() && !over) {
      HttpRequest request =
          api.request("GET", "b")
              .query("project", project)
              .query("fields", "nextPageToken,items(name)");
      request = token == null ? request : request.query("pageToken", token);
      Map<String, @Nullable Object> reply =
          api.json(request, "list the buckets of", new ObjectName(project, "")).orElseThrow();
      for (Object item : JsonTree.list(reply.get("items"))) {
        page.add(StoredFile.directory(JsonTree.text(JsonTree.map(item).get("name"))));
      }
      token = reply.get("nextPageToken") instanceof String next ? next : null;
      over = token == null;
    }
    return page.poll();
  }

  @Override
  public void close() {
    over = true;
    page.clear();
  }
}
