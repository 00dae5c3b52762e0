package dev.tributary.connector.sftp;

import dev.tributary.connector.sftp.ssh.Line;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.schmizz.sshj.sftp.FileAttributes;
import net.schmizz.sshj.sftp.FileMode;

/**
 * The directory that nothing leads out of: neither a path, nor a link on the server. Thread-safe.
 */
final class RemoteRoot {
  private static final int REMEMBERED = 10_000;

  private final byte[] real;
  private final String shown;

  /** Directories that lie in it, wherever links lead. */
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  private RemoteRoot(byte[] real, String shown) {
    this.real = real;
    this.shown = shown;
  }

  /**
   * Finds a directory.
   *
   * @param path as it was asked for; empty for where the login leads to
   * @throws NoSuchFileException if there is none
   */
  static RemoteRoot find(Line line, String path) throws IOException {
    String asked = path.isEmpty() ? "." : path;
    byte[] real = line.realPath(RemoteNames.bytes(asked), asked);
    FileAttributes seen = line.stat(real, asked);
    if (RemoteFiles.type(seen) != FileMode.Type.DIRECTORY) {
      throw new java.nio.file.NotDirectoryException(asked);
    }
    return new RemoteRoot(real, path.isEmpty() ? RemoteNames.text(real) : path);
  }

  String shown() {
    return shown;
  }

  /**
   * Returns a path as the server knows it.
   *
   * @throws AccessDeniedException if its names lead out
   */
  byte[] path(String path) throws IOException {
    if (path.isEmpty()) {
      return real;
    }
    for (String name : path.split("/", -1)) {
      if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('\0') >= 0) {
        throw leadsOut(path);
      }
    }
    byte[] below = RemoteNames.bytes(path);
    return join(real, below);
  }

  /** Joins a directory and what is in it, as the server knows them. */
  static byte[] join(byte[] directory, byte[] name) {
    boolean ends = directory.length > 0 && directory[directory.length - 1] == '/';
    byte[] joined = Arrays.copyOf(directory, directory.length + (ends ? 0 : 1) + name.length);
    if (!ends) {
      joined[directory.length] = '/';
    }
    System.arraycopy(name, 0, joined, joined.length - name.length, name.length);
    return joined;
  }

  /** Returns the path of the directory that a path is in. */
  static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /**
   * Checks that a directory lies in the root, wherever links lead.
   *
   * @throws AccessDeniedException if not
   */
  void enter(Line line, String directory) throws IOException {
    if (directory.isEmpty() || known.contains(directory)) {
      return;
    }
    if (!holds(line.realPath(path(directory), directory))) {
      throw leadsOut(directory);
    }
    if (known.size() >= REMEMBERED) {
      known.clear();
    }
    known.add(directory);
  }

  /**
   * Returns whether a link leads to something in the root. Where the server does not say where it
   * leads, it does not.
   */
  boolean holdsLink(Line line, byte[] link, String shownLink) throws IOException {
    try {
      byte[] target = line.realPath(link, shownLink);
      return holds(target) && !Arrays.equals(target, link);
    } catch (NoSuchFileException dangling) {
      return false;
    }
  }

  private boolean holds(byte[] path) {
    int length = real.length;
    if (length == 1 && real[0] == '/') {
      return true;
    }
    return path.length >= length
        && Arrays.equals(path, 0, length, real, 0, length)
        && (path.length == length || path[length] == '/');
  }

  AccessDeniedException leadsOut(String path) {
    return new AccessDeniedException(path, null, "it leads out of " + shown);
  }

  /** Makes a directory and those above it, where they are missing. */
  void make(Line line, String directory) throws IOException {
    if (directory.isEmpty() || known.contains(directory)) {
      return;
    }
    byte[] path = path(directory);
    try {
      isDirectory(line, path, directory);
    } catch (NoSuchFileException missing) {
      make(line, parent(directory));
      enter(line, parent(directory));
      try {
        line.makeDirectory(path, directory);
      } catch (java.nio.file.FileSystemException refused) {
        isDirectory(line, path, directory, refused); // somebody else may have made it meanwhile
      }
    }
    enter(line, directory);
  }

  private static void isDirectory(Line line, byte[] path, String shown) throws IOException {
    if (RemoteFiles.type(line.stat(path, shown)) != FileMode.Type.DIRECTORY) {
      throw new java.nio.file.NotDirectoryException(shown);
    }
  }

  private static void isDirectory(Line line, byte[] path, String shown, IOException otherwise)
      throws IOException {
    try {
      isDirectory(line, path, shown);
    } catch (NoSuchFileException still) {
      throw otherwise;
    }
  }

  @Override
  public String toString() {
    return shown + " (" + new String(real, StandardCharsets.UTF_8) + ")";
  }
}
