package dev.tributary.connector.state;

import dev.tributary.connector.split.Position;
import dev.tributary.connector.split.Split;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that the host has stored durably and that the source may now be told: a key that was
 * finished, so that its file can be archived, or how far an exclusive split came, so that its
 * replication slot can move.
 *
 * <p>A commit can be told more than once, after a crash or a failure; acting on it must be
 * idempotent. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Commit {
  private final Split split;
  private final Position position;
  private final boolean finished;

  private Commit(Split split, Position position, boolean finished) {
    this.split = split;
    this.position = position;
    this.finished = finished;
  }

  /** Returns the commit of an exclusive split that came to {@code position} and goes on. */
  public static Commit progress(Split split, Position position) {
    return new Commit(split, position, false);
  }

  /**
   * Returns the commit of a key, or of an exclusive split, that is finished.
   *
   * @param split the split whose end finished it
   * @param position the split's last checkpoint
   */
  public static Commit finished(Split split, Position position) {
    return new Commit(split, position, true);
  }

  /** Returns the stream, the first one of the split. */
  public String stream() {
    return split.stream();
  }

  /** Returns the key that was finished; empty if the split has none. */
  public Optional<String> key() {
    return split.key();
  }

  /** Returns the split that came so far, or whose end finished the key. */
  public Split split() {
    return split;
  }

  /** Returns the last checkpoint that the host completed and stored; empty if there was none. */
  public Position position() {
    return position;
  }

  /** Returns whether nothing more will come of this. */
  public boolean finished() {
    return finished;
  }

  /** Returns what tells this commit from others of the same state. */
  String id() {
    return split.key().map(key -> stream() + '\n' + key).orElse(split.id());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Commit that
        && split.equals(that.split)
        && position.equals(that.position)
        && finished == that.finished;
  }

  @Override
  public int hashCode() {
    return Objects.hash(split, position, finished);
  }

  @Override
  public String toString() {
    return split + (finished ? " finished at " : " came to ") + position;
  }
}
