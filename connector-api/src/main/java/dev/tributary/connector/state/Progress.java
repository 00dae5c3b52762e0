package dev.tributary.connector.state;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.split.Split;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The part of an engine that keeps the books: what was planned, how far each split was completed,
 * and what the state therefore is. It has no threads and knows no connector.
 *
 * <p>For engines; a host meets only the {@link ExtractionState}s that it makes. Not thread-safe:
 * the engine guards it.
 *
 * @since 0.1.0
 */
public final class Progress {
  private final String connector;
  private final String source;
  private final String extractionId;
  private final int stateVersion;
  private final String request;
  private final boolean movesWatermarks;
  private final Map<String, Object> unknown;

  private long sequence;
  private @Nullable PlanState plan;
  private Map<String, StreamState> streams;
  private Trie<OpenSplit> open;
  private Trie<Commit> pending;
  private final Map<String, Integer> openOfKey = new HashMap<>();
  private final Map<String, Integer> openOfStream = new HashMap<>();
  private @Nullable ExtractionState snapshot;

  private Progress(
      String connector,
      String source,
      String extractionId,
      int stateVersion,
      String request,
      boolean movesWatermarks,
      ExtractionState from) {
    this.connector = connector;
    this.source = source;
    this.extractionId = extractionId;
    this.stateVersion = stateVersion;
    this.request = request;
    this.movesWatermarks = movesWatermarks;
    this.sequence = from.sequence() + 1;
    this.plan = from.plan();
    this.streams = from.streamStates();
    this.open = from.openSplits();
    this.pending = from.pendingCommits();
    this.unknown = from.unknown();
    open.forEach((id, split) -> count(split.split(), 1));
  }

  /**
   * Begins a new extraction, or goes on with an interrupted one.
   *
   * @param connector the source type
   * @param source the {@code source_id}
   * @param newId the id of a new extraction; an interrupted one keeps its own
   * @param stateVersion the version of what the connector puts into positions
   * @param request the fingerprint of the request
   * @param movesWatermarks whether completing a stream moves its watermark; false for a requested
   *     window
   * @param from where the last one ended, its positions already of {@code stateVersion}
   */
  public static Progress from(
      String connector,
      String source,
      String newId,
      int stateVersion,
      String request,
      boolean movesWatermarks,
      ExtractionState from) {
    String id = from.isComplete() ? newId : from.extractionId();
    Progress progress =
        new Progress(connector, source, id, stateVersion, request, movesWatermarks, from);
    if (progress.plan == null) {
      progress.plan = PlanState.START;
    }
    return progress;
  }

  /** Returns the id of the extraction. */
  public String extractionId() {
    return extractionId;
  }

  /** Returns the state as of now; the same instance as long as nothing changes. */
  public ExtractionState snapshot() {
    if (snapshot == null) {
      snapshot =
          new ExtractionState(
              connector,
              source,
              extractionId,
              sequence,
              stateVersion,
              request,
              plan,
              streams,
              open,
              pending,
              unknown);
    }
    return snapshot;
  }

  /**
   * Notes what one planning call yielded.
   *
   * @param splits the splits of the call, none planned before
   * @param position the plan's position after the call
   * @param exhausted whether nothing more will be planned
   * @param watermarks what the plan wants its streams to get in the end
   * @throws ConnectorException of kind INTERNAL if a split's id is taken
   */
  public void planned(
      List<Split> splits, Position position, boolean exhausted, Map<String, Position> watermarks) {
    for (Split split : splits) {
      if (open.get(split.id()) != null) {
        throw ConnectorException.of(
                ErrorKind.INTERNAL, "the plan yielded split \"" + split.id() + "\" twice")
            .remedy("Give each split of an extraction an id of its own")
            .build();
      }
      open = open.with(split.id(), OpenSplit.of(split, null, 0));
      count(split, 1);
    }
    Map<String, Position> marks = new HashMap<>(plan == null ? Map.of() : plan.watermarks());
    marks.putAll(watermarks);
    plan = new PlanState(position, exhausted, marks);
    changed();
    settle();
  }

  /**
   * Notes that the host completed a split through a checkpoint.
   *
   * @param split the split's id; unknown ones, of an older generation, are ignored
   * @param checkpoint the last checkpoint of the completed prefix
   * @param records how many records, rejected ones included, the split yielded up to it in all
   */
  public void covered(String split, Position checkpoint, long records) {
    OpenSplit before = open.get(split);
    if (before != null) {
      open = open.with(split, OpenSplit.of(before.split(), checkpoint, records));
      changed();
    }
  }

  /**
   * Notes that the host completed all of a split, which then leaves the state.
   *
   * @param split the split's id; unknown ones, of an older generation, are ignored
   * @param watermark what its reader wants the first stream to get in the end, if anything
   */
  public void finished(String split, @Nullable Position watermark) {
    OpenSplit done = open.get(split);
    if (done == null) {
      return;
    }
    open = open.without(split);
    count(done.split(), -1);
    if (watermark != null && plan != null) {
      Map<String, Position> marks = new HashMap<>(plan.watermarks());
      marks.put(done.split().stream(), watermark);
      plan = new PlanState(plan.position(), plan.exhausted(), marks);
    }
    commit(done);
    changed();
    settle();
  }

