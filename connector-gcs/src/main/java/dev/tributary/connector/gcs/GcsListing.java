package dev.tributary.connector.gcs;

import dev.tributary.connector.files.store.FileListing;
import dev.tributary.connector.files.store.Narrowing;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.http.HttpRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One directory of a bucket, asked for page by page; one page is in memory at a time. */
final class GcsListing implements FileListing {
  private static final Pattern PLAIN = Pattern.compile("[^*?\\[\\]{}\\\\]*");

  private final GcsApi api;
  private final Root root;
  private final ObjectName directory;
  private final Narrowing wanted;
  private final Deque<StoredFile> page = new ArrayDeque<>();
  private @Nullable String token;
  private boolean over;

  /**
   * Begins a listing.
   *
   * @param directory what the names of its objects begin with
   * @param wanted what need not be asked for
   */
  GcsListing(GcsApi api, Root root, ObjectName directory, Narrowing wanted) {
    this.api = api;
    this.root = root;
    this.directory = directory;
    this.wanted = wanted;
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
            .query("fields", "nextPageToken,prefixes,items(" + GcsObject.FIELDS + ")");
    String glob = glob();
    // A star of matchGlob stays within a directory: no delimiter is needed to leave out others.
    request = glob == null ? request.query("delimiter", "/") : request.query("matchGlob", glob);
    String begins = directory.name() + wanted.prefix();
    if (!begins.isEmpty()) {
      request = request.query("prefix", begins);
    }
    if (token != null) {
      request = request.query("pageToken", token);
    }
    Map<String, @Nullable Object> reply = api.json(request, "list", directory).orElseThrow();
    GcsPage found = GcsPage.of(reply, directory.bucket());
    for (String name : found.prefixes()) {
      String path = root.path(new ObjectName(directory.bucket(), name));
      if (!name.equals("/")) {
        page.add(StoredFile.directory(path.substring(0, path.length() - 1)));
      }
    }
    for (GcsObject object : found.objects()) {
      // what ends in a slash stands for a directory, and holds nothing
      if (!object.name().name().endsWith("/")) {
        page.add(object.stored(root));
      }
    }
    token = found.next();
    over = token == null;
  }

  /** Returns the names as Cloud Storage is asked for them, if it means the same by them. */
  private @Nullable String glob() {
    String files = wanted.files().orElse(null);
    boolean plain = PLAIN.matcher(directory.name()).matches();
    return files == null || !plain || files.equals(wanted.prefix() + "*")
        ? null
        : directory.name() + files;
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
