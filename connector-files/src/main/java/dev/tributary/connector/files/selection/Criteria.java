package dev.tributary.connector.files.selection;

import dev.tributary.connector.files.store.StoredFile;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which files are meant, and which of those are ready.
 *
 * @param pattern what paths look like
 * @param partitions the window that dates in paths lie in; null for no window
 * @param modifiedAfter files last written then or before are not meant; null for no bound
 * @param writtenBefore files written since are not ready; null for no bound
 * @param minSize smaller files are not ready
 * @param maxSize larger files are not meant
 * @param marker the name of the file that says that a file, or its directory, is whole; {@code
 *     {name}} in it stands for the file's own name; null for none
 * @param excluded a directory whose files are not meant, such as the archive's; null for none
 */
public record Criteria(
    FilePattern pattern,
    @Nullable Partitions partitions,
    @Nullable Instant modifiedAfter,
    @Nullable Instant writtenBefore,
    long minSize,
    long maxSize,
    @Nullable String marker,
    @Nullable String excluded) {
  private static final List<String> UNFINISHED =
      List.of(".tmp", ".temp", ".part", ".partial", ".filepart", ".crdownload", ".swp", "~");

  /** Returns criteria that take every file that a pattern means. */
  public static Criteria of(FilePattern pattern) {
    return new Criteria(pattern, null, null, null, 0, Long.MAX_VALUE, null, null);
  }

  /** Returns whether a file is meant, ready or not. */
  boolean mean(StoredFile file) {
    String path = file.path();
    return pattern.matches(path)
        && !isHidden(path)
        && !isExcluded(path)
        && !isUnfinished(file.name())
        && (partitions == null || partitions.hold(path, pattern))
        && (modifiedAfter == null || file.modified().isAfter(modifiedAfter))
        && file.size() <= maxSize;
  }

  /** Returns whether a file that is meant is old and large enough. */
  boolean areReady(StoredFile file) {
    return file.size() >= minSize
        && (writtenBefore == null || !file.modified().isAfter(writtenBefore));
  }

  /** Returns the path of the file that must be there before a file is read, if any must. */
  Optional<String> marker(StoredFile file) {
    if (marker == null) {
      return Optional.empty();
    }
    String directory = file.path().substring(0, file.path().lastIndexOf('/') + 1);
    return Optional.of(directory + marker.replace("{name}", file.name()));
  }

  /** Returns between which texts the paths of files lie that are meant. */
  PathBounds bounds() {
    return pattern.bounds(partitions == null ? Partitions.ALL : partitions);
  }

  boolean mayHold(String directory) {
    return (partitions == null || partitions.mayHold(directory))
        && pattern.mayHold(directory)
        && !isHidden(directory)
        && !isExcluded(directory);
  }

  private boolean isExcluded(String path) {
    return excluded != null && (path.equals(excluded) || path.startsWith(excluded + "/"));
  }

  /** Names that begin with a dot or an underscore are other programs' own, unless asked for. */
  private boolean isHidden(String path) {
    int from = 0;
    while (from < path.length()) {
      char first = path.charAt(from);
      int slash = path.indexOf('/', from);
      int end = slash < 0 ? path.length() : slash;
      if ((first == '.' || first == '_') && path.indexOf('=', from) < 0 && !names(first)) {
        return true;
      }
      from = end + 1;
    }
    return false;
  }

  private boolean names(char first) {
    String text = pattern.toString();
    return text.startsWith("re:")
        || text.indexOf(first) == 0
        || text.contains("/" + first)
        || text.contains("{" + first);
  }

  private boolean isUnfinished(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (String suffix : UNFINISHED) {
      if (lower.endsWith(suffix) && !pattern.toString().endsWith(suffix)) {
        return true;
      }
    }
    return marker != null && (marker.contains("{name}") ? isMarker(name) : name.equals(marker));
  }

  private boolean isMarker(String name) {
    String pattern = String.valueOf(marker);
    int at = pattern.indexOf("{name}");
    return name.startsWith(pattern.substring(0, at))
        && name.endsWith(pattern.substring(at + "{name}".length()))
        && name.length() > pattern.length() - "{name}".length();
  }
}
