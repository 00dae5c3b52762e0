package dev.tributary.connector.gcs;

import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.store.FileChangedException;
import dev.tributary.connector.files.store.FileInput;
import dev.tributary.connector.files.store.FileListing;
import dev.tributary.connector.files.store.FileOutput;
import dev.tributary.connector.files.store.FileStore;
import dev.tributary.connector.files.store.Narrowing;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.http.HttpRequest;
import dev.tributary.connector.http.HttpResponse;
import dev.tributary.connector.json.JsonTree;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.option.Problems;
import dev.tributary.connector.read.ReadContext;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A bucket of Google Cloud Storage, or a directory of one, or all buckets.
 *
 * <p>Objects are read as they are stored, whatever their content encoding, and pinned to the
 * generation that was listed. A file is written by a simple upload if it is small, and otherwise in
 * parts that are composed or by a resumable upload, and takes effect once, even if the answer to
 * the last request is lost. Directories are what names have before a slash: there are none without
 * files, and a file gets another name by a copy on the server and a deletion. Objects whose names
 * begin with a slash are not listed.
 *
 * @since 0.1.0
 */
public final class GcsFileStore implements FileStore {
  private final GcsApi api;
  private final Root root;
  private final @Nullable String project;
  private final int chunk;
  private final Workers workers = new Workers();
  private final int rangesAtOnce;
  private final @Nullable Parts parts;

  private GcsFileStore(GcsApi api, Options options, ConnectorContext host) {
    this.api = api;
    this.root = Root.of(options.find(GcsOptions.BUCKET).orElse(null));
    this.project = options.find(GcsOptions.PROJECT_ID).orElse(null);
    this.chunk = options.get(GcsOptions.UPLOAD_CHUNK);
    this.rangesAtOnce = options.get(GcsOptions.DOWNLOAD_PARALLELISM);
    int atOnce = options.get(GcsOptions.UPLOAD_PARALLELISM);
    this.parts = atOnce == 1 ? null : new Parts(api, root, host.clock(), workers, atOnce);
  }

  /**
   * Opens a store; nothing is asked yet.
   *
   * @param source a source of type GCS, whose connection is as {@link GcsOptions} describe it
   * @param host lends clock, redactor, environment and listener
   * @throws ConnectorException of kind CONFIG if an option is wrong, or the credential is not there
   *     or is none
   */
  public static GcsFileStore open(SourceConfig source, ConnectorContext host) {
    Problems problems = Problems.of(source.connection());
    Options options = GcsOptions.ALL.bind(source.connection(), problems, host.resolver());
    problems.throwIfAny("the bucket cannot be opened");
    return new GcsFileStore(new GcsApi(source.sourceId(), options, host), options, host);
  }

  @Override
  public String root() {
    return root.toString();
  }

  @Override
  public boolean isRemote() {
    return true;
  }

  @Override
  public FileListing list(String directory) throws NoSuchFileException {
    return list(directory, Narrowing.none());
  }

  @Override
  public FileListing list(String directory, Narrowing wanted) throws NoSuchFileException {
    if (root.bucket() == null && directory.isEmpty()) {
      if (project == null) {
        throw noBucket();
      }
      return new BucketListing(api, project);
    }
    ObjectName at = root.at(directory.isEmpty() ? "" : directory + "/");
    GcsListing listing = new GcsListing(api, root, at, wanted);
    boolean isBucket = at.name().isEmpty() || directory.isEmpty();
    if (!listing.fill() && !isBucket && wanted.isNone()) {
      throw new NoSuchFileException(directory, null, "no object's name begins with " + at);
    }
    return listing;
  }

  private static ConnectorException noBucket() {
    return ConnectorException.of(ErrorKind.CONFIG, "nothing says which bucket is meant")
        .remedy(
            "Set `bucket` for the connection or the extraction, or write gs://bucket/… in"
                + " `file_pattern`; `project_id` lists the buckets of a project")
        .build();
  }

  @Override
  public StoredFile stat(String path) throws NoSuchFileException {
    Optional<GcsObject> found = find(object(path));
    if (found.isPresent()) {
      return found.get().stored(root);
    }
    GcsListing inside = new GcsListing(api, root, root.at(path + "/"), Narrowing.none());
    if (inside.fill()) {
      return StoredFile.directory(path);
    }
    throw new NoSuchFileException(path, null, "there is no object " + root.at(path));
  }

  private ObjectName object(String path) {
    ObjectName name = root.at(path);
    if (name.name().isEmpty() || name.bucket().isEmpty()) {
      throw ConnectorException.of(
              ErrorKind.CONFIG, "\"" + path + "\" is no path of a file in " + root)
          .remedy("Write the bucket before it, or set `bucket`")
          .build();
    }
    return name;
  }

