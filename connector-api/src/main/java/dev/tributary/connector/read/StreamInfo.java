package dev.tributary.connector.read;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stream that a source offers.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class StreamInfo {
  private final String name;
  private final @Nullable String description;
  private final long estimate;

  private StreamInfo(String name, @Nullable String description, long estimate) {
    this.name = name;
    this.description = description;
    this.estimate = estimate;
  }

  /** Returns a stream of this name. */
  public static StreamInfo of(String name) {
    return new StreamInfo(Objects.requireNonNull(name), null, -1);
  }

  /** Returns a copy with a description for people. */
  public StreamInfo description(String description) {
    return new StreamInfo(name, description, estimate);
  }

  /** Returns a copy that holds about this many records; negative means unknown. */
  public StreamInfo estimate(long records) {
    return new StreamInfo(name, description, records);
  }

  /** Returns the name, as requests use it. */
  public String name() {
    return name;
  }

  /** Returns the description for people. */
  public Optional<String> description() {
    return Optional.ofNullable(description);
  }

  /** Returns about how many records it holds; negative if unknown. */
  public long estimate() {
    return estimate;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StreamInfo that
        && name.equals(that.name)
        && Objects.equals(description, that.description)
        && estimate == that.estimate;
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
