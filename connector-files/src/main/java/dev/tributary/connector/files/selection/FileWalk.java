package dev.tributary.connector.files.selection;

import dev.tributary.connector.files.store.FileListing;
import dev.tributary.connector.files.store.FileStore;
import dev.tributary.connector.files.store.Narrowing;
import dev.tributary.connector.files.store.StoredFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds files as it goes: holds one listing for each level of directories, and enters none that
 * cannot hold a file that is meant. Used by one thread.
 */
public final class FileWalk implements AutoCloseable {
  private static final int REMEMBERED = 1000;
  private static final int NEAREST = 3;

  private final FileStore store;
  private final Criteria criteria;
  private final PathBounds bounds;
  private final Deque<FileListing> listings = new ArrayDeque<>();
  private final List<String> others = new ArrayList<>();
  private boolean begun;
  private long meant;
  private long waiting;
  private String markedDirectory = "";
  private boolean marked;

  /** Makes a walk; nothing is listed yet. */
  public FileWalk(FileStore store, Criteria criteria) {
    this.store = store;
    this.criteria = criteria;
    this.bounds = criteria.bounds();
  }

  /**
   * Returns the next file that is meant and ready, or null when all were found.
   *
   * @throws IOException if a directory cannot be listed
   */
  public @Nullable StoredFile next() throws IOException {
    if (!begun) {
      begun = true;
      begin();
    }
    while (!listings.isEmpty()) {
      StoredFile found = listings.getLast().next();
      if (found == null) {
        listings.removeLast().close();
      } else if (found.isDirectory()) {
        enter(found.path());
      } else if (!criteria.mean(found)) {
        remember(found.path());
      } else {
        meant++;
        if (criteria.areReady(found) && isMarked(found)) {
          return found;
        }
        waiting++;
      }
    }
    return null;
  }

  private void begin() throws IOException {
    try {
      listings.add(list(bounds.base()));
    } catch (NoSuchFileException | NotDirectoryException none) {
      if (bounds.base().isEmpty()) {
        throw none;
      }
    }
  }

  /** Lists no more of a directory than may be meant, where the store can be asked for less. */
  private FileListing list(String directory) throws IOException {
    Narrowing wanted = bounds.in(directory);
    Optional<String> files = criteria.pattern().files(directory);
    return store.list(directory, files.isPresent() ? wanted.files(files.get()) : wanted);
  }

  private void enter(String directory) throws IOException {
    if (!criteria.mayHold(directory) || !bounds.mayHold(directory)) {
      remember(directory + "/");
      return;
    }
    try {
      listings.add(list(directory));
    } catch (NoSuchFileException gone) {
      remember(directory + "/"); // since it was listed
    }
  }

  private boolean isMarked(StoredFile file) throws IOException {
    Optional<String> marker = criteria.marker(file);
    if (marker.isEmpty()) {
      return true;
    }
    String path = marker.get();
    if (!path.equals(markedDirectory)) {
      markedDirectory = path;
      marked = exists(path);
    }
    return marked;
  }

  private boolean exists(String path) throws IOException {
    try {
      return !store.stat(path).isDirectory();
    } catch (NoSuchFileException none) {
      return false;
    }
  }

  private void remember(String path) {
    if (others.size() < REMEMBERED) {
      others.add(path);
    }
  }

  /** Returns how many files were found so far that are meant, ready or not. */
  public long meant() {
    return meant;
  }

  /** Returns how many of them were not ready: too new, too small, or without their marker. */
  public long waiting() {
    return waiting;
  }

  /**
   * Returns the names of files that come nearest to the pattern; looks around where it begins, if
   * none were passed by.
   *
   * @throws IOException if what lies there cannot be listed
   */
  public List<String> nearest() throws IOException {
    if (others.isEmpty()) {
      lookAround(bounds.base());
    }
    String wanted = criteria.pattern().toString();
    return others.stream()
        .sorted(Comparator.comparingInt((String other) -> distance(wanted, other)))
        .limit(NEAREST)
        .toList();
  }

  private void lookAround(String directory) throws IOException {
    try (FileListing all = store.list(directory)) {
      StoredFile each = all.next();
      while (each != null && others.size() < REMEMBERED) {
        remember(each.path());
        each = all.next();
      }
    } catch (NoSuchFileException | NotDirectoryException none) {
      if (!directory.isEmpty()) {
        lookAround("");
      }
    }
  }

  /** How many letters differ; what a wildcard stands for costs little. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j * 2;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      boolean wild = one.charAt(i - 1) == '*';
      row[0] = i * 2;
      for (int j = 1; j <= other.length(); j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : wild ? 0 : 2);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j] + (wild ? 0 : 2), row[j - 1] + (wild ? 0 : 2)));
      }
    }
    return row[other.length()];
  }

  @Override
  public void close() throws IOException {
    while (!listings.isEmpty()) {
      listings.removeLast().close();
    }
  }
}
