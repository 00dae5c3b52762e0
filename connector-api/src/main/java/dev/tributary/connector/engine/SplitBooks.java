package dev.tributary.connector.engine;

import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.read.Completion;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.split.Split;
import dev.tributary.connector.state.Progress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which splits of an extraction there are, which may be read, how far each was handed over and
 * completed, and how it ended. Guarded by the lock of {@link Books}.
 */
final class SplitBooks {
  private final Progress progress;
  private final StreamBooks streams;
  private final Schedule schedule = new Schedule();
  private final Map<String, SplitBook> splits = new HashMap<>();
  private final Map<Long, SplitBook.Handed> outstanding = new HashMap<>();
  private long numbers;

  /** Begins with the splits that the progress has open. */
  SplitBooks(Progress progress, StreamBooks streams) {
    this.progress = progress;
    this.streams = streams;
    progress.snapshot().open().forEach(open -> add(new SplitBook(open)));
  }

  // ---------------------------------------------------------------- what is planned

  void planned(List<Split> fresh, Position position, boolean ended, Map<String, Position> marks) {
    for (Split split : fresh) {
      refuseUnknown(split);
      schedule.checkPhase(split);
    }
    progress.planned(fresh, position, ended, marks);
    fresh.forEach(split -> add(new SplitBook(split)));
  }

  /** Voids the splits of streams that begin again; their new plan stands at {@code position}. */
  void restart(Set<String> again, Position position) {
    progress.restarted(again, position).forEach(this::voidSplit);
    streams.restart(again);
    schedule.resetPhase();
  }

  /** Fails the streams of splits that wait and could only go on by handing something over twice. */
  void failWhatWouldRepeat(Function<Split, ConnectorException> fail) {
    for (SplitBook book : splits.values()) {
      if (book.status == SplitBook.Status.WAITING && book.wouldRepeat()) {
        failed(book, fail.apply(book.split));
      }
    }
  }

  /** Returns the streams of splits that are not read to their end, to be added to. */
  Set<String> unread() {
    Set<String> names = new HashSet<>();
    for (SplitBook book : splits.values()) {
      if (book.status != SplitBook.Status.READ) {
        names.addAll(book.split.streams());
      }
    }
    return names;
  }

  // ---------------------------------------------------------------- what is read

  /** Returns how many splits wait, whatever their phase. */
  int waiting() {
    return schedule.waiting();
  }

  /** Returns how many splits may run now, counting no further than {@code most}. */
  int runnable(int most) {
    return schedule.runnable(most);
  }

  /** Takes the next split that may be read, or null if there is none now. */
  @Nullable SplitBook take() {
    SplitBook next = schedule.take(this::mayRun);
    if (next != null) {
      next.status = SplitBook.Status.READING;
    }
    return next;
  }

  /** Notes that a batch is handed over, and returns it with its number. */
  RecordBatch hand(SplitBook book, RecordBatch batch) {
    long number = ++numbers;
    outstanding.put(number, book.hand(batch));
    return batch.withNumber(number, this);
  }

  /** Notes that a reader came to its end, and compares that with what there is (rule 11). */
  void ended(SplitBook book, Completion completion) {
    book.completion = completion;
    completion.consistency().ifPresent(shown -> streams.shows(book.split, shown));
    String missing = Reconciliation.shortfall(book.split, completion, book.records()).orElse(null);
    if (completion.stopped().isPresent()) {
      stick(book);
      streams.stop(book.split, completion.stopped().get());
    } else if (missing != null) {
      stick(book);
      streams.fallShort(book.split, missing);
    } else {
      book.status = SplitBook.Status.READ;
      finishIfCompleted(book);
    }
  }

  void failed(SplitBook book, ConnectorException error) {
    stick(book);
    streams.fail(book.split.streams(), error);
  }

  void giveBack(SplitBook book) {
    if (book.status == SplitBook.Status.READING) {
      book.status = SplitBook.Status.WAITING;
      schedule.putBack(book);
    }
  }

  // ---------------------------------------------------------------- what is completed

  /** Notes that the host is done with a batch; again is harmless. */
  void complete(RecordBatch batch) {
    long number = batch.number();
    if (!batch.isOf(this)) {
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
  }

  /** Returns whether a split waits that will be read, now or once an earlier phase is finished. */
  boolean canGoOn() {
    schedule.dropStuck(this::mayRun);
    return schedule.waiting() > 0 && !schedule.isBlocked();
  }

  /** Notes that nothing more is read. */
  void end() {
    for (SplitBook book : splits.values()) {
      if (book.status == SplitBook.Status.WAITING) {
        streams.stop(book.split, "an earlier phase did not end");
      }
    }
    streams.end();
  }

  // ---------------------------------------------------------------- how

  private void add(SplitBook book) {
    splits.put(book.split.id(), book);
    schedule.add(book);
    streams.expect(book);
  }

  private void refuseUnknown(Split split) {
    if (!streams.names().containsAll(split.streams())) {
      throw ConnectorException.of(
              ErrorKind.INTERNAL,
              "split \""
                  + split.id()
                  + "\" carries "
                  + split.streams()
                  + ", not what was asked for")
          .remedy("Plan the streams of the request only")
          .build();
    }
  }

  private boolean mayRun(SplitBook book) {
    if (streams.isBroken(book.split)) {
      stick(book);
      return false;
    }
    return true;
  }

  private void stick(SplitBook book) {
    book.status = SplitBook.Status.STUCK;
    schedule.stuck(book);
  }

  private void voidSplit(String id) {
    SplitBook book = splits.remove(id);
    if (book != null) {
      schedule.remove(book);
      book.status = SplitBook.Status.GONE;
    }
  }

  private void finishIfCompleted(SplitBook book) {
    Completion completion = book.completion;
    if (book.status == SplitBook.Status.READ && book.isCompleted() && completion != null) {
      voidSplit(book.split.id());
      progress.finished(book.split.id(), completion.watermark().orElse(null));
    }
  }
}
