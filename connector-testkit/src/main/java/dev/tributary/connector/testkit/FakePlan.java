package dev.tributary.connector.testkit;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.read.PlanRequest;
import dev.tributary.connector.read.SplitPlan;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.split.Split;
import dev.tributary.connector.state.KeyedState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans what is asked of a {@link FakeSource}, lazily, and holds its snapshot. */
final class FakePlan implements SplitPlan {
  private final FakeSource server;
  private final PlanRequest request;
  private final List<FakeStream> streams;
  private final Set<String> again = new HashSet<>();
  private final Line line = new Line();
  private final String snapshot;
  private Position position;
  private int calls;

  FakePlan(FakeSource server, PlanRequest request) throws Exception {
    this.server = server;
    this.request = request;
    this.streams =
        request.streams().stream()
            .map(server::stream)
            .sorted(Comparator.comparingInt(FakeStream::phase))
            .toList();
    this.position =
        request.interrupted().map(PlanRequest.Interrupted::position).orElse(Position.empty());
    request.interrupted().ifPresent(this::restart);
    request.onCancel(line);
    server.happen(Fault.PLAN, Fault.OPENING, line);
    this.snapshot = server.newSnapshot();
    server.log().planOpened();
  }

  @Override
  public @Nullable List<Split> next() throws Exception {
    server.happen(Fault.PLAN, calls, line);
    calls++;
    List<Split> splits = new ArrayList<>();
    for (FakeStream stream : streams) {
      int room = server.perCall() - splits.size();
      int planned = planned(stream);
      if (room <= 0 || planned >= stream.splits()) {
        continue;
      }
      int step = Math.max(1, stream.parts());
      int until = (int) Math.min(stream.splits(), planned + (long) room * step);
      splits.addAll(plan(stream, planned, until));
      position = position.with(stream.name(), until);
      server.log().planned((until - planned + step - 1) / step);
    }
    if (!splits.isEmpty() || !isDone()) {
      return splits;
    }
    FakeChanges changes = server.changes();
    if (changes == null || position.has(FakeChanges.SPLIT)) {
      return null;
    }
    position = position.with(FakeChanges.SPLIT, 1);
    return List.of(changes(changes));
  }

  @Override
  public Position position() {
    return position;
  }

  @Override
  public Map<String, Position> watermarks() {
    Map<String, Position> marks = new HashMap<>();
    for (FakeStream stream : streams) {
      if (stream.hasWatermark()) {
        marks.put(stream.name(), Position.of("ids", (long) stream.splits() * stream.records()));
      }
    }
    return marks;
  }

  @Override
  public Set<String> restarted() {
    return Set.copyOf(again);
  }

  @Override
  public void idle() throws Exception {
    server.log().idled(Fault.PLAN);
    if (streams.stream().anyMatch(FakeStream::isSnapshot)) {
      try {
        server.checkSnapshot(snapshot);
      } catch (ConnectorException lost) {
        server.log().planFoundLost();
        throw lost;
      }
    }
  }

  @Override
  public void close() {
    server.endSnapshot(snapshot);
    server.log().planClosed();
  }

  /**
   * Names the streams whose snapshot died before they were read; a change stream takes all along.
   */
  private void restart(PlanRequest.Interrupted interrupted) {
    for (FakeStream stream : streams) {
      boolean open =
          interrupted.open().stream()
              .anyMatch(one -> one.split().streams().equals(List.of(stream.name())));
      if (stream.isSnapshot()
          && interrupted.unfinished().contains(stream.name())
          && (open || planned(stream) < stream.splits())) {
        again.add(stream.name());
      }
    }
    if (!again.isEmpty() && server.changes() != null) {
      streams.forEach(stream -> again.add(stream.name()));
      position = position.without(FakeChanges.SPLIT);
    }
    again.forEach(name -> position = position.without(name));
  }

  private boolean isDone() {
    return streams.stream().allMatch(stream -> planned(stream) >= stream.splits());
  }

  private int planned(FakeStream stream) {
    return position.has(stream.name()) ? (int) position.getLong(stream.name()) : 0;
  }

  private List<Split> plan(FakeStream stream, int from, int until) {
    KeyedState known = request.state(stream.name()).keys();
    long read =
        stream.hasWatermark()
            ? request.state(stream.name()).watermark().map(mark -> mark.getLong("ids")).orElse(0L)
            : 0;
    List<Split> splits = new ArrayList<>();
    for (int i = from; i < until; i++) {
      boolean keyKnown = stream.parts() > 0 && known.has(stream.key(i));
      if (!keyKnown && (i + 1L) * stream.records() > read) {
        splits.add(split(stream, i));
      }
    }
    return splits;
  }

  private Split split(FakeStream stream, int number) {
    Position bounds = Position.of("split", number);
    if (stream.isSnapshot()) {
      bounds = bounds.with("snapshot", snapshot);
    }
    Split split =
        Split.of(stream.splitId(number), stream.name()).bounds(bounds).phase(stream.phase());
    if (stream.isEstimated()) {
      split = split.estimate(stream.records());
    }
    if (stream.ending() == FakeStream.Ending.REACHED) {
      split = split.target(Position.of("record", stream.records()));
    }
    if (stream.isExclusive()) {
      split = split.exclusive();
    }
    if (stream.parts() > 0) {
      split = split.commits(stream.key(number), Position.of("parts", stream.parts()));
    }
    return split;
  }

  private Split changes(FakeChanges changes) {
    return Split.of(FakeChanges.SPLIT, streams.stream().map(FakeStream::name).toList())
        .phase(1)
        .exclusive()
        .target(Position.of("lsn", changes.transactions()));
  }
}
