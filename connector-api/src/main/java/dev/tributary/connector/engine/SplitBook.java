package dev.tributary.connector.engine;

import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.read.Completion;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.split.Split;
import dev.tributary.connector.state.OpenSplit;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one open split: how far it was handed over, how far the host completed it, and
 * what becomes of it. Guarded by the lock of {@link Books}.
 */
final class SplitBook {
  /** Where a split is in its life. */
  enum Status {
    /** Waits for its phase or for a worker. */
    WAITING,
    /** A worker has it. */
    READING,
    /** Read to its end; the host has not completed all of it. */
    READ,
    /** Stays in the state as it is: it failed, stopped early or fell short. */
    STUCK,
    /** Finished, or void because its stream restarted. */
    GONE
  }

  /** A batch that was handed over and not completed, or completed before an earlier one. */
  static final class Handed {
    final SplitBook book;
    final @Nullable Position checkpoint;
    final long records;
    boolean completed;

    Handed(SplitBook book, @Nullable Position checkpoint, long records) {
      this.book = book;
      this.checkpoint = checkpoint;
      this.records = records;
    }
  }

  /** What the completed prefix of a split has come to. */
  record Covered(Position checkpoint, long records) {}

  final Split split;
  Status status = Status.WAITING;
  int failures;
  @Nullable Completion completion;

  private final Deque<Handed> handed = new ArrayDeque<>();
  private @Nullable Position checkpoint;
  private long records;
  private long recordsAtCheckpoint;
  private boolean pastCheckpoint;

  SplitBook(Split split) {
    this.split = split;
  }

  SplitBook(OpenSplit open) {
    this.split = open.split();
    this.checkpoint = open.resumeFrom().orElse(null);
    this.records = open.records();
    this.recordsAtCheckpoint = open.records();
  }

  /** Returns where a reader that is opened now begins; null is the start. */
  @Nullable Position resumeFrom() {
    return checkpoint;
  }

  /** Returns how many records lie before {@link #resumeFrom}. */
  long recordsBefore() {
    return recordsAtCheckpoint;
  }

  /** Returns how many records, rejected ones included, the split yielded in all. */
  long records() {
    return records;
  }

  /**
   * Returns whether opening the split again would hand over something twice: something was handed
   * over that no checkpoint covers (rule 5).
   */
  boolean wouldRepeat() {
    return pastCheckpoint;
  }

  /** Notes that a batch was handed over; that is progress, so failures before it do not count. */
  Handed hand(RecordBatch batch) {
    failures = 0;
    records += batch.size() + batch.rejects().size();
    Position through = batch.checkpoint().orElse(null);
    if (through != null) {
      checkpoint = through;
      recordsAtCheckpoint = records;
      pastCheckpoint = false;
    } else if (batch.size() > 0 || !batch.rejects().isEmpty()) {
      pastCheckpoint = true;
    }
    Handed one = new Handed(this, through, records);
    handed.add(one);
    return one;
  }

  /**
   * Drops what was completed from the front, in order, and returns the last checkpoint passed, or
   * null if none was.
   */
  @Nullable Covered settle() {
    Covered covered = null;
    for (Handed first = handed.peek(); first != null && first.completed; first = handed.peek()) {
      handed.remove();
      if (first.checkpoint != null) {
        covered = new Covered(first.checkpoint, first.records);
      }
    }
    return covered;
  }

  /** Returns whether the host completed everything that was handed over. */
  boolean isCompleted() {
    return handed.isEmpty();
  }
}
