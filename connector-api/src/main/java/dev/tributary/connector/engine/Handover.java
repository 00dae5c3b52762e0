package dev.tributary.connector.engine;

import dev.tributary.connector.batch.RecordBatch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where batches pass from workers to the host: at most one waits for each worker (rule 7).
 *
 * <p>Shares the lock of whoever owns it.
 */
final class Handover {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** A worker's place in the queue. */
  static final class Slot {
    private boolean taken;
  }

  /** What a reader does while the host is slow. */
  interface Idle {
    void run() throws Exception;
  }

  private record Entry(Slot slot, SplitBook book, RecordBatch batch) {}

  private final ReentrantLock lock;
  private final Condition changed;
  private final Deque<Entry> queue = new ArrayDeque<>();
  private boolean ended;
  private boolean dropped;
  private @Nullable CompletableFuture<Void> ready;

  Handover(ReentrantLock lock, Condition changed) {
    this.lock = lock;
    this.changed = changed;
  }

  /** Waits until the worker's last batch was taken, idling about once a second. Takes the lock. */
  void awaitRoom(Slot slot, Idle idle) throws Exception {
    long idleAt = System.nanoTime() + SECOND;
    while (true) {
      lock.lockInterruptibly();
      try {
        long left = idleAt - System.nanoTime();
        while (slot.taken && !dropped && left > 0) {
          left = changed.awaitNanos(left);
        }
        if (dropped) {
          throw new InterruptedException("the extraction was cancelled");
        }
        if (!slot.taken) {
          return;
        }
      } finally {
        lock.unlock();
      }
      idle.run();
      idleAt = System.nanoTime() + SECOND;
    }
  }

  /** Puts a batch into the worker's free place. Under the lock. */
  void put(Slot slot, SplitBook book, RecordBatch batch) {
    slot.taken = true;
    queue.add(new Entry(slot, book, batch));
    changed.signalAll();
  }

  /** Takes the oldest batch, or null if none came in time or none will come. Under the lock. */
  @Nullable RecordBatch take(long nanos) throws InterruptedException {
    long left = nanos;
    while (queue.isEmpty() && !ended && left > 0) {
      left = changed.awaitNanos(left);
    }
    Entry first = queue.poll();
    if (first == null) {
      return null;
    }
    first.slot.taken = false;
    changed.signalAll();
    return first.batch;
  }

  /** Drops batches whose splits are void. Under the lock. */
  void dropGone() {
    queue.removeIf(
        entry -> {
          boolean gone = entry.book.status == SplitBook.Status.GONE;
          if (gone) {
            entry.slot.taken = false;
          }
          return gone;
        });
    changed.signalAll();
  }

  /**
   * Notes that no more batches come; those that wait are dropped if the host does not want them.
   */
  void end(boolean drop) {
    ended = true;
    if (drop) {
      dropped = true;
      queue.clear();
    }
  }

  boolean isEmpty() {
    lock.lock();
    try {
      return queue.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Returns what completes when there is a batch to take or none will come. Takes the lock. */
  CompletionStage<Void> whenReady() {
    lock.lock();
    try {
      if (!queue.isEmpty() || ended) {
        return CompletableFuture.completedStage(null);
      }
      if (ready == null) {
        ready = new CompletableFuture<>();
      }
      // A view: what the host does to it must not reach others that wait.
      return ready.minimalCompletionStage();
    } finally {
      lock.unlock();
    }
  }

  /** Completes {@link #whenReady}, outside the lock, because that runs the host's code. */
  void announce() {
    CompletableFuture<Void> due = null;
    lock.lock();
    try {
      if (ready != null && (!queue.isEmpty() || ended)) {
        due = ready;
        ready = null;
      }
    } finally {
      lock.unlock();
    }
    if (due != null) {
      due.complete(null);
    }
  }
}
