package dev.tributary.connector.engine;

import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.host.Consistency;
import dev.tributary.connector.host.StreamOutcome;
import dev.tributary.connector.split.Split;
import dev.tributary.connector.state.ExtractionState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the streams of an extraction fare, in the order in which they were asked for. Guarded by the
 * lock of {@link Books}.
 */
final class StreamBooks {
  private final Map<String, StreamBook> streams = new LinkedHashMap<>();

  Set<String> names() {
    return streams.keySet();
  }

  void expect(Collection<String> names) {
    names.forEach(this::get);
  }

  /** Counts what a new split is likely to yield here. */
  void expect(SplitBook book) {
    long estimate = book.split.estimate();
    long left = estimate < 0 ? -1 : Math.max(0, estimate - book.recordsBefore());
    book.split.streams().forEach(name -> get(name).expect(left));
  }

  void delivered(RecordBatch batch) {
    get(batch.stream()).delivered(batch);
  }

  /** Fails these streams, unless something failed them before. */
  void fail(Collection<String> names, ConnectorException error) {
    for (String name : names) {
      if (!get(name).isBroken()) {
        get(name).error = error;
      }
    }
  }

  void fallShort(Split split, String missing) {
    split.streams().forEach(name -> get(name).shortfall = missing);
  }

  void stop(Split split, String why) {
    for (String name : split.streams()) {
      StreamBook stream = get(name);
      stream.stopped = stream.stopped == null ? why : stream.stopped;
    }
  }

  void shows(Split split, Consistency consistency) {
    split.streams().forEach(name -> get(name).shows(consistency));
  }

  void restart(Collection<String> names) {
    names.forEach(name -> get(name).restart());
  }

  /** Notes that nothing more is read; what neither failed nor stopped is complete. */
  void end() {
    streams.values().forEach(stream -> stream.ended = true);
  }

  /** Returns whether the split must not be opened, because a stream of it failed. */
  boolean isBroken(Split split) {
    return split.streams().stream().anyMatch(name -> get(name).isBroken());
  }

  StreamOutcome outcome(String name, ExtractionState state, boolean cancelled) {
    return get(name).outcome(state.stream(name).generation(), cancelled);
  }

  List<StreamOutcome> outcomes(ExtractionState state, boolean cancelled) {
    List<StreamOutcome> outcomes = new ArrayList<>();
    names().forEach(name -> outcomes.add(outcome(name, state, cancelled)));
    return outcomes;
  }

  private StreamBook get(String name) {
    return streams.computeIfAbsent(name, StreamBook::new);
  }
}
