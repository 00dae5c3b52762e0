package dev.tributary.connector.state;

import dev.tributary.connector.split.Position;
import dev.tributary.connector.split.Split;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A split that was planned and is not finished, with how far the host completed it.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class OpenSplit {
  private final Split split;
  private final @Nullable Position resumeFrom;
  private final long records;

  private OpenSplit(Split split, @Nullable Position resumeFrom, long records) {
    this.split = split;
    this.resumeFrom = resumeFrom;
    this.records = records;
  }

  static OpenSplit of(Split split, @Nullable Position resumeFrom, long records) {
    return new OpenSplit(split, resumeFrom, records);
  }

  /** Returns the split. */
  public Split split() {
    return split;
  }

  /** Returns the checkpoint to go on from; empty if the split begins at its start. */
  public Optional<Position> resumeFrom() {
    return Optional.ofNullable(resumeFrom);
  }

  /** Returns how many records, rejected ones included, lie before that checkpoint. */
  public long records() {
    return records;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OpenSplit that
        && split.equals(that.split)
        && Objects.equals(resumeFrom, that.resumeFrom)
        && records == that.records;
  }

  @Override
  public int hashCode() {
    return Objects.hash(split, resumeFrom, records);
  }

  @Override
  public String toString() {
    return split + (resumeFrom == null ? "" : " from " + resumeFrom);
  }
}
