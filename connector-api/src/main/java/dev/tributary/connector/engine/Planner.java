package dev.tributary.connector.engine;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.read.SplitPlan;
import dev.tributary.connector.split.Split;
import dev.tributary.connector.state.ExtractionState;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The planner's thread: asks the plan for splits as they are needed, keeps it alive, makes a new
 * one when it is lost, hires workers, and closes it when all reading is over (rules 1 and 2).
 */
final class Planner implements Runnable {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Job job;
  private final Books books;
  private final Schemas schemas;
  private final Tell tell;
  private final Cancellation cancellation;
  private final Runnable before;
  private final Runnable hire;
  private final Supplier<@Nullable ConnectorException> lost;
  private final Worker.Replanning replanning;
  private final Runnable after;

  private List<String> streams = List.of();
  private @Nullable SplitPlan plan;

  /**
   * Makes the planner of one extraction.
   *
   * @param before runs once the streams are known, before anything is planned
   * @param hire makes another worker
   * @param lost returns why the plan was lost
   * @param replanning decides whether a lost plan is made anew
   * @param after runs at the very end
   */
  Planner(
      Job job,
      Books books,
      Schemas schemas,
      Tell tell,
      Cancellation cancellation,
      Runnable before,
      Runnable hire,
      Supplier<@Nullable ConnectorException> lost,
      Worker.Replanning replanning,
      Runnable after) {
    this.job = job;
    this.books = books;
    this.schemas = schemas;
    this.tell = tell;
    this.cancellation = cancellation;
    this.before = before;
    this.hire = hire;
    this.lost = lost;
    this.replanning = replanning;
    this.after = after;
  }

  @Override
  public void run() {
    cancellation.enter();
    try {
      prepare();
      work();
    } catch (Throwable failure) {
      if (!cancellation.isCancelled()) {
        books.planningFailed(job.failures().of(failure, null, "planning"));
        idleUntilTheEnd();
      }
    } finally {
      cancellation.leave();
      if (!books.isOver() && !books.isCancelled()) {
        books.crashed(
            ConnectorException.of(ErrorKind.INTERNAL, "the planner's thread ended too soon")
                .source(job.source().id())
                .remedy("Go on from the stored state, and report this")
                .build());
      }
      closePlan();
      after.run();
    }
  }

  private void prepare() throws Exception {
    Preparation preparation = new Preparation(job);
    List<String> asked = preparation.streams();
    books.expect(asked);
    before.run();
    ExtractionState state = books.state();
    streams = preparation.describe(asked, state, schemas, books::streamFailed);
    streams.forEach(stream -> books.schema(stream, schemas.get(stream)));
    if (streams.isEmpty()) {
      // The state says what an earlier run left to plan, or that nothing was planned yet.
      books.planNothing();
    } else {
      preparation.requireAll(asked, streams, state);
      open();
    }
  }

  private void work() throws Exception {
    while (true) {
      switch (books.nextDuty(SECOND)) {
        case PLAN -> next();
        case REPLAN -> replan();
        case HIRE -> hire.run();
        case IDLE -> idle();
        case END -> {
          return;
        }
      }
    }
  }

  private void open() throws Exception {
    SplitPlan opened =
        job.source()
            .plan(
                new PlanAsk(
                    job,
                    books.state(),
                    streams,
                    books.unfinished(),
                    schemas,
                    cancellation,
                    books::forget));
    plan = opened;
    restart(opened.restarted(), lost.get());
  }

  private void restart(Set<String> again, @Nullable ConnectorException why) {
    String reason = why == null ? "the plan did not survive its process" : why.what();
    books.replanned(
        again,
        split ->
            job.failures()
                .of(
                    ConnectorException.of(ErrorKind.PLAN_LOST, reason)
                        .remedy("Go on from the stored state in a new extraction")
                        .build(),
                    split.stream(),
                    "split " + split.id()));
    if (!again.isEmpty()) {
      tell.count("restarts", 1);
      tell.listener(one -> one.restarted(job.source().id(), again, reason));
      tell.warn("reading " + again + " again from the start: " + reason);
    }
  }

  private void next() throws Exception {
    SplitPlan current = plan;
    if (current == null) {
      throw new IllegalStateException("there is no plan");
    }
    List<Split> splits;
    try {
      splits = current.next();
    } catch (Exception failure) {
      if (cancellation.isCancelled() || !lostWhilePlanning(failure)) {
        throw failure;
      }
      return;
    }
    if (splits != null) {
      splits.forEach(split -> Secrets.refuse(split, job.host().redactor()));
    }
    Secrets.refuse(current.position(), job.host().redactor());
    current.watermarks().values().forEach(mark -> Secrets.refuse(mark, job.host().redactor()));
    books.planned(splits, current.position(), current.isExhausted(), current.watermarks());
  }

  private void idle() throws Exception {
    SplitPlan current = plan;
    if (current == null) {
      return;
    }
    try {
      current.idle();
    } catch (Exception failure) {
      if (cancellation.isCancelled() || !lostWhilePlanning(failure)) {
        throw failure;
      }
    }
  }

  private boolean lostWhilePlanning(Exception failure) {
    ConnectorException error = job.failures().of(failure, null, "planning");
    return error.kind() == ErrorKind.PLAN_LOST && replanning.replan(error);
  }

  private void replan() throws Exception {
    closePlan();
    open();
  }

  /** The workers still read what was planned; somebody must hire them and notice the end. */
  private void idleUntilTheEnd() {
    try {
      for (Books.Duty duty = books.nextDuty(SECOND);
          duty != Books.Duty.END;
          duty = books.nextDuty(SECOND)) {
        if (duty == Books.Duty.HIRE) {
          hire.run();
        } else if (duty == Books.Duty.REPLAN) {
          ConnectorException why = lost.get();
          books.planningFailed(
              why != null ? why : ConnectorException.of(ErrorKind.PLAN_LOST, "plan lost").build());
        }
      }
    } catch (InterruptedException cancelled) {
      // Cancelled while nothing was planned any more: this was the last thing to do.
    }
  }

  private void closePlan() {
    SplitPlan closing = plan;
    plan = null;
    if (closing != null) {
      try {
        closing.close();
      } catch (Exception failed) {
        tell.warn("closing the plan failed: " + failed);
      }
    }
  }
}
