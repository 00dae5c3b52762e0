package dev.tributary.connector.files.store;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known beforehand of the entries of a directory that are wanted, so that a store that can
 * be asked for fewer is. Immutable.
 *
 * @since 0.1.0
 */
public final class Narrowing {
  private static final Narrowing NONE = new Narrowing("", null);

  private final String prefix;
  private final @Nullable String files;

  private Narrowing(String prefix, @Nullable String files) {
    this.prefix = prefix;
    this.files = files;
  }

  /** Returns what nothing is known of. */
  public static Narrowing none() {
    return NONE;
  }

  /** Returns what only entries are wanted of whose names begin so. */
  public static Narrowing prefix(String prefix) {
    return prefix.isEmpty() ? NONE : new Narrowing(prefix, null);
  }

  /**
   * Returns a copy that wants no directories, and no files but those of a glob.
   *
   * @param glob of names, in which {@code *} stands for any letters and {@code ?} for one
   */
  public Narrowing files(String glob) {
    return new Narrowing(prefix, glob);
  }

  /** Returns what all names that are wanted begin with; may be empty. */
  public String prefix() {
    return prefix;
  }

  /** Returns the glob that all names that are wanted meet, if only files are. */
  public Optional<String> files() {
    return Optional.ofNullable(files);
  }

  /** Returns whether nothing is known. */
  public boolean isNone() {
    return prefix.isEmpty() && files == null;
  }

  @Override
  public String toString() {
    return prefix + "*" + (files == null ? "" : " like " + files);
  }
}
