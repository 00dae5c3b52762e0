package dev.tributary.connector.engine;

import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.host.StreamOutcome;
import dev.tributary.connector.read.Completion;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.split.Split;
import dev.tributary.connector.state.Commit;
import dev.tributary.connector.state.ExtractionState;
import dev.tributary.connector.state.Progress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one place where planner, workers and host meet: which splits there are and who has them, what
 * was delivered and completed, and how it all ends.
 *
 * <p>A monitor: every method takes the lock, none calls foreign code while it holds it. Batches
 * pass through the {@link Handover} that shares the lock; what becomes of each split is kept in the
 * {@link SplitBooks}, of each stream in the {@link StreamBooks}.
 */
final class Books {
  /** What the planner's thread is to do next. */
  enum Duty {
    PLAN,
    REPLAN,
    HIRE,
    IDLE,
    END
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Progress progress;
  private final int workers;
  private final Handover handover = new Handover(lock, changed);
  private final StreamBooks streams = new StreamBooks();
  private final SplitBooks splits;
  private final Map<SplitBook, Cancellation> reading = new HashMap<>();

  private int hired;
  private int unemployed;
  private boolean planEnded;
  private boolean replanning;
  private boolean cancelled;
  private boolean over;
  private @Nullable ConnectorException planningError;

  Books(Progress progress, Collection<String> asked, int workers) {
    this.progress = progress;
    this.workers = workers;
    streams.expect(asked);
    splits = new SplitBooks(progress, streams);
    planEnded = progress.snapshot().isPlanExhausted();
  }

  Handover handover() {
    return handover;
  }

  // ---------------------------------------------------------------- the planner's thread

  /** Waits for something to do, at most so long, and returns what. */
  Duty nextDuty(long nanos) throws InterruptedException {
    Duty duty = awaitDuty(nanos);
    if (duty == Duty.END) {
      handover.announce();
    }
    return duty;
  }

