package dev.tributary.connector.files.store;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file, or a directory, as a store listed it.
 *
 * <p>Immutable and thread-safe; equal by value.
 *
 * @since 0.1.0
 */
public final class StoredFile {
  private final String path;
  private final long size;
  private final Instant modified;
  private final @Nullable String version;
  private final boolean directory;

  private StoredFile(
      String path, long size, Instant modified, @Nullable String version, boolean directory) {
    this.path = path;
    this.size = size;
    this.modified = modified;
    this.version = version;
    this.directory = directory;
  }

  /**
   * Returns a file.
   *
   * @param path where it is, below the store's root, with {@code /} between names
   * @param size how many bytes it holds
   * @param modified when it was last written, by the store's clock
   */
  public static StoredFile of(String path, long size, Instant modified) {
    return new StoredFile(path, size, Objects.requireNonNull(modified), null, false);
  }

  /** Returns a directory. */
  public static StoredFile directory(String path) {
    return new StoredFile(path, 0, Instant.EPOCH, null, true);
  }

  /** Returns a copy with the store's own name of this version, such as a bucket's generation. */
  public StoredFile version(String version) {
    return new StoredFile(path, size, modified, Objects.requireNonNull(version), directory);
  }

  /** Returns where it is, below the store's root, with {@code /} between names. */
  public String path() {
    return path;
  }

  /** Returns the last name of the path. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Returns how many bytes it holds. */
  public long size() {
    return size;
  }

  /** Returns when it was last written. */
  public Instant modified() {
    return modified;
  }

  /** Returns the store's own name of this version, if it keeps versions. */
  public Optional<String> version() {
    return Optional.ofNullable(version);
  }

  /** Returns whether this is a directory. */
  public boolean isDirectory() {
    return directory;
  }

  /**
   * Returns what tells this content from what the same path held before: the store's version, else
   * when it was written, to the nanosecond, and how large it is.
   */
  public String fingerprint() {
    if (version != null) {
      return version;
    }
    return modified.getEpochSecond() + "." + modified.getNano() + "-" + size;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StoredFile that
        && path.equals(that.path)
        && size == that.size
        && modified.equals(that.modified)
        && Objects.equals(version, that.version)
        && directory == that.directory;
  }

  @Override
  public int hashCode() {
    return path.hashCode();
  }

  @Override
  public String toString() {
    return path;
  }
}
