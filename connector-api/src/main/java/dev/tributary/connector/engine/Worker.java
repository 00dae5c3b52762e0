package dev.tributary.connector.engine;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.read.Completion;
import dev.tributary.connector.read.ReadTask;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads one split after another until there are none, and decides what a failure means (rule 5).
 */
final class Worker implements Runnable {
  private final Job job;
  private final Books books;
  private final Retries retries;
  private final SplitLoop loop;
  private final Function<SplitBook, ReadTask> tasks;
  private final Replanning replanning;
  private final Consumer<Throwable> died;
  private final Handover.Slot slot = new Handover.Slot();

  /** Decides whether a lost plan is made anew. */
  interface Replanning {
    /** Returns whether there will be a new plan, of which {@code why} says the reason. */
    boolean replan(ConnectorException why);
  }

  /**
   * Makes a worker of one extraction.
   *
   * @param tasks makes what a reader needs to know of its split
   * @param replanning decides whether a lost plan is made anew
   * @param died is told if this thread ends before its time
   */
  Worker(
      Job job,
      Books books,
      Retries retries,
      SplitLoop loop,
      Function<SplitBook, ReadTask> tasks,
      Replanning replanning,
      Consumer<Throwable> died) {
    this.job = job;
    this.books = books;
    this.retries = retries;
    this.loop = loop;
    this.tasks = tasks;
    this.replanning = replanning;
    this.died = died;
  }

  @Override
  public void run() {
    try {
      while (true) {
        Cancellation cancellation = new Cancellation();
        SplitBook book = books.take(cancellation);
        if (book == null) {
          return;
        }
        cancellation.enter();
        try {
          read(book, cancellation);
        } finally {
          cancellation.leave();
        }
      }
    } catch (Throwable failure) {
      // What decides about failures failed itself, or somebody interrupted a thread that reads
      // nothing. Leaving without a word would have the host wait for ever.
      died.accept(failure);
    }
  }

  private void read(SplitBook book, Cancellation cancellation) {
    while (true) {
      try {
        Completion completion =
            loop.read(
                tasks.apply(book),
                cancellation,
                (batch, idle) -> books.handOver(book, slot, batch, idle));
        books.ended(book, completion);
        return;
      } catch (Throwable failure) {
        // The books hear of it first: a reader that waits for room may come back in between.
        if (cancellation.isCancelled() || books.isCancelled()) {
          books.giveBack(book);
          return;
        }
        if (!again(book, failure)) {
          return;
        }
      }
    }
  }

  /** Waits if the split is to be opened again; otherwise passes it on to where it belongs. */
  private boolean again(SplitBook book, Throwable failure) {
    ConnectorException error =
        job.failures().of(failure, book.split.stream(), "split " + book.split.id());
    if (error.kind() == ErrorKind.PLAN_LOST && replanning.replan(error)) {
      books.giveBack(book);
      return false;
    }
    book.failures += error.attempts();
    try {
      if (!book.wouldRepeat() && retries.await(error, book.failures)) {
        return true;
      }
      books.failed(book, error);
      return false;
    } catch (InterruptedException cancelled) {
      books.giveBack(book);
      return false;
    }
  }
}
