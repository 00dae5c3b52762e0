package dev.tributary.connector.pagination;

import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How a paged read ended, and whether that counts as complete.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class PagingOutcome {
  /** How a paged read can end. */
  public enum Kind {
    /** The source said, or showed, that there is no more; it named no total. */
    EXHAUSTED,
    /** The same, and the source named a total, which can be compared with what was seen. */
    COUNTED,
    /** A setting ended the read although the source had more. */
    STOPPED
  }

  private final Kind kind;
  private final long seen;
  private final OptionalLong total;
  private final @Nullable String reason;

  private PagingOutcome(Kind kind, long seen, OptionalLong total, @Nullable String reason) {
    this.kind = kind;
    this.seen = seen;
    this.total = total;
    this.reason = reason;
  }

  static PagingOutcome ended(long seen, OptionalLong total) {
    return new PagingOutcome(total.isPresent() ? Kind.COUNTED : Kind.EXHAUSTED, seen, total, null);
  }

  static PagingOutcome stopped(long seen, OptionalLong total, String reason) {
    return new PagingOutcome(Kind.STOPPED, seen, total, reason);
  }

  /** Returns how the read ended. */
  public Kind kind() {
    return kind;
  }

  /** Returns how many raw records were seen on all pages, those of earlier runs included. */
  public long seen() {
    return seen;
  }

  /** Returns the last total that the source named, if it named one. */
  public OptionalLong total() {
    return total;
  }

  /** Returns why the read was stopped, such as {@code max_pages 10 reached}, if it was. */
  public Optional<String> reason() {
    return Optional.ofNullable(reason);
  }

  /** Returns whether fewer records were seen than the source says there are. */
  public boolean fellShort() {
    return total.isPresent() && seen < total.getAsLong();
  }

  /** Returns whether everything was read, as far as the source lets one know. */
  public boolean isComplete() {
    return kind != Kind.STOPPED && !fellShort();
  }

  @Override
  public String toString() {
    String counted = seen + (total.isPresent() ? " of " + total.getAsLong() : "") + " records";
    return kind == Kind.STOPPED ? "stopped, " + reason + ", after " + counted : counted;
  }
}
