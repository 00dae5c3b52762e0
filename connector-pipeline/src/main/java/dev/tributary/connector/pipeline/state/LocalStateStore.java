package dev.tributary.connector.pipeline.state;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.json.JsonTree;
import dev.tributary.connector.pipeline.document.FileNames;
import dev.tributary.connector.pipeline.document.SealedDocument;
import dev.tributary.connector.state.ExtractionState;
import dev.tributary.connector.state.StateStore;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * States as files of a directory, each save a new version beside the ones before; the last few are
 * kept.
 *
 * <p>Saving is optimistic: of several stores that loaded the same version of a name, one saves, and
 * the others are refused. So each run takes a store of its own. Thread-safe.
 */
public final class LocalStateStore implements StateStore {
  private static final String KIND = "state";
  private static final int KEPT = 5;
  private static final int TRIES = 10;
  private static final String SUFFIX = ".json";
  private static final int DIGITS = 10;
  private static final String HIDDEN = ".writing-";

  /** After this time a half written file is one that a kill left behind. */
  private static final Duration ABANDONED = Duration.ofHours(1);

  private final Path directory;
  private final Map<String, Long> seen = new ConcurrentHashMap<>();

  private LocalStateStore(Path directory) {
    this.directory = directory;
  }

  /**
   * Returns a store of this directory, which is made if there is none.
   *
   * @throws IOException if it cannot be made
   */
  public static LocalStateStore at(Path directory) throws IOException {
    return new LocalStateStore(Files.createDirectories(directory));
  }

  /**
   * Returns the newest version of a state, and remembers which one it is.
   *
   * @throws ConnectorException of kind DATA if its file is corrupted, or of kind CONFIG if a newer
   *     release wrote it
   * @throws IOException if the directory cannot be read
   */
  @Override
  public Optional<ExtractionState> load(String name) throws IOException {
    for (int i = 0; i < TRIES; i++) {
      TreeMap<Long, Path> versions = versions(name);
      if (versions.isEmpty()) {
        seen.put(name, 0L);
        return Optional.empty();
      }
      Map.Entry<Long, Path> newest = versions.lastEntry();
      try {
        ExtractionState state = read(newest.getValue(), versions.size() > 1);
        seen.put(name, newest.getKey());
        return Optional.of(state);
      } catch (NoSuchFileException outdated) {
        seen.remove(name); // somebody saved so often meanwhile that this one is history
      }
    }
    throw conflict(name);
  }

  /**
   * Stores a state, unless somebody else stored one since this store loaded or saved the name. A
   * name that was never loaded here must be new.
   *
   * @throws ConnectorException of kind TRANSIENT if somebody else did
   * @throws IOException if it could not be stored
   */
  @Override
  public void save(String name, ExtractionState state) throws IOException {
    long before = seen.getOrDefault(name, 0L);
    long version = before + 1;
    Path hidden = directory.resolve(HIDDEN + UUID.randomUUID());
    try {
      Durable.write(hidden, document(name, version, state));
      if (newest(name) != before) {
        throw conflict(name);
      }
      Path target = directory.resolve(fileName(name, version));
      link(target, hidden, name);
      if (newest(name) != version) {
        // Others saved more than once between the look and the link; theirs counts.
        Files.deleteIfExists(target);
        throw conflict(name);
      }
      Durable.force(directory);
      seen.put(name, version);
    } finally {
      Files.deleteIfExists(hidden);
    }
    forget(name, version);
  }

  /** Makes the new version visible; unlike a rename, a link never takes the place of a file. */
  private void link(Path target, Path hidden, String name) throws IOException {
    try {
      Files.createLink(target, hidden);
    } catch (FileAlreadyExistsException taken) {
      throw conflict(name);
    } catch (UnsupportedOperationException cannot) {
      throw ConnectorException.of(
              ErrorKind.CONFIG, "the file system of the states cannot make hard links")
          .place(directory.toString())
          .remedy("Keep the states on a file system that can")
          .cause(cannot)
          .build();
    }
  }

  private ExtractionState read(Path file, boolean hasOlder) throws IOException {
    String remedy =
        hasOlder
            ? "Put it back from a backup, or move it away to go on from the version before it,"
                + " which reads again what came since"
            : "Put it back from a backup, or move it away to read everything anew";
    return SealedDocument.read(
        KIND,
        file.toString(),
        Files.readString(file),
        remedy,
        body -> ExtractionState.fromJson(JsonTree.write(body.get("state"))));
  }

  private static String document(String name, long version, ExtractionState state) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("name", name);
    body.put("version", version);
    body.put("state", JsonTree.parseObject(state.toJson()));
    return SealedDocument.write(KIND, body);
  }

  private long newest(String name) throws IOException {
    TreeMap<Long, Path> versions = versions(name);
    return versions.isEmpty() ? 0 : versions.lastKey();
  }

  private TreeMap<Long, Path> versions(String name) throws IOException {
    String prefix = FileNames.encode(name) + ".v";
    TreeMap<Long, Path> versions = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String fileName = file.getFileName().toString();
        if (fileName.startsWith(prefix)
            && fileName.endsWith(SUFFIX)
            && fileName.length() == prefix.length() + DIGITS + SUFFIX.length()) {
          String digits = fileName.substring(prefix.length(), prefix.length() + DIGITS);
          if (digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            versions.put(Long.parseLong(digits), file);
          }
        }
      }
    }
    return versions;
  }

  private static String fileName(String name, long version) {
    return FileNames.encode(name)
        + ".v"
        + String.format(Locale.ROOT, "%0" + DIGITS + "d", version)
        + SUFFIX;
  }

  private void forget(String name, long newest) throws IOException {
    for (Path old : List.copyOf(versions(name).headMap(newest - KEPT + 1).values())) {
      Files.deleteIfExists(old);
    }
    Instant longAgo = Instant.now().minus(ABANDONED);
    try (DirectoryStream<Path> halfWritten = Files.newDirectoryStream(directory, HIDDEN + "*")) {
      for (Path file : halfWritten) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(longAgo)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (NoSuchFileException gone) {
      return; // its writer, or another cleaner, was faster
    }
  }

  private ConnectorException conflict(String name) {
    return ConnectorException.of(
            ErrorKind.TRANSIENT, "another run stored a state of " + name + " meanwhile")
        .place(directory.toString())
        .remedy("Run again: it goes on from what the other run stored")
        .build();
  }
}
