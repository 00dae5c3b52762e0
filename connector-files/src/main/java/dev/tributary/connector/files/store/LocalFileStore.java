package dev.tributary.connector.files.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * A directory of this machine. Symbolic links are followed as long as they stay in it.
 *
 * @since 0.1.0
 */
public final class LocalFileStore implements FileStore {
  private final Path root;
  private final Path shown;
  private volatile String knownDirectory = "";

  private LocalFileStore(Path root, Path shown) {
    this.root = root;
    this.shown = shown;
  }

  /**
   * Returns a store of a directory that exists.
   *
   * @throws IOException if there is none
   */
  public static LocalFileStore at(Path directory) throws IOException {
    Path real = directory.toRealPath();
    if (!Files.isDirectory(real)) {
      throw new java.nio.file.NotDirectoryException(directory.toString());
    }
    return new LocalFileStore(real, directory);
  }

  @Override
  public String root() {
    return shown.toString();
  }

  @SuppressWarnings("StreamResourceLeak") // the listing closes it
  @Override
  public FileListing list(String directory) throws IOException {
    Path path = inside(directory);
    DirectoryStream<Path> entries = Files.newDirectoryStream(path);
    Iterator<Path> iterator = entries.iterator();
    String before = directory.isEmpty() ? "" : directory + "/";
    return new FileListing() {
      @Override
      public @Nullable StoredFile next() throws IOException {
        try {
          while (iterator.hasNext()) {
            Path entry = iterator.next();
            StoredFile file = look(entry, before + entry.getFileName());
            if (file != null) {
              return file;
            }
          }
          return null;
        } catch (DirectoryIteratorException failed) {
          throw failed.getCause();
        }
      }

      @Override
      public void close() throws IOException {
        entries.close();
      }
    };
  }

  /** Returns what stands there; null if it is neither file nor directory, is gone, or leads out. */
  private @Nullable StoredFile look(Path entry, String path) throws IOException {
    try {
      BasicFileAttributes seen =
          Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (seen.isSymbolicLink()) {
        if (!entry.toRealPath().startsWith(root)) {
          return null;
        }
        seen = Files.readAttributes(entry, BasicFileAttributes.class);
        if (seen.isDirectory()) {
          return null; // its files are listed where it leads; a link upwards would go round
        }
      }
      if (seen.isDirectory()) {
        return StoredFile.directory(path);
      }
      return seen.isRegularFile()
          ? StoredFile.of(path, seen.size(), seen.lastModifiedTime().toInstant())
          : null;
    } catch (NoSuchFileException gone) {
      return null;
    }
  }

  @Override
  public StoredFile stat(String path) throws IOException {
    Path entry = inside(path);
    BasicFileAttributes seen = Files.readAttributes(entry, BasicFileAttributes.class);
    return seen.isDirectory()
        ? StoredFile.directory(path)
        : StoredFile.of(path, seen.size(), seen.lastModifiedTime().toInstant());
  }

  @Override
  public FileInput open(StoredFile file) throws IOException {
    return LocalFileInput.open(inside(file.path()), file);
  }

  @Override
  public FileOutput create(String path) throws IOException {
    Path target = lexically(path);
    Path directory = target.getParent();
    if (directory == null) {
      throw new AccessDeniedException(path, null, "it is the root itself");
    }
    Files.createDirectories(directory);
    if (!directory.toRealPath().startsWith(root)) {
      throw leadsOut(path);
    }
    return new LocalFileOutput(target, path);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Path source = inside(from);
    Path target = lexically(to);
    Path directory = target.getParent();
    if (directory != null) {
      Files.createDirectories(directory);
      if (!directory.toRealPath().startsWith(root)) {
        throw leadsOut(to);
      }
    }
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(to);
    }
    Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void delete(String path) throws IOException {
    Path target = lexically(path);
    Path directory = target.getParent();
    if (directory != null && Files.exists(directory)) {
      if (!directory.toRealPath().startsWith(root)) {
        throw leadsOut(path);
      }
      Files.deleteIfExists(target); // a link itself, not what it leads to
    }
  }

  @Override
  public void close() {}

  /** Returns the path of something that exists and, wherever links lead, lies in the root. */
  private Path inside(String path) throws IOException {
    Path plain = lexically(path);
    int slash = path.lastIndexOf('/');
    String directory = slash < 0 ? "" : path.substring(0, slash);
    boolean link = Files.isSymbolicLink(plain);
    if (!link && (directory.isEmpty() || directory.equals(knownDirectory))) {
      return plain;
    }
    if (!plain.toRealPath().startsWith(root)) {
      throw leadsOut(path);
    }
    if (!link) {
      knownDirectory = directory;
    }
    return plain;
  }

  private Path lexically(String path) throws IOException {
    try {
      Path plain = root.resolve(path).normalize();
      if (!plain.startsWith(root) || path.startsWith("/")) {
        throw leadsOut(path);
      }
      return plain;
    } catch (InvalidPathException unfit) {
      throw new NoSuchFileException(path, null, unfit.getReason());
    }
  }

  private AccessDeniedException leadsOut(String path) {
    return new AccessDeniedException(path, null, "it leads out of " + shown);
  }
}
