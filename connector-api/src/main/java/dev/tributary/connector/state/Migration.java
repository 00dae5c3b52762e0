package dev.tributary.connector.state;

import dev.tributary.connector.split.Position;
import dev.tributary.connector.split.Split;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Brings every position of a state forward to a newer version (rule 16). */
final class Migration {
  private final UnaryOperator<Position> migrate;

  private Migration(UnaryOperator<Position> migrate) {
    this.migrate = migrate;
  }

  static ExtractionState of(ExtractionState state, int version, UnaryOperator<Position> migrate) {
    return new Migration(migrate).apply(state, version);
  }

  private ExtractionState apply(ExtractionState state, int version) {
    Map<String, StreamState> streams = new HashMap<>();
    state
        .streamStates()
        .forEach(
            (name, stream) -> {
              Map<String, Position> keys = new HashMap<>();
              stream.keys().forEach((key, value) -> keys.put(key, migrate.apply(value)));
              Trie<Position> entries = Trie.empty();
              for (Map.Entry<String, Position> entry : keys.entrySet()) {
                entries = entries.with(entry.getKey(), entry.getValue());
              }
              streams.put(
                  name,
                  stream
                      .watermark(maybe(stream.watermark().orElse(null)))
                      .keys(KeyedState.of(entries)));
            });
    Trie<OpenSplit> open = Trie.empty();
    for (OpenSplit one : state.open()) {
      OpenSplit moved =
          OpenSplit.of(split(one.split()), maybe(one.resumeFrom().orElse(null)), one.records());
      open = open.with(moved.split().id(), moved);
    }
    Trie<Commit> pending = Trie.empty();
    for (Commit commit : state.pending()) {
      Position position = migrate.apply(commit.position());
      Commit moved =
          commit.finished()
              ? Commit.finished(split(commit.split()), position)
              : Commit.progress(split(commit.split()), position);
      pending = pending.with(moved.id(), moved);
    }
    return new ExtractionState(
        state.connector(),
        state.source(),
        state.extractionId(),
        state.sequence() + 1,
        version,
        state.requestFingerprint(),
        plan(state.plan()),
        Map.copyOf(streams),
        open,
        pending,
        state.unknown());
  }

  private @Nullable PlanState plan(@Nullable PlanState plan) {
    if (plan == null) {
      return null;
    }
    Map<String, Position> watermarks = new HashMap<>();
    plan.watermarks().forEach((name, mark) -> watermarks.put(name, migrate.apply(mark)));
    return new PlanState(migrate.apply(plan.position()), plan.exhausted(), watermarks);
  }

  private Split split(Split split) {
    Split moved = split.bounds(migrate.apply(split.bounds()));
    if (split.target().isPresent()) {
      moved = moved.target(migrate.apply(split.target().get()));
    }
    if (split.key().isPresent()) {
      moved = moved.commits(split.key().get(), migrate.apply(split.value().orElseThrow()));
    }
    return moved;
  }

  private @Nullable Position maybe(@Nullable Position position) {
    return position == null ? null : migrate.apply(position);
  }
}
