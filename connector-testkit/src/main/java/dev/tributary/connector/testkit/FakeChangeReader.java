package dev.tributary.connector.testkit;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.ChangeKind;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.read.Completion;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.read.SplitReader;
import dev.tributary.connector.split.Position;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads the change stream of a {@link FakeSource}: several builders, one checkpoint. */
final class FakeChangeReader implements SplitReader {
  private final FakeSource server;
  private final FakeChanges changes;
  private final ReadContext context;
  private final List<String> streams;
  private final Line line = new Line();
  private final Map<String, BatchBuilder> open = new LinkedHashMap<>();
  private final Deque<RecordBatch> ready = new ArrayDeque<>();
  private long at;

  FakeChangeReader(FakeSource server, ReadTask task, ReadContext context) throws Exception {
    this.server = server;
    this.changes = Objects.requireNonNull(server.changes());
    this.context = context;
    this.streams = task.split().streams();
    this.at =
        task.resumeFrom()
            .map(from -> from.getLong("lsn") * changes.changes() + from.getLong("skip"))
            .orElse(0L);
    context.onCancel(line);
    server.happen(FakeChanges.SPLIT, Fault.OPENING, line);
    server.log().opened(FakeChanges.SPLIT, at, task.generation(streams.get(0)));
  }

  @Override
  public @Nullable RecordBatch readBatch() throws Exception {
    server.log().called(FakeChanges.SPLIT);
    if (!ready.isEmpty()) {
      return ready.poll();
    }
    long deadline = System.nanoTime() + context.patience().toNanos();
    while (at < changes.size() && System.nanoTime() - deadline < 0) {
      server.happen(FakeChanges.SPLIT, at, line);
      if (write()) {
        break;
      }
    }
    build();
    if (!ready.isEmpty()) {
      return ready.poll();
    }
    if (!changes.endless()) {
      return null;
    }
    TimeUnit.NANOSECONDS.sleep(context.patience().toNanos());
    return context.empty();
  }

  @Override
  public void idle() {
    server.log().idled(FakeChanges.SPLIT);
  }

  @Override
  public Completion completion() {
    return Completion.reached(Position.of("lsn", at / changes.changes()));
  }

  @Override
  public void close() {
    server.log().closed(FakeChanges.SPLIT);
  }

  /** Writes one change; returns whether a builder is full. */
  private boolean write() {
    String stream = changes.streamOf(at, streams);
    BatchBuilder rows = open.computeIfAbsent(stream, context::batch);
    rows.add()
        .set("id", at)
        .set("split", FakeChanges.SPLIT)
        .absent(rows.schema().indexOf("note"))
        .change(ChangeKind.UPDATE, at / changes.changes() + 1, at % changes.changes());
    at++;
    return rows.isFull() || context.isFull();
  }

  /** Ends every builder; only the last batch carries the checkpoint, because it covers them all. */
  private void build() {
    Position through =
        Position.of("lsn", at / changes.changes()).with("skip", at % changes.changes());
    Iterator<BatchBuilder> each = open.values().iterator();
    while (each.hasNext()) {
      BatchBuilder rows = each.next();
      ready.add(each.hasNext() ? rows.build() : rows.build(through));
      server.log().built();
    }
    open.clear();
  }
}
