package dev.tributary.connector.files;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.format.FileFormats;
import dev.tributary.connector.files.store.FileListing;
import dev.tributary.connector.files.store.FileStore;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.option.OptionSet;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.read.ExtractionOptions;
import dev.tributary.connector.read.PlanRequest;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.read.SplitPlan;
import dev.tributary.connector.read.SplitReader;
import dev.tributary.connector.read.StreamInfo;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.state.Commit;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files of a store; a connector for a place that holds files extends it and says how the
 * store is opened. Its factory offers {@link FileOptions#ALL} as options of an extraction.
 *
 * <p>A stream is what {@code file_pattern} means; without one, the directory of the stream's name,
 * or the file of that name with any ending. The state remembers each file that was finished.
 *
 * @since 0.1.0
 */
public abstract class FilesConnector extends BaseConnector {
  private static final OptionSet EXTRACTION = ExtractionOptions.ALL.plus(FileOptions.ALL);
  private static final int LISTED = 10_000;

  private final ConnectorContext host;
  private final FileFormats formats;
  private volatile @Nullable FileStore store;

  /** What the last split was of; the next one mostly is of the same. */
  private volatile @Nullable FileStream last;

  /**
   * Makes a connector.
   *
   * @param source its configuration
   * @param host what the host lends
   */
  protected FilesConnector(SourceConfig source, ConnectorContext host) {
    this.host = host;
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    this.formats =
        FileFormats.discover(loader == null ? FilesConnector.class.getClassLoader() : loader);
  }

  /**
   * Opens the store; called when the connector connects.
   *
   * @throws Exception if it cannot be reached or refuses
   */
  protected abstract FileStore openStore() throws Exception;

  /**
   * Returns the pattern of paths below the store's root that a pattern of an extraction means; the
   * same unless overridden. What {@code file_pattern} says comes here as it is written if it begins
   * with a scheme, such as {@code gs://}, else behind the extraction's {@code path}.
   *
   * @param pattern as {@code file_pattern} describes it, or the pattern of a stream's name
   * @param options the options of the extraction
   * @throws ConnectorException of kind CONFIG if it leads out of the store
   */
  protected String pattern(String pattern, Options options) {
    return pattern;
  }

  @Override
  protected final void connect() throws Exception {
    store = openStore();
  }

  @Override
  protected final void disconnect() throws Exception {
    FileStore open = store;
    store = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  protected String probe() throws Exception {
    try (FileListing entries = store().list("")) {
      return entries.next() == null ? "an empty directory" : "a directory with entries";
    }
  }

  @Override
  protected List<StreamInfo> streams() throws Exception {
    TreeSet<String> names = new TreeSet<>();
    try (FileListing entries = store().list("")) {
      StoredFile entry = entries.next();
      while (entry != null && names.size() < LISTED) {
        String name = entry.name();
        if (!name.startsWith(".") && !name.startsWith("_")) {
          int dot = name.indexOf('.');
          names.add(entry.isDirectory() || dot <= 0 ? name : name.substring(0, dot));
        }
        entry = entries.next();
      }
    }
    return names.stream().map(StreamInfo::of).toList();
  }

  @Override
  protected List<StreamInfo> streams(Options options) throws Exception {
    if (options.isSet(FileOptions.PATTERN)) {
      throw ConnectorException.of(ErrorKind.CONFIG, "the files of a pattern have no stream's name")
          .place(options.where(FileOptions.PATTERN))
          .remedy("Name the stream that they are to be")
          .build();
    }
    return streams();
  }

  @Override
  protected final StreamSchema describe(String stream) throws Exception {
    return describe(stream, EXTRACTION.bind(Configuration.empty()));
  }

  @Override
  protected final StreamSchema describe(String stream, Options options) throws Exception {
    return new FileSample(store(), stream(stream, options)).schema(host.clock().instant());
  }

  @Override
  protected final SplitPlan planSplits(PlanRequest request) {
    if (request.isSet(FileOptions.PATTERN) && request.streams().size() > 1) {
      throw ConnectorException.of(
              ErrorKind.CONFIG, "one file pattern cannot be several streams: " + request.streams())
          .place(request.where(FileOptions.PATTERN))
          .remedy("Ask for one stream")
          .build();
    }
    if (request.get(FileOptions.AFTER_COMMIT) == AfterCommit.ARCHIVE
        && !request.isSet(FileOptions.ARCHIVE_PATH)) {
      throw ConnectorException.of(ErrorKind.CONFIG, "nothing says where files are archived")
          .place(request.where(FileOptions.AFTER_COMMIT))
          .remedy("Set `archive_path`")
          .build();
    }
    return new FilesPlan(request, store(), name -> stream(name, request));
  }

  @Override
  protected final SplitReader openSplit(ReadTask task, ReadContext context) {
    String name = task.split().stream();
    FileStream stream = last;
    if (stream == null || !stream.is(name, task)) {
      stream = stream(name, task);
      last = stream;
    }
    return FileSplitReader.of(stream, store(), task, context);
  }

  /** Puts away every file that it can, and says of the first one that it could not why. */
  @Override
  protected final void afterCommit(List<Commit> commits) throws Exception {
    ConnectorException failed = null;
    for (Commit commit : commits) {
      Position bounds = commit.split().bounds();
      String archive = FileParts.archive(bounds);
      if (commit.finished() && (!archive.isEmpty() || FileParts.isDeleted(bounds))) {
        StoredFile file = FileParts.file(bounds);
        try {
          putAway(file, archive);
        } catch (InterruptedIOException interrupted) {
          throw interrupted;
        } catch (IOException refused) {
          failed = first(failed, notPutAway(file, archive, refused));
        } catch (ConnectorException refused) {
          if (refused.kind() == ErrorKind.CANCELLED) {
            throw refused;
          }
          failed = first(failed, refused.copy().place(file.path()).build());
        }
      }
    }
    if (failed != null) {
      throw failed;
    }
  }

  private static ConnectorException first(
      @Nullable ConnectorException before, ConnectorException next) {
    if (before == null) {
      return next;
    }
    before.addSuppressed(next);
    return before;
  }

  /** Moves or deletes a file, unless its path holds something else by now. */
  private void putAway(StoredFile file, String archive) throws IOException {
    FileStore open = store();
    try {
      StoredFile now = open.stat(file.path());
      if (!now.fingerprint().equals(file.fingerprint())) {
        return;
      }
    } catch (NoSuchFileException done) {
      return;
    }
    if (archive.isEmpty()) {
      open.delete(file);
    } else {
      open.rename(file, archive + "/" + file.path());
    }
  }

  private ConnectorException notPutAway(StoredFile file, String archive, IOException refused) {
    boolean taken = refused instanceof FileAlreadyExistsException;
    String what =
        archive.isEmpty()
            ? "a file that was read could not be deleted"
            : taken
                ? "the archive holds a file of that name already"
                : "a file that was read could not be archived";
    String remedy =
        taken
            ? "Rename the one in the archive, or set another `archive_path`; the file stays where"
                + " it is, and is not read again"
            : "See that there is room and that the user may do it; the file stays where it is, and"
                + " is not read again";
    return ConnectorException.of(taken ? ErrorKind.CONFIG : classify(refused), what)
        .place(archive.isEmpty() ? file.path() : file.path() + " to " + archive)
        .said(taken ? null : refused.getMessage())
        .remedy(remedy)
        .cause(refused)
        .build();
  }

  @Override
  protected ErrorKind classify(Exception failure) {
    if (failure instanceof NoSuchFileException || failure instanceof NotDirectoryException) {
      return ErrorKind.NOT_FOUND;
    }
    if (failure instanceof AccessDeniedException) {
      return ErrorKind.PERMISSION;
    }
    return super.classify(failure);
  }

  private FileStream stream(String name, Options options) {
    return new FileStream(
        name, options, formats, host.resolver(), pattern -> pattern(pattern, options));
  }

  private FileStore store() {
    FileStore open = store;
    if (open == null) {
      throw new IllegalStateException("not connected");
    }
    return open;
  }
}
