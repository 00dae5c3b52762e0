package dev.tributary.connector.state;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.split.Position;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where an extraction stands: all that is needed to go on after a crash, or to read what changed
 * since.
 *
 * <p>Covers what the host <em>completed</em> and nothing after it. Hand it to the next extraction
 * when it has been stored durably: an interrupted one goes on from here under the same {@linkplain
 * #extractionId() id}, a complete one is followed by the next incremental read.
 *
 * <p>Immutable and thread-safe; taking one is cheap however large it is. It never contains a
 * secret.
 *
 * @since 0.1.0
 */
public final class ExtractionState implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final ExtractionState INITIAL =
      new ExtractionState(
          "", "", "", 0, 0, "", null, Map.of(), Trie.empty(), Trie.empty(), Map.of());

  private final transient String connector;
  private final transient String source;
  private final transient String extractionId;
  private final transient long sequence;
  private final transient int stateVersion;
  private final transient String request;
  private final transient @Nullable PlanState plan;
  private final transient Map<String, StreamState> streams;
  private final transient Trie<OpenSplit> open;
  private final transient Trie<Commit> pending;
  private final transient Map<String, Object> unknown;

  ExtractionState(
      String connector,
      String source,
      String extractionId,
      long sequence,
      int stateVersion,
      String request,
      @Nullable PlanState plan,
      Map<String, StreamState> streams,
      Trie<OpenSplit> open,
      Trie<Commit> pending,
      Map<String, Object> unknown) {
    this.connector = connector;
    this.source = source;
    this.extractionId = extractionId;
    this.sequence = sequence;
    this.stateVersion = stateVersion;
    this.request = request;
    this.plan = plan;
    this.streams = streams;
    this.open = open;
    this.pending = pending;
    this.unknown = unknown;
  }

  /** Returns the state before anything was ever read. */
  public static ExtractionState initial() {
    return INITIAL;
  }

  /**
   * Reads a state that {@link #toJson} wrote, in this release or an earlier one.
   *
   * @throws ConnectorException of kind DATA if the text is no state, or of kind CONFIG if a newer
   *     release wrote it
   */
  public static ExtractionState fromJson(String json) {
    return StateJson.read(json);
  }

  /** Returns the JSON form: versioned, readable by people, without secrets. */
  public String toJson() {
    return StateJson.write(this);
  }

  /** Returns the source type that wrote it, in capitals; empty before anything was read. */
  public String connector() {
    return connector;
  }

  /**
   * Returns the {@code source_id} of the source that was read; empty before anything was read, and
   * in a state of an early release, which did not note it.
   */
  public String source() {
    return source;
  }

  /** Returns the id of the extraction, the same in each process that goes on with it. */
  public String extractionId() {
    return extractionId;
  }

  /**
   * Returns a number that grows with each change; equal numbers of one extraction mean equal
   * states.
   */
  public long sequence() {
    return sequence;
  }

  /**
   * Returns the version of what the connector put into positions, see {@code stateVersion()} there.
   */
  public int stateVersion() {
    return stateVersion;
  }

  /** Returns the fingerprint of the request that this state belongs to. */
  public String requestFingerprint() {
    return request;
  }

  /**
   * Returns whether all that was planned was completed, so that the next read is a new one. It
   * plans for all its streams, also for one of several that could not be described before; where
   * none could be, nothing was planned and nothing is complete.
   */
  public boolean isComplete() {
    return plan == null && open.size() == 0;
  }

  /** Returns the names of the streams that are remembered. */
  public List<String> streams() {
    return List.copyOf(streams.keySet());
  }

  /** Returns what is remembered of a stream; {@link StreamState#empty()} if nothing is. */
  public StreamState stream(String stream) {
    return streams.getOrDefault(stream, StreamState.empty());
  }

  /**
   * Returns how far planning came; empty if nothing was planned or all that was planned is done.
   */
  public Optional<Position> planPosition() {
    return Optional.ofNullable(plan).map(PlanState::position);
  }

  /** Returns whether the plan of an interrupted extraction has no more splits to give. */
  public boolean isPlanExhausted() {
    return plan != null && plan.exhausted();
  }

  /** Returns the splits that were planned and are not finished, in the order of their ids. */
  public List<OpenSplit> open() {
    TreeMap<String, OpenSplit> sorted = new TreeMap<>();
    open.forEach(sorted::put);
    return List.copyOf(sorted.values());
  }

  /** Returns what the source is to be told and was not yet, as far as is known. */
  public List<Commit> pending() {
    List<Commit> commits = new ArrayList<>();
    pending.forEach((id, commit) -> commits.add(commit));
    return List.copyOf(commits);
  }

  /**
   * Returns what changed since an older state of the same extraction, at the cost of the change.
   *
   * @throws IllegalArgumentException if {@code older} is of another extraction or newer
   */
  public StatePatch since(ExtractionState older) {
    return StatePatch.between(older, this);
  }

  /**
   * Returns this state with a patch applied.
   *
   * @throws IllegalArgumentException if the patch was not made against this state
   */
  public ExtractionState plus(StatePatch patch) {
    return patch.applyTo(this);
  }

  /**
   * Returns a state in which these streams were never read: the next extraction reads all of them,
   * under a new generation. Splits of an interrupted extraction that carry them are dropped.
   *
   * @throws IllegalArgumentException if a split carries one of them together with another stream,
   *     or if the extraction was interrupted while it was being planned and other streams remain
   */
  public ExtractionState reset(String... streams) {
    return Reset.of(this, Set.of(streams));
  }

  /**
   * Returns this state with every position brought forward to what a newer connector writes.
   *
   * @param version the version of the new positions
   * @param migrate brings one position forward
   */
  public ExtractionState migrated(int version, UnaryOperator<Position> migrate) {
    return Migration.of(this, version, migrate);
  }

  @Nullable PlanState plan() {
    return plan;
  }

  Map<String, StreamState> streamStates() {
    return streams;
  }

  Trie<OpenSplit> openSplits() {
    return open;
  }

  Trie<Commit> pendingCommits() {
    return pending;
  }

  Map<String, Object> unknown() {
    return unknown;
  }

  /** Two states are equal if they say the same, whatever their history. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ExtractionState that
        && sequence == that.sequence
        && stateVersion == that.stateVersion
        && connector.equals(that.connector)
        && source.equals(that.source)
        && extractionId.equals(that.extractionId)
        && request.equals(that.request)
        && Objects.equals(plan, that.plan)
        && streams.equals(that.streams)
        && open().equals(that.open())
        && List.copyOf(pending()).equals(that.pending())
        && unknown.equals(that.unknown);
  }

  @Override
  public int hashCode() {
    return Objects.hash(extractionId, sequence);
  }

  @Override
  public String toString() {
    return "state "
        + sequence
        + " of extraction "
        + extractionId
        + (isComplete() ? ", complete" : ", " + open.size() + " splits open");
  }

  private Object writeReplace() {
    return new Serialized(toJson());
  }

  private void readObject(ObjectInputStream in) throws InvalidObjectException {
    throw new InvalidObjectException("a state is serialized by its JSON form");
  }

  private record Serialized(String json) implements Serializable {
    private Object readResolve() {
      return fromJson(json);
    }
  }
}
