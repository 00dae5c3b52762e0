package dev.tributary.connector.state;

import dev.tributary.connector.split.Position;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes a state forget streams. */
final class Reset {
  private final ExtractionState state;
  private final Set<String> forgotten;

  private Reset(ExtractionState state, Set<String> forgotten) {
    this.state = state;
    this.forgotten = forgotten;
  }

  static ExtractionState of(ExtractionState state, Set<String> streams) {
    return new Reset(state, streams).apply();
  }

  private ExtractionState apply() {
    Trie<OpenSplit> open = openLeft();
    return new ExtractionState(
        state.connector(),
        state.source(),
        state.extractionId(),
        state.sequence() + 1,
        state.stateVersion(),
        state.requestFingerprint(),
        planLeft(open),
        streams(),
        open,
        pendingLeft(),
        state.unknown());
  }

  private Map<String, StreamState> streams() {
    TreeMap<String, StreamState> streams = new TreeMap<>(state.streamStates());
    for (String stream : forgotten) {
      // The generation rises, so that what was staged of the stream before is known to be void.
      streams.put(stream, StreamState.empty().generation(state.stream(stream).generation() + 1));
    }
    return Map.copyOf(streams);
  }

  private Trie<OpenSplit> openLeft() {
    Trie<OpenSplit> open = state.openSplits();
    for (OpenSplit split : state.open()) {
      var carried = split.split().streams();
      if (forgotten.containsAll(carried)) {
        open = open.without(split.split().id());
      } else if (carried.stream().anyMatch(forgotten::contains)) {
        throw new IllegalArgumentException(
            "split " + split.split().id() + " carries " + carried + "; reset all of them together");
      }
    }
    return open;
  }

  private @Nullable PlanState planLeft(Trie<OpenSplit> open) {
    PlanState plan = state.plan();
    if (plan == null
        || (open.size() == 0 && forgotten.containsAll(state.streamStates().keySet()))) {
      return null;
    }
    if (!plan.exhausted()) {
      throw new IllegalArgumentException(
          "the extraction was interrupted while it was being planned; finish it, or reset all of "
              + state.streams());
    }
    TreeMap<String, Position> watermarks = new TreeMap<>(plan.watermarks());
    watermarks.keySet().removeAll(forgotten);
    return open.size() == 0 ? null : new PlanState(plan.position(), true, watermarks);
  }

  private Trie<Commit> pendingLeft() {
    Trie<Commit> pending = state.pendingCommits();
    for (Commit commit : state.pending()) {
      if (forgotten.contains(commit.stream())) {
        pending = pending.without(commit.id());
      }
    }
    return pending;
  }
}
