package dev.tributary.connector.cloudsql.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Unpacks the programs of MariaDB and MySQL, once a machine and user, since they are large.
 * Processes that want them at once wait for each other.
 */
final class Binaries {
  private Binaries() {}

  /**
   * Returns the directory where a program is unpacked.
   *
   * @param name names the directory; contains the version
   * @param unpack fills an empty directory
   */
  static Path unpacked(String name, Unpack unpack) throws IOException {
    Path home =
        Path.of(
            System.getProperty("java.io.tmpdir"),
            "tributary-test-servers-" + System.getProperty("user.name"));
    Files.createDirectories(home);
    Path done = home.resolve(name);
    try (FileChannel lock =
            FileChannel.open(
                home.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var held = lock.lock()) {
      if (!Files.isDirectory(done)) {
        Path begun = Files.createTempDirectory(home, name);
        try {
          unpack.into(begun);
          Files.move(begun, done);
        } finally {
          remove(begun);
        }
      }
    }
    return done;
  }

  /** Fills a directory. */
  interface Unpack {
    /** Fills it. */
    void into(Path directory) throws IOException;
  }

  /** Copies a folder of a jar on the class path. */
  static void copyFolder(String folder, Path directory) throws IOException {
    URL url = resource(folder);
    try (JarFile jar = ((JarURLConnection) url.openConnection()).getJarFile()) {
      for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
        if (entry.getName().startsWith(folder) && !entry.isDirectory()) {
          Path file = directory.resolve(entry.getName().substring(folder.length()));
          Files.createDirectories(file.getParent());
          try (InputStream in = jar.getInputStream(entry)) {
            Files.copy(in, file);
          } catch (FileAlreadyExistsException e) {
            continue;
          }
          file.toFile().setExecutable(true);
        }
      }
    }
  }

  /** Unpacks a compressed archive on the class path by the system's tar. */
  static void unpackArchive(String archive, Path directory) throws IOException {
    Process tar = new ProcessBuilder("tar", "-xzf", "-", "-C", directory.toString()).start();
    try (InputStream in = resource(archive).openStream();
        var out = tar.getOutputStream()) {
      in.transferTo(out);
    }
    try {
      if (tar.waitFor() != 0) {
        throw new IOException("tar cannot unpack " + archive);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static URL resource(String name) throws IOException {
    URL url = Binaries.class.getClassLoader().getResource(name);
    if (url == null) {
      throw new IOException(name + " is not on the class path");
    }
    return url;
  }

  private static void remove(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        files.sorted(Comparator.reverseOrder()).forEach(Binaries::delete);
      }
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
