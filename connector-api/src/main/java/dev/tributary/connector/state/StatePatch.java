package dev.tributary.connector.state;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.split.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What changed from one state of an extraction to a later one.
 *
 * <p>Its size is that of the change: after one more of a million files, one file. A store that
 * keeps a state and the patches since gets the newest by applying them in order. Immutable and
 * thread-safe.
 *
 * @since 0.1.0
 */
public final class StatePatch {
  /** What changed in a persistent map. */
  record Change<V>(Map<String, V> put, List<String> removed) {
    static <V> Change<V> between(Trie<V> older, Trie<V> newer) {
      TreeMap<String, V> put = new TreeMap<>();
      List<String> removed = new ArrayList<>();
      newer.since(older, put::put, removed::add);
      return new Change<>(put, removed);
    }

    Trie<V> applyTo(Trie<V> entries) {
      Trie<V> changed = entries;
      for (String key : removed) {
        changed = changed.without(key);
      }
      for (Map.Entry<String, V> entry : put.entrySet()) {
        changed = changed.with(entry.getKey(), entry.getValue());
      }
      return changed;
    }
  }

  private final String extractionId;
  private final long from;
  private final ExtractionState head;
  private final Map<String, Change<Position>> keys;
  private final Change<OpenSplit> open;
  private final Change<Commit> pending;

  /** {@code head} is the newer state without keys, open splits and pending commits. */
  StatePatch(
      String extractionId,
      long from,
      ExtractionState head,
      Map<String, Change<Position>> keys,
      Change<OpenSplit> open,
      Change<Commit> pending) {
    this.extractionId = extractionId;
    this.from = from;
    this.head = head;
    this.keys = Map.copyOf(keys);
    this.open = open;
    this.pending = pending;
  }

  static StatePatch between(ExtractionState older, ExtractionState newer) {
    if (older.sequence() > newer.sequence() || !older.connector().equals(newer.connector())) {
      throw new IllegalArgumentException("no patch leads from " + older + " to " + newer);
    }
    Map<String, Change<Position>> keys = new HashMap<>();
    Map<String, StreamState> bare = new HashMap<>();
    newer
        .streamStates()
        .forEach(
            (name, stream) -> {
              Trie<Position> before = older.stream(name).keys().entries();
              Change<Position> change = Change.between(before, stream.keys().entries());
              if (!change.put().isEmpty() || !change.removed().isEmpty()) {
                keys.put(name, change);
              }
              bare.put(name, stream.keys(KeyedState.empty()));
            });
    return new StatePatch(
        older.extractionId(),
        older.sequence(),
        withEntries(newer, bare, Trie.empty(), Trie.empty()),
        keys,
        Change.between(older.openSplits(), newer.openSplits()),
        Change.between(older.pendingCommits(), newer.pendingCommits()));
  }

  ExtractionState applyTo(ExtractionState older) {
    if (older.sequence() != from || !older.extractionId().equals(extractionId)) {
      throw new IllegalArgumentException(
          "the patch leads from state "
              + from
              + " of extraction "
              + extractionId
              + ", not from "
              + older);
    }
    Map<String, StreamState> streams = new HashMap<>();
    head.streamStates()
        .forEach(
            (name, stream) -> {
              Trie<Position> entries = older.stream(name).keys().entries();
              Change<Position> change = keys.get(name);
              streams.put(
                  name,
                  stream.keys(KeyedState.of(change == null ? entries : change.applyTo(entries))));
            });
    return withEntries(
        head, streams, open.applyTo(older.openSplits()), pending.applyTo(older.pendingCommits()));
  }

  /**
   * Reads a patch that {@link #toJson} wrote.
   *
   * @throws ConnectorException of kind DATA if the text is no patch, or of kind CONFIG if a newer
   *     release wrote it
   */
  public static StatePatch fromJson(String json) {
    return StateJson.readPatch(json);
  }

  /** Returns the JSON form: versioned, readable by people, without secrets. */
  public String toJson() {
    return StateJson.writePatch(this);
  }

  /** Returns the id of the extraction whose state this patch applies to. */
  public String extractionId() {
    return extractionId;
  }

  /** Returns the sequence of the state that this patch applies to. */
  public long from() {
    return from;
  }

  /** Returns the sequence of the state that it leads to. */
  public long to() {
    return head.sequence();
  }

  ExtractionState head() {
    return head;
  }

  Map<String, Change<Position>> keys() {
    return keys;
  }

  Change<OpenSplit> open() {
    return open;
  }

  Change<Commit> pending() {
    return pending;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StatePatch that
        && from == that.from
        && extractionId.equals(that.extractionId)
        && head.equals(that.head)
        && keys.equals(that.keys)
        && open.equals(that.open)
        && pending.equals(that.pending);
  }

  @Override
  public int hashCode() {
    return Objects.hash(extractionId, from, head);
  }

  @Override
  public String toString() {
    return "patch from " + from + " to " + head;
  }

  private static ExtractionState withEntries(
      ExtractionState state,
      Map<String, StreamState> streams,
      Trie<OpenSplit> open,
      Trie<Commit> pending) {
    return new ExtractionState(
        state.connector(),
        state.source(),
        state.extractionId(),
        state.sequence(),
        state.stateVersion(),
        state.requestFingerprint(),
        state.plan(),
        Map.copyOf(streams),
        open,
        pending,
        state.unknown());
  }
}
