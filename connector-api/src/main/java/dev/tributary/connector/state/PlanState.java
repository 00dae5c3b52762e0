package dev.tributary.connector.state;

import dev.tributary.connector.split.Position;
import java.util.Map;

/**
 * How far planning came.
 *
 * @param position the plan's own position; planning goes on after it
 * @param exhausted whether every split was planned
 * @param watermarks what streams get once every split of theirs is completed
 */
record PlanState(Position position, boolean exhausted, Map<String, Position> watermarks) {
  static final PlanState START = new PlanState(Position.empty(), false, Map.of());

  PlanState {
    watermarks = Map.copyOf(watermarks);
  }
}
