package dev.tributary.connector.engine;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.read.ExtractionRequest.OnPlanLost;
import dev.tributary.connector.read.SplitPlan;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.split.Split;
import dev.tributary.connector.state.ExtractionState;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The planner's thread: asks the plan for splits as they are needed, keeps it alive, makes a new
 * one when it is lost, hires workers, and closes it when all reading is over (rules 1 and 2).
 */
final class Planner implements Runnable {
  private static final String PLACE = "planning";
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Job job;
  private final Books books;
  private final Schemas schemas;
  private final Tell tell;
  private final Retries retries;
  private final Cancellation cancellation;
  private final Runnable before;
  private final Runnable hire;
  private final Supplier<@Nullable ConnectorException> lost;
  private final Worker.Replanning replanning;
  private final Consumer<Throwable> died;
  private final Runnable after;

  private List<String> streams = List.of();
  private @Nullable SplitPlan plan;
  private @Nullable ConnectorException passing;
  private int failures;

  /**
   * Makes the planner of one extraction.
   *
   * @param before runs once the streams are known, before anything is planned
   * @param hire makes another worker
   * @param lost returns why the plan was lost
   * @param replanning decides whether a lost plan is made anew
   * @param died is told if this thread ends before its time
   * @param after runs at the very end
   */
  Planner(
      Job job,
      Books books,
      Schemas schemas,
      Tell tell,
      Retries retries,
      Cancellation cancellation,
      Runnable before,
      Runnable hire,
      Supplier<@Nullable ConnectorException> lost,
      Worker.Replanning replanning,
      Consumer<Throwable> died,
      Runnable after) {
    this.job = job;
    this.books = books;
    this.schemas = schemas;
    this.tell = tell;
    this.retries = retries;
    this.cancellation = cancellation;
    this.before = before;
    this.hire = hire;
    this.lost = lost;
    this.replanning = replanning;
    this.died = died;
    this.after = after;
  }

  @Override
  public void run() {
    try {
      plan();
    } catch (Throwable failure) {
      // What decides about failures failed itself; without a word the host would wait for ever.
      died.accept(failure);
    } finally {
      closePlan();
      after.run();
    }
  }

  private void plan() throws InterruptedException {
    cancellation.enter();
    try {
      prepare();
      work();
    } catch (Throwable failure) {
      if (!cancellation.isCancelled() && !books.isCancelled()) {
        books.planningFailed(job.failures().of(failure, null, PLACE));
        idleUntilTheEnd();
      }
    } finally {
      cancellation.leave();
    }
  }

  private void prepare() throws Exception {
    Preparation preparation = new Preparation(job);
    List<String> asked = preparation.streams(retries, cancellation);
    books.expect(asked);
    before.run();
    ExtractionState state = books.state();
    streams =
        preparation.describe(asked, state, schemas, retries, cancellation, books::streamFailed);
    streams.forEach(stream -> books.schema(stream, schemas.get(stream)));
    if (streams.isEmpty()) {
      // The state says what an earlier run left to plan, or that nothing was planned yet.
      books.planNothing();
    } else {
      preparation.requireAll(asked, streams, state);
      open();
      restart(restarted(), "the plan did not survive its process", ErrorKind.PLAN_LOST);
    }
  }

  private Set<String> restarted() {
    return plan == null ? Set.of() : plan.restarted();
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
    while (true) {
      try {
        plan =
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
        return;
      } catch (Exception failure) {
        if (cancellation.isCancelled()) {
          throw failure;
        }
        retry(job.failures().of(failure, null, PLACE));
      }
    }
  }

  /** Waits before planning is tried again after {@code error}, or ends it with that. */
  private void retry(ConnectorException error) throws InterruptedException {
    failures += error.attempts();
    if (!retries.await(error, failures)) {
      throw error;
    }
  }

  /** Begins again what the new plan says has to, and lets workers go on. */
  private void restart(Set<String> again, String reason, ErrorKind kind) {
    SplitPlan current = plan;
    books.replanned(
        again,
        current == null ? Position.empty() : current.position(),
        split ->
            job.failures()
                .of(
                    ConnectorException.of(kind, reason)
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
      recover(failure);
      return;
    }
    if (splits == null || !splits.isEmpty()) {
      failures = 0;
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
      recover(failure);
    }
  }

  /**
   * Has a new plan made in place of one that failed or was lost, if that helps. Nobody knows how
   * far a call that failed had come, so it is not made again on the same plan.
   */
  private void recover(Exception failure) throws Exception {
    if (cancellation.isCancelled()) {
      throw failure;
    }
    ConnectorException error = job.failures().of(failure, null, PLACE);
    if (error.kind() == ErrorKind.PLAN_LOST) {
      if (!replanning.replan(error)) {
        throw error;
      }
      return;
    }
    retry(error);
    passing = error;
    books.requestReplan();
  }

  private void replan() throws Exception {
    ConnectorException failed = passing;
    ConnectorException why = failed == null ? lost.get() : failed;
    passing = null;
    closePlan();
    open();
    Set<String> again = restarted();
    if (failed != null && !again.isEmpty() && job.request().onPlanLost() == OnPlanLost.FAIL) {
      throw ConnectorException.of(
              ErrorKind.PLAN_LOST, "the plan did not survive a failure: " + failed.what())
          .remedy("Go on from the stored state, or let lost plans restart their streams")
          .build();
    }
    restart(
        again,
        why == null ? "the plan was lost" : why.what(),
        why == null ? ErrorKind.PLAN_LOST : why.kind());
  }

  /** The workers still read what was planned; somebody must hire them and notice the end. */
  private void idleUntilTheEnd() throws InterruptedException {
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
    } catch (InterruptedException interrupted) {
      // Cancelled while nothing was planned any more, this was the last thing to do.
      if (!cancellation.isCancelled()) {
        throw interrupted;
      }
    }
  }

  private void closePlan() {
    SplitPlan closing = plan;
    plan = null;
    cancellation.forgetHooks();
    if (closing != null) {
      try {
        closing.close();
      } catch (Throwable failed) {
        tell.warn("closing the plan failed: " + job.failures().text(failed));
      }
    }
  }
}
