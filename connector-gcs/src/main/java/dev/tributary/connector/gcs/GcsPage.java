package dev.tributary.connector.gcs;

import dev.tributary.connector.json.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of a listing.
 *
 * @param objects what is in it
 * @param prefixes the names up to the delimiter that others have in common
 * @param next what to ask the next page by; null for the last
 */
record GcsPage(List<GcsObject> objects, List<String> prefixes, @Nullable String next) {
  static GcsPage of(Map<String, @Nullable Object> reply, String bucket) {
    List<GcsObject> objects = new ArrayList<>();
    for (Object item : JsonTree.list(reply.get("items"))) {
      objects.add(GcsObject.of(JsonTree.map(item), bucket));
    }
    List<String> prefixes = new ArrayList<>();
    for (Object prefix : JsonTree.list(reply.get("prefixes"))) {
      prefixes.add(JsonTree.text(prefix));
    }
    return new GcsPage(
        objects, prefixes, reply.get("nextPageToken") instanceof String token ? token : null);
  }
}