  /**
   * Voids what was planned of these streams: their open splits go, their generation rises, and more
   * splits are expected, from the new plan's position on: a state that is stored before the first
   * of them is planned must know that they are missing.
   *
   * @param restarted the streams that begin again
   * @param position where the new plan goes on, before its first call
   * @return the ids of the splits that are void
   * @throws ConnectorException of kind INTERNAL if a split carries one of them and another stream
   */
  public Set<String> restarted(Collection<String> restarted, Position position) {
    List<String> voided = new ArrayList<>();
    open.forEach(
        (id, split) -> {
          List<String> carried = split.split().streams();
          if (restarted.containsAll(carried)) {
            voided.add(id);
          } else if (carried.stream().anyMatch(restarted::contains)) {
            throw ConnectorException.of(
                    ErrorKind.INTERNAL,
                    "the plan restarted "
                        + restarted
                        + " but split \""
                        + id
                        + "\" carries "
                        + carried)
                .remedy("Restart all the streams of a split together")
                .build();
          }
        });
    for (String id : voided) {
      OpenSplit split = open.get(id);
      if (split != null) {
        count(split.split(), -1);
        open = open.without(id);
      }
    }
    for (String stream : restarted) {
      StreamState before = streams.getOrDefault(stream, StreamState.empty());
      put(stream, before.generation(before.generation() + 1));
    }
    PlanState before = plan == null ? PlanState.START : plan;
    Map<String, Position> marks = new HashMap<>(before.watermarks());
    marks.keySet().removeAll(restarted);
    plan =
        restarted.isEmpty()
            ? new PlanState(before.position(), before.exhausted(), marks)
            : new PlanState(position, false, marks);
    changed();
    return Set.copyOf(voided);
  }

  /** Notes the newest schema of a stream. */
  public void schema(String stream, StreamSchema schema) {
    StreamState before = streams.getOrDefault(stream, StreamState.empty());
    if (!before.schema().equals(Optional.of(schema))) {
      put(stream, before.schema(schema));
      changed();
    }
  }

  /** Removes a key from a stream's keyed state, because it is too old to matter. */
  public void forget(String stream, String key) {
    StreamState before = streams.getOrDefault(stream, StreamState.empty());
    if (before.keys().has(key)) {
      put(stream, before.keys(before.keys().without(key)));
      changed();
    }
  }

  /** Notes that the source acted on these commits, so that they need not be told again. */
  public void finalised(Collection<Commit> commits) {
    for (Commit commit : commits) {
      if (commit.equals(pending.get(commit.id()))) {
        pending = pending.without(commit.id());
        changed();
      }
    }
  }

  private void commit(OpenSplit done) {
    Split split = done.split();
    boolean keyDone = split.key().isPresent() && !openOfKey.containsKey(keyOf(split));
    if (keyDone) {
      StreamState before = streams.getOrDefault(split.stream(), StreamState.empty());
      Position value = split.value().orElse(Position.empty());
      put(split.stream(), before.keys(before.keys().with(split.key().orElseThrow(), value)));
    }
    if (keyDone || split.isExclusive()) {
      Commit commit = Commit.finished(split, done.resumeFrom().orElse(Position.empty()));
      pending = pending.with(commit.id(), commit);
    }
  }

  /** Moves the watermarks of streams that have nothing left, and drops the plan when none has. */
  private void settle() {
    if (plan == null || !plan.exhausted()) {
      return;
    }
    Map<String, Position> left = new HashMap<>();
    for (Map.Entry<String, Position> mark : new TreeMap<>(plan.watermarks()).entrySet()) {
      if (openOfStream.containsKey(mark.getKey())) {
        left.put(mark.getKey(), mark.getValue());
      } else if (movesWatermarks) {
        StreamState before = streams.getOrDefault(mark.getKey(), StreamState.empty());
        put(mark.getKey(), before.watermark(mark.getValue()));
      }
    }
    plan = open.size() == 0 ? null : new PlanState(plan.position(), true, left);
  }

  private void count(Split split, int change) {
    for (String stream : split.streams()) {
      openOfStream.merge(stream, change, Progress::sumOrNone);
    }
    if (split.key().isPresent()) {
      openOfKey.merge(keyOf(split), change, Progress::sumOrNone);
    }
  }

  private static @Nullable Integer sumOrNone(int a, int b) {
    return a + b == 0 ? null : a + b;
  }

  private static String keyOf(Split split) {
    return split.stream() + '\n' + split.key().orElseThrow();
  }

  private void put(String stream, StreamState state) {
    Map<String, StreamState> copy = new HashMap<>(streams);
    copy.put(stream, state);
    streams = Map.copyOf(copy);
  }

  private void changed() {
    sequence++;
    snapshot = null;
  }
}
