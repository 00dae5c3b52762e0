package dev.tributary.connector.engine;

import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one place where planner, workers and host meet: which splits there are and who has them, what
 * was delivered and completed, and how it all ends.
 *
 * <p>A monitor: every method takes the lock, none calls foreign code while it holds it. Batches
 * pass through the {@link Handover} that shares the lock.
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
  private final Handover handover;
  private final Schedule schedule = new Schedule();
  private final Map<String, SplitBook> splits = new HashMap<>();
  private final Map<SplitBook, Cancellation> reading = new HashMap<>();
  private final Map<Long, SplitBook.Handed> outstanding = new HashMap<>();
  private final Map<String, StreamBook> streams = new LinkedHashMap<>();

  private long numbers;
  private int hired;
  private int unemployed;
  private boolean planEnded;
  private boolean replanning;
  private boolean cancelled;
  private boolean over;
  private @Nullable ConnectorException planningError;

  Books(Progress progress, Collection<String> streams, int workers) {
    this.progress = progress;
    this.workers = workers;
    this.handover = new Handover(lock, changed);
    streams.forEach(name -> this.streams.put(name, new StreamBook(name)));
    ExtractionState state = progress.snapshot();
    state.open().forEach(open -> add(new SplitBook(open)));
    planEnded = state.isPlanExhausted();
  }

  Handover handover() {
    return handover;
  }

  // ---------------------------------------------------------------- the planner's thread

  /** Waits for something to do, at most so long, and returns what. */
  Duty nextDuty(long nanos) throws InterruptedException {
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
        } else if (hired < workers && unemployed < schedule.runnable(hired + 1)) {
          hired++;
          return Duty.HIRE;
        } else if (!planEnded && schedule.waiting() < 2 * workers) {
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
    lock.lock();
    try {
      List<Split> fresh = planned == null ? List.of() : planned;
      for (Split split : fresh) {
        if (!streams.keySet().containsAll(split.streams())) {
          throw ConnectorException.of(
                  ErrorKind.INTERNAL,
                  "split \""
                      + split.id()
                      + "\" carries "
                      + split.streams()
                      + ", which nobody asked for")
              .build();
        }
        schedule.checkPhase(split);
      }
      planEnded = planned == null || last;
      progress.planned(fresh, position, planEnded, marks);
      for (Split split : fresh) {
        add(new SplitBook(split));
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    handover.announce();
  }

  /** Notes the names of the streams that are read, once they are known. */
  void expect(Collection<String> names) {
    lock.lock();
    try {
      names.forEach(this::stream);
    } finally {
      lock.unlock();
    }
  }

  /** Ends planning because it failed; the streams that may not be fully planned fail with it. */
  void planningFailed(ConnectorException error) {
    lock.lock();
    try {
      replanning = false;
      planEnded = true;
      planningError = error;
      for (StreamBook stream : streams.values()) {
        if (stream.error == null) {
          stream.error = error;
        }
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Notes that one stream cannot be read; it is left out of the plan. */
  void streamFailed(String stream, ConnectorException error) {
    lock.lock();
    try {
      StreamBook book = stream(stream);
      if (book.error == null) {
        book.error = error;
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Notes what a new plan began again, and lets workers go on. Open splits of other streams go on
   * too, unless that would hand something over twice.
   *
   * @param again the streams that begin again
   * @param fail makes the failure of a split that cannot go on
   */
  void replanned(Set<String> again, Function<Split, ConnectorException> fail) {
    lock.lock();
    try {
      for (String id : again.isEmpty() ? Set.<String>of() : progress.restarted(again)) {
        SplitBook book = splits.remove(id);
        if (book != null) {
          schedule.remove(book);
          book.status = SplitBook.Status.GONE;
        }
      }
      handover.dropGone();
      again.forEach(name -> stream(name).restart());
      if (!again.isEmpty()) {
        planEnded = false;
        schedule.resetPhase();
      }
      for (SplitBook book : splits.values()) {
        if (book.status == SplitBook.Status.WAITING && book.wouldRepeat()) {
          stick(book);
          for (String name : book.split.streams()) {
            stream(name).error = fail.apply(book.split);
          }
        }
      }
      replanning = false;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    handover.announce();
  }

  /** Returns the streams that are not known to be read in full. */
  Set<String> unfinished() {
    lock.lock();
    try {
      Set<String> names = new HashSet<>(planEnded ? Set.of() : streams.keySet());
      for (SplitBook book : splits.values()) {
        if (book.status != SplitBook.Status.READ) {
          names.addAll(book.split.streams());
        }
      }
      return names;
    } finally {
      lock.unlock();
    }
  }

  void forget(String stream, String key) {
    lock.lock();
    try {
      progress.forget(stream, key);
    } finally {
      lock.unlock();
    }
  }

  // ---------------------------------------------------------------- the workers' threads

  /** Waits for a split to read; null when there will be none. */
  @Nullable SplitBook take(Cancellation cancellation) throws InterruptedException {
    lock.lock();
    try {
      while (true) {
        settleEnd();
        if (over || cancelled) {
          return null;
        }
        SplitBook next = replanning ? null : schedule.take(this::mayRun);
        if (next != null) {
          next.status = SplitBook.Status.READING;
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
    lock.lock();
    try {
      long number = ++numbers;
      outstanding.put(number, book.hand(batch));
      handover.put(slot, book, batch.withNumber(number));
    } finally {
      lock.unlock();
    }
    handover.announce();
  }

  /** Notes that a reader came to its end, and returns what is missing, if anything. */
  void ended(SplitBook book, Completion completion) {
    lock.lock();
    try {
      reading.remove(book);
      book.completion = completion;
      String missing =
          Reconciliation.shortfall(book.split, completion, book.records()).orElse(null);
      if (completion.stopped().isPresent()) {
        stick(book);
        book.split.streams().forEach(name -> stream(name).stopped = completion.stopped().get());
      } else if (missing != null) {
        stick(book);
        book.split.streams().forEach(name -> stream(name).shortfall = missing);
      } else {
        book.status = SplitBook.Status.READ;
        finishIfCompleted(book);
      }
      settleEnd();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    handover.announce();
  }

  /**
   * Notes that a split cannot be read on; its streams fail, and what was read stays in the state.
   */
  void failed(SplitBook book, ConnectorException error) {
    lock.lock();
    try {
      reading.remove(book);
      stick(book);
      for (String name : book.split.streams()) {
        if (stream(name).error == null) {
          stream(name).error = error;
        }
      }
      settleEnd();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    handover.announce();
  }

  /** Gives a split back, to be opened again later. */
  void giveBack(SplitBook book) {
    lock.lock();
    try {
      reading.remove(book);
      if (book.status == SplitBook.Status.READING) {
        book.status = SplitBook.Status.WAITING;
        schedule.putBack(book);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Stops all readers, so that the planner can plan again; false if that is under way already. */
  boolean requestReplan() {
    List<Cancellation> others;
    lock.lock();
    try {
      if (replanning || cancelled || over) {
        return false;
      }
      replanning = true;
      others = new ArrayList<>(reading.values());
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    others.forEach(Cancellation::cancel);
    return true;
  }

  boolean isReplanning() {
    lock.lock();
    try {
      return replanning;
    } finally {
      lock.unlock();
    }
  }

  boolean isCancelled() {
    lock.lock();
    try {
      return cancelled;
    } finally {
      lock.unlock();
    }
  }

  void schema(String stream, StreamSchema schema) {
    lock.lock();
    try {
      progress.schema(stream, schema);
    } finally {
      lock.unlock();
    }
  }

  // ---------------------------------------------------------------- the host's threads

  /** Returns the next batch, or null if none came in time or none will come. */
  @Nullable RecordBatch poll(long nanos) throws InterruptedException {
    lock.lock();
    try {
      RecordBatch batch = handover.take(nanos);
      if (batch != null) {
        stream(batch.stream()).delivered(batch);
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  void complete(long number) {
    lock.lock();
    try {
      if (number < 1 || number > numbers) {
        throw new IllegalArgumentException("batch " + number + " is not of this extraction");
      }
      SplitBook.Handed handed = outstanding.remove(number);
      if (handed == null) {
        return;
      }
      handed.completed = true;
      SplitBook book = handed.book;
      if (book.status == SplitBook.Status.GONE) {
        return;
      }
      SplitBook.Covered covered = book.settle();
      if (covered != null) {
        progress.covered(book.split.id(), covered.checkpoint(), covered.records());
      }
      finishIfCompleted(book);
    } finally {
      lock.unlock();
    }
    handover.announce();
  }

  ExtractionState state() {
    lock.lock();
    try {
      return progress.snapshot();
    } finally {
      lock.unlock();
    }
  }

  void finalised(Collection<Commit> commits) {
    lock.lock();
    try {
      progress.finalised(commits);
    } finally {
      lock.unlock();
    }
  }

  boolean isOver() {
    lock.lock();
    try {
      return over;
    } finally {
      lock.unlock();
    }
  }

  /** Ends everything; returns what has to be cancelled. */
  List<Cancellation> cancel() {
    List<Cancellation> running;
    lock.lock();
    try {
      cancelled = true;
      handover.end(true);
      running = new ArrayList<>(reading.values());
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    handover.announce();
    return running;
  }

  List<StreamOutcome> outcomes() {
    lock.lock();
    try {
      List<StreamOutcome> outcomes = new ArrayList<>();
      streams.keySet().forEach(name -> outcomes.add(outcome(name)));
      return outcomes;
    } finally {
      lock.unlock();
    }
  }

  StreamOutcome outcome(String name) {
    lock.lock();
    try {
      long generation = progress.snapshot().stream(name).generation();
      return stream(name).outcome(generation, cancelled);
    } finally {
      lock.unlock();
    }
  }

  /** Returns why planning failed, which may be before any stream was known. */
  @Nullable ConnectorException planningError() {
    lock.lock();
    try {
      return planningError;
    } finally {
      lock.unlock();
    }
  }

  // ---------------------------------------------------------------- under the lock

  private void add(SplitBook book) {
    splits.put(book.split.id(), book);
    schedule.add(book);
    book.split.streams().forEach(name -> stream(name).expect(expected(book)));
  }

  private static long expected(SplitBook book) {
    long estimate = book.split.estimate();
    return estimate < 0 ? -1 : Math.max(0, estimate - book.recordsBefore());
  }

  private StreamBook stream(String name) {
    return streams.computeIfAbsent(name, StreamBook::new);
  }

  private boolean mayRun(SplitBook book) {
    if (book.split.streams().stream().anyMatch(name -> stream(name).isBroken())) {
      stick(book);
      return false;
    }
    return true;
  }

  private void stick(SplitBook book) {
    book.status = SplitBook.Status.STUCK;
    schedule.stuck(book);
  }

  private void finishIfCompleted(SplitBook book) {
    Completion completion = book.completion;
    if (book.status != SplitBook.Status.READ || !book.isCompleted() || completion == null) {
      return;
    }
    book.status = SplitBook.Status.GONE;
    splits.remove(book.split.id());
    schedule.remove(book);
    progress.finished(book.split.id(), completion.watermark().orElse(null));
    changed.signalAll();
  }

  /** Finds out whether all reading is over, and if so how each stream ended. */
  private void settleEnd() {
    if (over || cancelled || !planEnded || replanning || !reading.isEmpty()) {
      return;
    }
    schedule.dropStuck(this::mayRun);
    if (schedule.waiting() > 0 && !schedule.isBlocked()) {
      return;
    }
    over = true;
    for (SplitBook book : splits.values()) {
      if (book.status == SplitBook.Status.WAITING) {
        for (String name : book.split.streams()) {
          StreamBook stream = stream(name);
          stream.stopped = stream.stopped == null ? "an earlier phase did not end" : stream.stopped;
        }
      }
    }
    streams.values().forEach(stream -> stream.ended = true);
    handover.end(false);
    changed.signalAll();
  }
}
