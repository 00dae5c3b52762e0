package dev.tributary.connector.cloudsql.plan;

import dev.tributary.connector.cloudsql.server.Snapshot;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which snapshot the plan of an extraction holds, for the readers in the same process: a split that
 * was planned under an earlier one goes on under this one. Thread-safe.
 */
public final class Snapshots {
  private final Map<String, Optional<Snapshot>> plans = new ConcurrentHashMap<>();

  /** Makes an empty registry. */
  public Snapshots() {}

  /** Notes that the plan of an extraction lives here, and what it holds now. */
  void hold(String extraction, Optional<Snapshot> snapshot) {
    plans.put(extraction, snapshot);
  }

  /** Notes that the plan of an extraction ended. */
  void end(String extraction) {
    plans.remove(extraction);
  }

  /** Returns whether the plan of an extraction lives in this process. */
  boolean isHere(String extraction) {
    return plans.containsKey(extraction);
  }

  /** Returns what the plan of an extraction holds. */
  Optional<Snapshot> of(String extraction) {
    return plans.getOrDefault(extraction, Optional.empty());
  }
}
