package dev.tributary.connector.testkit.users;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.ChangeKind;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.read.Completion;
import dev.tributary.connector.read.PlanRequest;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.read.SplitPlan;
import dev.tributary.connector.read.SplitReader;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.split.Split;
import dev.tributary.connector.state.Commit;
import dev.tributary.connector.state.ExtractionState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Change capture: a snapshot first, then one slot for many tables, acknowledged, often idle. */
final class PgChanges extends BaseConnector {
  /** A change as the slot yields it. */
  record Change(String table, ChangeKind kind, long id, long oldId, long lsn, boolean commit) {}

  /** What a driver's replication stream offers. */
  interface Slot extends AutoCloseable {
    /** Returns the next change, or null if none has come. */
    Change readPending() throws Exception;

    void setFlushed(long lsn);

    void status() throws Exception;

    long lastReceived();

    @Override
    void close() throws Exception;
  }

  /** What a server offers. */
  interface Server {
    /** Creates the slot, unless it exists, and returns where it begins. */
    long createSlot() throws Exception;

    Slot start(long lsn) throws Exception;

    /** Moves a slot that nobody reads. */
    void advance(long lsn) throws Exception;

    void drop() throws Exception;

    List<Long> snapshot(String table) throws Exception;

    long currentLsn() throws Exception;
  }

  private final Server server;
  private volatile Slot active; // afterCommit comes from another thread, or after the reader closed

  PgChanges(Server server) {
    this.server = server;
  }

  @Override
  protected StreamSchema describe(String stream) {
    return StreamSchema.of(Field.int64("id").required(), Field.string("doc")).key("id");
  }

  @Override
  protected SplitPlan planSplits(PlanRequest request) throws Exception {
    long at = server.createSlot();
    List<Split> splits = new ArrayList<>();
    for (String table : request.streams()) {
      splits.add(Split.of("snapshot:" + table, table));
    }
    Split changes =
        Split.of("changes", request.streams()).phase(1).exclusive().bounds(Position.of("lsn", at));
    splits.add(
        request.request().isUnbounded()
            ? changes
            : changes.target(Position.of("lsn", server.currentLsn())));
    return SplitPlan.of(splits);
  }

  @Override
  protected SplitReader openSplit(ReadTask task, ReadContext context) throws Exception {
    if (task.split().phase() == 0) {
      Iterator<Long> ids = server.snapshot(task.split().stream()).iterator();
      return SplitReader.of(task, context, ids, (id, rows) -> rows.add().set(0, id).set(1, "doc"));
    }
    long from =
        task.resumeFrom().map(at -> at.getLong("lsn")).orElse(task.split().bounds().getLong("lsn"));
    long skip = task.resumeFrom().map(at -> at.getLong("skip")).orElse(0L);
    long until = task.split().target().map(end -> end.getLong("lsn")).orElse(Long.MAX_VALUE);
    Slot slot = server.start(from);
    active = slot;
    context.onCancel(slot);
    return new ChangeReader(context, slot, from, skip, until);
  }

  /** Reads until a batch is full or patience ends; a checkpoint may lie inside a transaction. */
  private final class ChangeReader implements SplitReader {
    private final ReadContext context;
    private final Slot slot;
    private final long until;
    private final Map<String, BatchBuilder> open = new LinkedHashMap<>();
    private final Deque<RecordBatch> ready = new ArrayDeque<>();
    private long commitLsn;
    private long inTransaction; // changes of the open transaction that were handed over
    private long skip;

    ChangeReader(ReadContext context, Slot slot, long from, long skip, long until) {
      this.context = context;
      this.slot = slot;
      this.commitLsn = from;
      this.skip = skip;
      this.until = until;
    }

    @Override
    public RecordBatch readBatch() throws Exception {
      if (!ready.isEmpty()) {
        return ready.poll();
      }
      long deadline = System.nanoTime() + context.patience().toNanos();
      while (commitLsn < until && System.nanoTime() - deadline < 0 && !context.isFull()) {
        Change change = slot.readPending();
        if (change == null) {
          Thread.sleep(1);
        } else if (change.commit()) {
          commitLsn = change.lsn();
          inTransaction = 0;
        } else if (++inTransaction > skip) {
          skip = 0;
          write(change);
        }
      }
      // Every builder out; only the last carries the checkpoint, because it covers them all.
      Position through = Position.of("lsn", commitLsn).with("skip", inTransaction);
      Iterator<BatchBuilder> each = open.values().iterator();
      while (each.hasNext()) {
        BatchBuilder rows = each.next();
        ready.add(each.hasNext() ? rows.build() : rows.build(through));
      }
      open.clear();
      if (!ready.isEmpty()) {
        return ready.poll();
      }
      if (commitLsn >= until) {
        return null;
      }
      return inTransaction == 0
          ? context.empty(Position.of("lsn", slot.lastReceived()).with("skip", 0))
          : context.empty();
    }

    private void write(Change change) {
      BatchBuilder rows = open.computeIfAbsent(change.table(), context::batch);
      rows.add().change(change.kind(), change.lsn(), inTransaction).set(0, change.id());
      if (change.oldId() != change.id()) {
        rows.oldKey(0, change.oldId());
      }
      rows.absent(1); // an unchanged large value, which the log leaves out
    }

    @Override
    public Completion completion() {
      return Completion.reached(Position.of("lsn", commitLsn));
    }

    @Override
    public void idle() throws Exception {
      slot.status(); // wal_sender_timeout while the host is slow
    }

    @Override
    public void close() throws Exception {
      active = null;
      slot.close();
    }
  }

  @Override
  protected void afterCommit(List<Commit> commits) throws Exception {
    for (Commit commit : commits) {
      if (commit.position().has("lsn")) {
        Slot slot = active;
        if (slot != null) {
          slot.setFlushed(commit.position().getLong("lsn"));
        } else {
          server.advance(commit.position().getLong("lsn"));
        }
      }
    }
  }

  @Override
  protected void release(ExtractionState abandoned) throws Exception {
    server.drop();
  }
}
