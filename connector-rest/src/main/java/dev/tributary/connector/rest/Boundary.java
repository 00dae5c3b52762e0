package dev.tributary.connector.rest;

import dev.tributary.connector.split.Position;
import java.util.Map;
import java.util.Optional;

/** What was seen at a boundary, kept within another position under names of its own. */
final class Boundary {
  private static final String PREFIX = "seen_";

  private Boundary() {}

  /** Returns the position with what was seen. */
  static Position into(Position position, Position seen) {
    Position with = position;
    for (Map.Entry<String, Object> value : seen.asMap().entrySet()) {
      with = with.with(PREFIX + value.getKey(), value.getValue());
    }
    return with;
  }

  /** Returns what a position says was seen. */
  static Optional<Position> of(Position position) {
    Position seen = Position.empty();
    for (Map.Entry<String, Object> value : position.asMap().entrySet()) {
      if (value.getKey().startsWith(PREFIX)) {
        seen = seen.with(value.getKey().substring(PREFIX.length()), value.getValue());
      }
    }
    return seen.isEmpty() ? Optional.empty() : Optional.of(seen);
  }
}
