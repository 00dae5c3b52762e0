package dev.tributary.connector.sftp;

import dev.tributary.connector.sftp.ssh.Line;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.schmizz.sshj.sftp.FileAttributes;
import net.schmizz.sshj.sftp.FileMode;
import org.jspecify.annotations.Nullable;

/**
 * The directory that nothing leads out of: neither a path, nor a link on the server. Thread-safe.
 */
final class RemoteRoot {
  private static final int REMEMBERED = 10_000;
  private static final int MOST_LINKS = 40;

  private final byte[] itself;
  private final String shown;

  /** Directories that lie in it, wherever links lead. */
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  /** Those of them on whose path there is no link. */
  private final Set<String> real = ConcurrentHashMap.newKeySet();

  private RemoteRoot(byte[] itself, String shown) {
    this.itself = itself;
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
      throw new NotDirectoryException(asked);
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
      return itself;
    }
    for (String name : path.split("/", -1)) {
      if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('\0') >= 0) {
        throw leadsOut(path);
      }
    }
    byte[] below = RemoteNames.bytes(path);
    return join(itself, below);
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
    path(directory);
    if (!holds(line, directory)) {
      throw leadsOut(directory);
    }
    remember(known, directory);
  }

  private static void remember(Set<String> directories, String directory) {
    if (directories.size() >= REMEMBERED) {
      directories.clear();
    }
    directories.add(directory);
  }

  /**
   * Returns whether a path lies in the root when each link on its way is followed. Not every server
   * can be asked where a path really leads, so we go there step by step.
   *
   * @throws NoSuchFileException if there is nothing
   */
  boolean holds(Line line, String path) throws IOException {
    Deque<String> ahead = new ArrayDeque<>(List.of(path.split("/", -1)));
    Deque<String> behind = new ArrayDeque<>();
    int links = 0;
    while (!ahead.isEmpty()) {
      String name = ahead.removeFirst();
      if (name.equals("..") && behind.pollLast() == null) {
        return false;
      }
      if (name.isEmpty() || name.equals(".") || name.equals("..")) {
        continue;
      }
      behind.addLast(name);
      String here = String.join("/", behind);
      if (real.contains(here)) {
        continue;
      }
      FileMode.Type type = RemoteFiles.type(line.look(path(here), here));
      if (type == FileMode.Type.DIRECTORY) {
        remember(real, here);
      }
      if (type == FileMode.Type.SYMLINK) {
        String target = RemoteNames.text(line.readLink(path(here), here));
        behind.removeLast();
        if (target.startsWith("/")) {
          String below = below(target);
          if (below == null) {
            return false;
          }
          behind.clear();
          target = below;
        }
        if (++links > MOST_LINKS) {
          return false;
        }
        List<String> names = List.of(target.split("/", -1));
        for (int i = names.size() - 1; i >= 0; i--) {
          ahead.addFirst(names.get(i));
        }
      }
    }
    return true;
  }

  /** The part of an absolute path below the root; null if it is not written as a path there. */
  private @Nullable String below(String absolute) {
    String root = RemoteNames.text(itself);
    String before = root.endsWith("/") ? root : root + "/";
    return (absolute + "/").startsWith(before)
        ? absolute.substring(Math.min(absolute.length(), before.length()))
        : null;
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
      } catch (FileSystemException refused) {
        isDirectory(line, path, directory, refused); // somebody else may have made it meanwhile
      }
    }
    enter(line, directory);
  }

  private static void isDirectory(Line line, byte[] path, String shown) throws IOException {
    if (RemoteFiles.type(line.stat(path, shown)) != FileMode.Type.DIRECTORY) {
      throw new NotDirectoryException(shown);
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
    return shown + " (" + new String(itself, StandardCharsets.UTF_8) + ")";
  }
}
