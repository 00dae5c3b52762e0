package dev.tributary.connector.files.selection;

import dev.tributary.connector.files.store.Narrowing;

/**
 * Between which texts paths that are meant lie, as far as their pattern and a window of dates say
 * so: what need not be listed follows from it. Immutable and thread-safe.
 */
final class PathBounds {
  private final String lowest;
  private final String highest;
  private final String head;

  private PathBounds(String lowest, String highest) {
    this.lowest = lowest;
    this.highest = highest;
    int same = 0;
    int most = Math.min(lowest.length(), highest.length());
    while (same < most && lowest.charAt(same) == highest.charAt(same)) {
      same++;
    }
    if (same > 0 && same < lowest.length() && Character.isHighSurrogate(lowest.charAt(same - 1))) {
      same--;
    }
    this.head = lowest.substring(0, same);
  }

  /** Puts bounds together from the left. */
  static final class Builder {
    private final StringBuilder lowest = new StringBuilder();
    private final StringBuilder highest = new StringBuilder();

    /** Adds what the first paths and the last ones show next; both are equally long. */
    Builder add(String first, String last) {
      lowest.append(first);
      highest.append(last);
      return this;
    }

    PathBounds build() {
      return new PathBounds(lowest.toString(), highest.toString());
    }
  }

  /** Returns the directory below which everything lies; may be empty. */
  String base() {
    return head.substring(0, Math.max(0, head.lastIndexOf('/')));
  }

  /** Returns what the names of entries of a directory begin with that are meant, or lead there. */
  Narrowing in(String directory) {
    String path = directory.isEmpty() ? "" : directory + "/";
    if (!head.startsWith(path)) {
      return Narrowing.none();
    }
    int slash = head.indexOf('/', path.length());
    return Narrowing.prefix(head.substring(path.length(), slash < 0 ? head.length() : slash));
  }

  /** Returns whether anything that is meant can lie in a directory. */
  boolean mayHold(String directory) {
    String path = directory + "/";
    int known = Math.min(path.length(), lowest.length());
    String shown = path.substring(0, known);
    return shown.compareTo(lowest.substring(0, known)) >= 0
        && shown.compareTo(highest.substring(0, known)) <= 0;
  }
}
