package dev.tributary.connector.cloudsql.plan;

import dev.tributary.connector.cloudsql.connect.Database;
import dev.tributary.connector.cloudsql.server.Table;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.read.PlanRequest;
import dev.tributary.connector.read.SplitPlan;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.split.Split;
import dev.tributary.connector.state.OpenSplit;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Plans the streams of an extraction one after another, in the order of their names, and owns the
 * session that holds their snapshot. A stream that cannot be planned does not stop the others.
 */
public final class SqlPlan implements SplitPlan {
  private static final String LAST = "last";
  private static final String AGAIN = "again";
  private static final int ATTEMPTS = 3;

  private final PlanRequest request;
  private final Database database;
  private final Relations relations;
  private final SnapshotKeeper snapshot;
  private final StreamPlanner planner;
  private final Run run;
  private final Set<String> restarted = new LinkedHashSet<>();
  private final Deque<String> again = new ArrayDeque<>();
  private final TreeSet<String> left;
  private final Map<String, Position> watermarks = new HashMap<>();
  private String last;

  private SqlPlan(
      PlanRequest request, Database database, Relations relations, Snapshots snapshots) {
    this.request = request;
    this.database = database;
    this.relations = relations;
    Position before =
        request.interrupted().map(PlanRequest.Interrupted::position).orElse(Position.empty());
    this.run = new Run(relations.server(), before);
    this.snapshot =
        new SnapshotKeeper(
            database, relations.server(), snapshots, request.extractionId(), request::onCancel);
    this.planner = new StreamPlanner(relations, snapshot, request, run);
    this.last = before.find(LAST).orElse("");
    boolean exhausted =
        request.interrupted().map(PlanRequest.Interrupted::isExhausted).orElse(false);
    this.left = new TreeSet<>(exhausted ? List.of() : request.streams());
    before.find(LAST).ifPresent(name -> left.headSet(name, true).clear());
    if (!exhausted) {
      again.addAll(before.list(AGAIN));
    }
  }

  /** Begins to plan, or goes on with a plan that was interrupted. */
  public static SqlPlan open(
      PlanRequest request, Database database, Relations relations, Snapshots snapshots)
      throws Exception {
    StreamPlanner.method(request);
    SqlPlan plan = new SqlPlan(request, database, relations, snapshots);
    boolean opened = false;
    try {
      plan.resume();
      opened = true;
      return plan;
    } finally {
      if (!opened) {
        plan.close();
      }
    }
  }

  /** Finds out which open splits can go on, and takes a new snapshot for those. */
  private void resume() throws Exception {
    List<OpenSplit> open =
        request.interrupted().map(PlanRequest.Interrupted::open).orElse(List.of());
    boolean shared = false;
    Map<String, Boolean> rewritten = new HashMap<>();
    for (OpenSplit split : open) {
      Piece piece = new Piece(split.split().bounds());
      String stream = split.split().stream();
      boolean lost = Broken.is(piece) || !piece.order().survives();
      if (!lost && piece.fence().isPresent()) {
        lost =
            rewritten.computeIfAbsent(
                stream + piece.part().map(Object::toString).orElse(""),
                any -> isRewritten(stream, piece));
      }
      if (lost && restarted.add(stream)) {
        left.remove(stream);
        if (!again.contains(stream)) {
          again.add(stream);
        }
      }
      shared |= piece.snapshot().isPresent();
    }
    boolean goOn =
        shared && open.stream().anyMatch(split -> !restarted.contains(split.split().stream()));
    if (goOn) {
      snapshot.shared();
    }
  }

  private boolean isRewritten(String stream, Piece piece) {
    try (LazySession session = new LazySession(database, request::onCancel)) {
      Table table = relations.table(session, stream, piece);
      return !Fence.of(session, relations.server(), table).equals(piece.fence().orElse(""));
    } catch (SQLException | ConnectorException unknown) {
      // The reader meets the same, and its failure concerns this stream alone.
      return false;
    }
  }

  @Override
  public @Nullable List<Split> next() throws Exception {
    String stream = again.isEmpty() ? left.pollFirst() : again.pollFirst();
    if (stream == null) {
      return null;
    }
    StreamPlan planned = plan(stream);
    planned.watermark().ifPresent(mark -> watermarks.put(stream, mark));
    if (stream.compareTo(last) > 0) {
      last = stream;
    }
    return planned.splits();
  }

  private StreamPlan plan(String stream) throws Exception {
    for (int attempt = 1; ; attempt++) {
      try (LazySession session = new LazySession(database, request::onCancel)) {
        return planner.plan(session, stream);
      } catch (SQLException | ConnectorException failed) {
        ConnectorException known = database.translate(failed);
        ErrorKind kind = known.kind();
        boolean passes = kind.isRetryable() && attempt < ATTEMPTS;
        if (!passes) {
          if (kind.isRetryable() || kind == ErrorKind.PLAN_LOST || kind == ErrorKind.CANCELLED) {
            throw known;
          }
          return Broken.plan(stream, known);
        }
      }
    }
  }

  @Override
  public boolean isExhausted() {
    return again.isEmpty() && left.isEmpty();
  }

  @Override
  public Position position() {
    Position position = run.into(Position.empty());
    position = last.isEmpty() ? position : position.with(LAST, last);
    return again.isEmpty() ? position : position.with(AGAIN, new ArrayList<>(again));
  }

  @Override
  public Map<String, Position> watermarks() {
    return Map.copyOf(watermarks);
  }

  @Override
  public Set<String> restarted() {
    return Set.copyOf(restarted);
  }

  @Override
  public void idle() {
    snapshot.idle();
  }

  @Override
  public void close() {
    snapshot.close();
  }
}