  /** Returns what there is now under a name. */
  private Optional<GcsObject> find(ObjectName name) {
    return api.json(
            api.request("GET", name.resource()).query("fields", GcsObject.FIELDS),
            "look at",
            name,
            404)
        .map(resource -> GcsObject.of(resource, name.bucket()));
  }

  @Override
  public FileInput open(StoredFile file) {
    return new GcsFileInput(api, object(file.path()), file, workers, rangesAtOnce);
  }

  @Override
  public FileInput open(StoredFile file, ReadContext context) {
    ObjectName name = object(file.path());
    return GcsFileInput.owning(api.during(context), name, file, workers, rangesAtOnce);
  }

  /**
   * Returns the error for an object that is not there in the generation that was listed: that it is
   * gone, or is another one by now.
   */
  static IOException gone(GcsApi api, ObjectName name, String path) {
    return api.json(api.request("GET", name.resource()), "look at", name, 404).isPresent()
        ? new FileChangedException(path)
        : new NoSuchFileException(path, null, "it was deleted since it was listed");
  }

  @Override
  public FileOutput create(String path) {
    ObjectName name = object(path);
    String before = find(name).map(GcsObject::generation).orElse("0");
    Parts shared = parts;
    return new GcsFileOutput(
        new Upload(api, name, before),
        shared == null ? null : new Composition(api, name, before, shared),
        root,
        chunk);
  }

  @Override
  public void rename(String from, String to)
      throws NoSuchFileException, FileAlreadyExistsException {
    ObjectName name = object(from);
    GcsObject source =
        find(name)
            .orElseThrow(() -> new NoSuchFileException(from, to, "there is no object " + name));
    rename(source.stored(root), to);
  }

  @Override
  public void rename(StoredFile file, String to)
      throws NoSuchFileException, FileAlreadyExistsException {
    ObjectName from = object(file.path());
    ObjectName target = object(to);
    String generation = file.version().orElse("");
    if (!copied(from, generation, target)) {
      GcsObject there = find(target).orElse(null);
      GcsObject source = find(from).orElse(null);
      if (source == null) {
        throw new NoSuchFileException(file.path(), to, "there is no object " + from);
      }
      // After a crash, or an answer that was lost, what is there is our own copy.
      boolean ours =
          there != null
              && there.size() == source.size()
              && there.crc32c().equals(source.crc32c())
              && !source.crc32c().isEmpty();
      if (!ours) {
        throw new FileAlreadyExistsException(to, null, "an object " + target + " is there already");
      }
    }
    delete(from, generation);
  }

  /** Copies on the server; returns false if there is something already. */
  private boolean copied(ObjectName from, String generation, ObjectName to)
      throws NoSuchFileException {
    String token = "";
    while (true) {
      HttpRequest request =
          api.request("POST", from.resource() + "/rewriteTo/" + to.resource())
              .query("ifGenerationMatch", "0")
              .repeatable(true);
      if (!generation.isEmpty()) {
        request = request.query("sourceGeneration", generation);
      }
      if (!token.isEmpty()) {
        request = request.query("rewriteToken", token);
      }
      try (HttpResponse response = api.send(request, "copy", from, 404, 412)) {
        if (response.status() == 412) {
          return false;
        }
        if (response.status() == 404) {
          throw new NoSuchFileException(root.path(from), null, "it is gone or was replaced");
        }
        Map<String, @Nullable Object> reply = JsonTree.parseObject(response.text(1 << 20));
        if (!Boolean.FALSE.equals(reply.get("done"))) {
          return true;
        }
        token = JsonTree.text(reply.get("rewriteToken"));
      }
    }
  }

  @Override
  public void delete(String path) {
    delete(object(path), "");
  }

  @Override
  public void delete(StoredFile file) {
    delete(object(file.path()), file.version().orElse(""));
  }

  /** Deletes an object if it is still of this generation; if it is not, it is no longer meant. */
  private void delete(ObjectName name, String generation) {
    HttpRequest request = api.request("DELETE", name.resource());
    if (!generation.isEmpty()) {
      request = request.query("ifGenerationMatch", generation);
    }
    api.send(request, "delete", name, 404, 412).close();
  }

  /**
   * Returns where a bucket is.
   *
   * @return empty if the credential may not see that
   */
  Optional<String> location() {
    String bucket = root.bucket();
    if (bucket == null) {
      return Optional.empty();
    }
    try {
      return api.json(
              api.request("GET", "b/" + ObjectName.escaped(bucket)).query("fields", "location"),
              "look at",
              new ObjectName(bucket, ""))
          .map(resource -> JsonTree.text(resource.get("location")));
    } catch (ConnectorException unseen) {
      if (unseen.kind() == ErrorKind.PERMISSION) {
        return Optional.empty();
      }
      throw unseen;
    }
  }

  boolean isListable() {
    return root.bucket() != null || project != null;
  }

  Root place() {
    return root;
  }

  @Override
  public void close() {
    workers.close();
    api.close();
  }
}
