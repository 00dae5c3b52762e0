package dev.tributary.connector.testkit;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.read.Completion;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.read.SplitReader;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.split.Position;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads one split of a {@link FakeSource}. */
final class FakeReader implements SplitReader {
  private static final String RECORD = "record";

  private final FakeSource server;
  private final ReadContext context;
  private final FakeStream stream;
  private final String split;
  private final long number;
  private final @Nullable String snapshot;
  private final Line line = new Line();
  private final BatchBuilder rows;
  private long at;
  private int idled;
  private boolean ended;

  FakeReader(FakeSource server, ReadTask task, ReadContext context) throws Exception {
    this.server = server;
    this.context = context;
    this.stream = server.stream(task.split().stream());
    this.split = task.split().id();
    this.number = task.split().bounds().getLong("split");
    this.snapshot = task.split().bounds().find("snapshot").orElse(null);
    this.at = task.resumeFrom().map(position -> position.getLong(RECORD)).orElse(0L);
    context.onCancel(line);
    server.log().called(split);
    server.happen(split, Fault.OPENING, line);
    checkSnapshot();
    this.rows = context.batch();
    server.log().opened(split, at, task.generation(stream.name()));
  }

  @Override
  public @Nullable RecordBatch readBatch() throws Exception {
    server.log().called(split);
    TimeUnit.NANOSECONDS.sleep(stream.pace().toNanos());
    long deadline = System.nanoTime() + context.patience().toNanos();
    while (!ended && at < end()) {
      ended = !server.happen(split, at, line);
      checkSnapshot();
      if (ended) {
        break;
      }
      write();
      at++;
      if (rows.isFull() || rows.size() >= stream.batch() || System.nanoTime() - deadline > 0) {
        return build();
      }
    }
    if (rows.size() > 0 || rows.bytes() > 0) {
      return build();
    }
    ended = ended || !server.happen(split, end(), line);
    if (!ended && (stream.isEndless() || idled < stream.idles())) {
      idled++;
      TimeUnit.NANOSECONDS.sleep(context.patience().toNanos());
      server.log().built();
      return stream.hasIdleCheckpoints()
          ? context.empty(Position.of(RECORD, at).with("idled", idled))
          : context.empty();
    }
    return null;
  }

  @Override
  public void idle() {
    server.log().idled(split);
  }

  @Override
  public Completion completion() {
    if (stream.stopAt() >= 0 && at >= stream.stopAt() && at < stream.records()) {
      return Completion.stopped("told to stop at record " + stream.stopAt());
    }
    return switch (stream.ending()) {
      case EXHAUSTED -> Completion.exhausted();
      case COUNTED -> Completion.counted(stream.records());
      case REACHED -> Completion.reached(Position.of(RECORD, at));
    };
  }

  @Override
  public void close() {
    server.log().called(split);
    server.log().closed(split);
  }

  private long end() {
    long end = (long) stream.records() - stream.missing();
    return stream.stopAt() < 0 ? end : Math.min(end, stream.stopAt());
  }

  private void checkSnapshot() {
    if (snapshot != null) {
      server.checkSnapshot(snapshot);
    }
  }

  private void write() {
    long id = number * stream.records() + at;
    if (stream.isRejected((int) at)) {
      // A reject drops the open row, which would be the record before.
      rows.add();
      rows.reject(
          split + ", record " + at,
          "ordered to be unreadable",
          ("raw " + id).getBytes(StandardCharsets.UTF_8));
      return;
    }
    boolean grown = stream.growsAt() >= 0 && at >= stream.growsAt();
    if (grown && rows.schema().indexOf("extra") < 0) {
      rows.evolve(rows.schema().with(Field.string("extra")));
    }
    rows.add().set("id", id).set("split", split).set("note", FakeStream.note(id));
    if (stream.payload() > 0) {
      rows.set("payload", new byte[stream.payload()]);
    }
    if (grown) {
      rows.set("extra", "extra " + id);
    }
  }

  private RecordBatch build() {
    server.log().built();
    return stream.isBoundary(at) ? rows.build(Position.of(RECORD, at)) : rows.build();
  }
}
