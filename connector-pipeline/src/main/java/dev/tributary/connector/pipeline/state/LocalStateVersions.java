package dev.tributary.connector.pipeline.state;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.pipeline.document.FileNames;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Versions as files of a directory, one beside the other. */
final class LocalStateVersions implements StateVersions {
  private static final Pattern FILE =
      Pattern.compile("((?:[a-z0-9._-]|%[0-9A-F]{2})+)\\.v(\\d{10})\\.json");
  private static final String HIDDEN = ".writing-";

  /** After this time a half written file is one that a kill left behind. */
  private static final Duration ABANDONED = Duration.ofHours(1);

  private final Path directory;

  private LocalStateVersions(Path directory) {
    this.directory = directory;
  }

  /**
   * Returns the versions of this directory, which is made if there is none.
   *
   * @throws IOException if it cannot be made
   */
  static LocalStateVersions at(Path directory) throws IOException {
    return new LocalStateVersions(Files.createDirectories(directory));
  }

  @Override
  public SortedSet<String> names(String prefix) throws IOException {
    SortedSet<String> names = new TreeSet<>();
    for (Matcher file : files()) {
      String name = FileNames.decode(file.group(1));
      if (name.startsWith(prefix)) {
        names.add(name);
      }
    }
    return names;
  }

  @Override
  public SortedSet<Long> versions(String name) throws IOException {
    String encoded = FileNames.encode(name);
    SortedSet<Long> versions = new TreeSet<>();
    for (Matcher file : files()) {
      if (file.group(1).equals(encoded)) {
        versions.add(Long.parseLong(file.group(2)));
      }
    }
    return versions;
  }

  private Iterable<Matcher> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> FILE.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .toList();
    }
  }

  @Override
  public Optional<String> read(String name, long version) throws IOException {
    try {
      return Optional.of(Files.readString(file(name, version)));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    }
  }

  @Override
  public boolean add(String name, long newest, String document) throws IOException {
    long version = newest + 1;
    Path hidden = directory.resolve(HIDDEN + UUID.randomUUID());
    try {
      Durable.write(hidden, document);
      if (newest(name) != newest) {
        return false;
      }
      Path target = file(name, version);
      if (!link(target, hidden)) {
        return false;
      }
      if (newest(name) != version) {
        // Others saved more than once between the look and the link; theirs counts.
        Files.deleteIfExists(target);
        return false;
      }
      Durable.force(directory);
      return true;
    } finally {
      Files.deleteIfExists(hidden);
    }
  }

  /** Makes the new version visible; unlike a rename, a link never takes the place of a file. */
  private boolean link(Path target, Path hidden) throws IOException {
    try {
      Files.createLink(target, hidden);
      return true;
    } catch (FileAlreadyExistsException taken) {
      return false;
    } catch (UnsupportedOperationException cannot) {
      throw ConnectorException.of(
              ErrorKind.CONFIG, "the file system of the states cannot make hard links")
          .place(directory.toString())
          .remedy("Keep the states on a file system that can")
          .cause(cannot)
          .build();
    }
  }

  private long newest(String name) throws IOException {
    SortedSet<Long> versions = versions(name);
    return versions.isEmpty() ? 0 : versions.last();
  }

  @Override
  public void remove(String name, long version) throws IOException {
    Files.deleteIfExists(file(name, version));
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

  @Override
  public String place(String name, long version) {
    return file(name, version).toString();
  }

  private Path file(String name, long version) {
    return directory.resolve(
        FileNames.encode(name) + ".v" + String.format(Locale.ROOT, "%010d", version) + ".json");
  }
}
