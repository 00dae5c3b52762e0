package dev.tributary.connector.pipeline.staging;

import java.util.List;

/**
 * Which runs before a manifest takes the place of, for its own stream.
 *
 * @param isAll whether of all that were committed before it, as with {@code WRITE_TRUNCATE}
 * @param runs otherwise of these, as a replay does
 * @since 0.1.0
 */
public record Replaces(boolean isAll, List<String> runs) {
  private static final Replaces NOTHING = new Replaces(false, List.of());
  private static final Replaces ALL = new Replaces(true, List.of());

  /** Copies the list. */
  public Replaces {
    runs = List.copyOf(runs);
  }

  /** Returns that a manifest adds to those before it. */
  public static Replaces nothing() {
    return NOTHING;
  }

  /** Returns that a manifest takes the place of all before it. */
  public static Replaces all() {
    return ALL;
  }

  /** Returns that a manifest takes the place of these runs. */
  public static Replaces runs(List<String> runs) {
    return new Replaces(false, runs);
  }
}