  private Duty awaitDuty(long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (true) {
        settleEnd();
        if (over || cancelled) {
          return Duty.END;
        }
        if (replanning) {
          if (reading.isEmpty()) {
            return Duty.REPLAN;
          }
        } else if (hired < workers && unemployed < splits.runnable(hired + 1)) {
          hired++;
          return Duty.HIRE;
        } else if (!planEnded && splits.waiting() < 2 * workers) {
          return Duty.PLAN;
        }
        if (left <= 0) {
          return Duty.IDLE;
        }
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Notes what a planning call yielded; null splits are the end of the plan. */
  void planned(
      @Nullable List<Split> planned, Position position, boolean last, Map<String, Position> marks) {
    List<Split> fresh = planned == null ? List.of() : planned;
    boolean ended = planned == null || last;
    change(
        () -> {
          splits.planned(fresh, position, ended, marks);
          planEnded = ended;
        });
  }

  /** Ends planning, and leaves what was planned and what was not as it is. */
  void planNothing() {
    change(() -> planEnded = true);
  }

  /** Notes the names of the streams that are read, once they are known. */
  void expect(Collection<String> names) {
    change(() -> streams.expect(names));
  }

  /** Ends planning because it failed; the streams that may not be fully planned fail with it. */
  void planningFailed(ConnectorException error) {
    change(
        () -> {
          replanning = false;
          planEnded = true;
          planningError = error;
          streams.fail(streams.names(), error);
        });
  }

  /**
   * Ends everything because the engine itself broke; the host must never wait for a dead thread.
   *
   * @return what has to be cancelled
   */
  List<Cancellation> crashed(ConnectorException error) {
    List<Cancellation> running = new ArrayList<>();
    change(
        () -> {
          if (!over) {
            // In this order, so that whatever else fails here nothing passes for complete.
            planningError = error;
            over = true;
            handover.end(false);
            changed.signalAll();
            streams.fail(streams.names(), error);
            running.addAll(reading.values());
          }
        });
    return running;
  }

  /** Notes that one stream cannot be read; it is left out of the plan. */
  void streamFailed(String stream, ConnectorException error) {
    change(() -> streams.fail(List.of(stream), error));
  }

  /**
   * Notes what a new plan began again, and lets workers go on. Open splits of other streams go on
   * too, unless that would hand something over twice.
   *
   * @param again the streams that begin again
   * @param position where the new plan goes on
   * @param fail makes the failure of a split that cannot go on
   */
  void replanned(Set<String> again, Position position, Function<Split, ConnectorException> fail) {
    change(
        () -> {
          if (!again.isEmpty()) {
            splits.restart(again, position);
            handover.dropGone();
            planEnded = false;
          }
          splits.failWhatWouldRepeat(fail);
          replanning = false;
        });
  }

  /** Returns the streams that are not known to be read in full. */
  Set<String> unfinished() {
    return locked(
        () -> {
          Set<String> names = splits.unread();
          if (!planEnded) {
            names.addAll(streams.names());
          }
          return names;
        });
  }

  void forget(String stream, String key) {
    change(() -> progress.forget(stream, key));
  }

  void schema(String stream, StreamSchema schema) {
    change(
        () -> {
          // Two readers that widen it at once come here in either order.
          StreamSchema known = progress.snapshot().stream(stream).schema().orElse(schema);
          if (known.version() <= schema.version()) {
            progress.schema(stream, schema);
          }
        });
  }

  // ---------------------------------------------------------------- the workers' threads

  /** Waits for a split to read; null when there will be none. */
  @Nullable SplitBook take(Cancellation cancellation) throws InterruptedException {
    SplitBook taken = awaitSplit(cancellation);
    if (taken == null) {
      handover.announce();
    }
    return taken;
  }

  private @Nullable SplitBook awaitSplit(Cancellation cancellation) throws InterruptedException {
    lock.lock();
    try {
      while (true) {
        settleEnd();
        if (over || cancelled) {
          return null;
        }
        SplitBook next = replanning ? null : splits.take();
        if (next != null) {
          reading.put(next, cancellation);
          return next;
        }
        unemployed++;
        try {
          changed.await();
        } finally {
          unemployed--;
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Hands a batch over once the worker's last one was taken; {@code whileSlow} runs about once a
   * second until then.
   */
  void handOver(SplitBook book, Handover.Slot slot, RecordBatch batch, Handover.Idle whileSlow)
      throws Exception {
    handover.awaitRoom(slot, whileSlow);
    change(() -> handover.put(slot, book, splits.hand(book, batch)));
  }

  /** Notes that a reader came to its end, and compares that with what there is (rule 11). */
  void ended(SplitBook book, Completion completion) {
    change(
        () -> {
          reading.remove(book);
          splits.ended(book, completion);
          settleEnd();
        });
  }

  /**
   * Notes that a split cannot be read on; its streams fail, and what was read stays in the state.
   */
  void failed(SplitBook book, ConnectorException error) {
    change(
        () -> {
          reading.remove(book);
          splits.failed(book, error);
          settleEnd();
        });
  }

  /** Gives a split back, to be opened again later. */
  void giveBack(SplitBook book) {
    change(
        () -> {
          reading.remove(book);
          splits.giveBack(book);
        });
  }

  /** Stops all readers, so that the planner can plan again; false if it is too late for that. */
  boolean requestReplan() {
    List<Cancellation> others = new ArrayList<>();
    boolean begun =
        locked(
            () -> {
              if (replanning || cancelled || over) {
                return replanning;
              }
              replanning = true;
              others.addAll(reading.values());
              changed.signalAll();
              return true;
            });
    others.forEach(Cancellation::cancel);
    return begun;
  }

  // ---------------------------------------------------------------- the host's threads

  /** Returns the next batch, or null if none came in time or none will come. */
  @Nullable RecordBatch poll(long nanos) throws InterruptedException {
    lock.lock();
    try {
      RecordBatch batch = handover.take(nanos);
      if (batch != null) {
        streams.delivered(batch);
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /** Notes that the host is done with a batch; again is harmless. */
  void complete(RecordBatch batch) {
    change(() -> splits.complete(batch));
  }

  void finalised(Collection<Commit> commits) {
    change(() -> progress.finalised(commits));
  }

  /** Ends everything; returns what has to be cancelled. */
  List<Cancellation> cancel() {
    List<Cancellation> running = new ArrayList<>();
    change(
        () -> {
          cancelled = true;
          handover.end(true);
          running.addAll(reading.values());
        });
    return running;
  }

  ExtractionState state() {
    return locked(progress::snapshot);
  }

  boolean isOver() {
    return locked(() -> over);
  }

  boolean isCancelled() {
    return locked(() -> cancelled);
  }

  boolean isReplanning() {
    return locked(() -> replanning);
  }

  List<StreamOutcome> outcomes() {
    return locked(() -> streams.outcomes(progress.snapshot(), cancelled));
  }

  StreamOutcome outcome(String stream) {
    return locked(() -> streams.outcome(stream, progress.snapshot(), cancelled));
  }

  /** Returns why planning failed, which may be before any stream was known. */
  @Nullable ConnectorException planningError() {
    return this.<@Nullable ConnectorException>locked(() -> planningError);
  }

  // ---------------------------------------------------------------- under the lock

  /** Finds out whether all reading is over, and if so how each stream ended. */
  private void settleEnd() {
    if (over || cancelled || !planEnded || replanning || !reading.isEmpty()) {
      return;
    }
    if (splits.canGoOn()) {
      return;
    }
    over = true;
    splits.end();
    handover.end(false);
    changed.signalAll();
  }

  private <T extends @Nullable Object> T locked(Supplier<T> what) {
    lock.lock();
    try {
      return what.get();
    } finally {
      lock.unlock();
    }
  }

  /** Changes something under the lock, wakes whoever waits for changes, and then the host. */
  private void change(Runnable what) {
    lock.lock();
    try {
      what.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    handover.announce();
  }
}
