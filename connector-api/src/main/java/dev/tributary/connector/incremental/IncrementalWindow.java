package dev.tributary.connector.incremental;

import dev.tributary.connector.split.Position;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which values of the incremental field a run reads: from a bound, included, until another,
 * excluded.
 *
 * <p>Bounds are exact texts as the source writes them. Immutable and thread-safe; equal by value.
 *
 * @since 0.1.0
 */
public final class IncrementalWindow {
  private static final String FROM = "from";
  private static final String UNTIL = "until";
  private static final String REQUESTED = "requested";
  private static final String EMPTY = "empty";

  private static final IncrementalWindow ALL = new IncrementalWindow(null, null, false, false);

  private final @Nullable String from;
  private final @Nullable String until;
  private final boolean requested;
  private final boolean empty;

  private IncrementalWindow(
      @Nullable String from, @Nullable String until, boolean requested, boolean empty) {
    this.from = from;
    this.until = until;
    this.requested = requested;
    this.empty = empty;
  }

  /** Returns the window without bounds. */
  public static IncrementalWindow all() {
    return ALL;
  }

  /** Returns the window from this value, included, on. */
  public static IncrementalWindow from(String value) {
    return new IncrementalWindow(value, null, false, false);
  }

  /** Returns the window from the first value, included, until the second, excluded. */
  public static IncrementalWindow between(String from, String until) {
    return new IncrementalWindow(from, until, false, from.equals(until));
  }

  /** Returns a copy with this end, excluded. */
  public IncrementalWindow until(String value) {
    return new IncrementalWindow(from, value, requested, value.equals(from));
  }

  /**
   * Returns a copy that somebody asked for, as in a backfill, and that never moves the watermark.
   */
  public IncrementalWindow requested() {
    return new IncrementalWindow(from, until, true, empty);
  }

  /** Returns a copy in which nothing is to be read. */
  IncrementalWindow nothing() {
    return new IncrementalWindow(from, until, requested, true);
  }

  /** Returns a window of other bounds that is requested if this one is. */
  IncrementalWindow withBounds(@Nullable String newFrom, @Nullable String newUntil) {
    return new IncrementalWindow(
        newFrom, newUntil, requested, newFrom != null && newFrom.equals(newUntil));
  }

  /** Returns the first value to read; empty for everything from the lowest on. */
  public Optional<String> from() {
    return Optional.ofNullable(from);
  }

  /** Returns the first value not to read; empty where no upper bound could be named. */
  public Optional<String> until() {
    return Optional.ofNullable(until);
  }

  /** Returns whether somebody asked for this window. */
  public boolean isRequested() {
    return requested;
  }

  /** Returns whether nothing can be in the window. */
  public boolean isEmpty() {
    return empty;
  }

  /** Returns the window as bounds of a split. */
  public Position toPosition() {
    Position position = Position.empty();
    if (from != null) {
      position = position.with(FROM, from);
    }
    if (until != null) {
      position = position.with(UNTIL, until);
    }
    if (requested) {
      position = position.with(REQUESTED, 1);
    }
    return empty ? position.with(EMPTY, 1) : position;
  }

  /** Returns the window that {@link #toPosition} wrote. */
  public static IncrementalWindow of(Position position) {
    return new IncrementalWindow(
        position.find(FROM).orElse(null),
        position.find(UNTIL).orElse(null),
        position.has(REQUESTED),
        position.has(EMPTY));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IncrementalWindow that
        && Objects.equals(from, that.from)
        && Objects.equals(until, that.until)
        && requested == that.requested
        && empty == that.empty;
  }

  @Override
  public int hashCode() {
    return Objects.hash(from, until, requested, empty);
  }

  @Override
  public String toString() {
    return "["
        + (from == null ? "the lowest" : from)
        + ", "
        + (until == null ? "the highest" : until)
        + ")"
        + (requested ? ", requested" : "");
  }
}
