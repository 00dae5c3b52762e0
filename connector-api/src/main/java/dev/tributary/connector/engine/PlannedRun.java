package dev.tributary.connector.engine;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.read.SplitPlan;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.split.Split;
import dev.tributary.connector.state.Commit;
import dev.tributary.connector.state.ExtractionState;
import dev.tributary.connector.state.OpenSplit;
import dev.tributary.connector.state.Progress;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A plan whose tasks another engine reads: yields them, keeps what the plan owns alive, and keeps
 * the books of what that engine reports. The plan lives on one thread. Thread-safe.
 */
public final class PlannedRun implements AutoCloseable {
  private final Job job;
  private final Tell tell;
  private final Schemas schemas;
  private final Progress progress;
  private final Acknowledgement acknowledgement;
  private final Retries retries;
  private final Cancellation cancellation = new Cancellation();
  private final ScheduledThreadPoolExecutor planner;
  private final Deque<ReadTask> ready = new ArrayDeque<>();
  private @Nullable SplitPlan plan;
  private volatile @Nullable ConnectorException lost;
  private boolean ended;

  private PlannedRun(Job job, Progress progress) {
    this.job = job;
    this.progress = progress;
    this.tell = new Tell(job.source().id(), job.host().listener(), job.host().redactor());
    this.schemas = new Schemas((stream, before, after) -> {});
    this.acknowledgement = new Acknowledgement(job, tell, this::finalised);
    this.retries = new Retries(job, tell);
    this.planner = new ScheduledThreadPoolExecutor(1, job.host().threads());
  }

  /**
   * Plans.
   *
   * @throws ConnectorException if the read cannot be planned
   */
  public static PlannedRun start(Job job) {
    ExtractionState state = new Preparation(job).state();
    PlannedRun run =
        new PlannedRun(
            job,
            Progress.from(
                job.source().type(),
                job.source().id(),
                Preparation.newId(),
                job.source().stateVersion(),
                job.fingerprint(),
                job.request().window().isEmpty(),
                state));
    try {
      run.onPlanner(
          () -> {
            run.open();
            return true;
          });
      // What idle throws is kept there; the future would only hide it.
      var unused = run.planner.scheduleWithFixedDelay(run::idle, 1, 1, TimeUnit.SECONDS);
      return run;
    } catch (RuntimeException failed) {
      run.close();
      throw failed;
    }
  }

  /** Returns the next task, or null when all were planned. */
  public @Nullable ReadTask next() {
    return onPlanner(this::plan);
  }

  /** Returns the schema of a stream. */
  public StreamSchema schema(String stream) {
    return schemas.get(stream);
  }

  /** Notes how far a task was read and durably handed over. */
  public void progressed(ReadTask task, Position checkpoint, long records) {
    synchronized (progress) {
      progress.covered(task.split().id(), checkpoint, records);
    }
  }

  /** Notes that a task was read to its end and durably handed over. */
  public void finished(ReadTask task, @Nullable Position watermark) {
    synchronized (progress) {
      progress.finished(task.split().id(), watermark);
    }
  }

  /** Returns the state of what was reported. */
  public ExtractionState state() {
    synchronized (progress) {
      return progress.snapshot();
    }
  }

  /** Tells the source what is durable. */
  public void acknowledge(ExtractionState durable) {
    acknowledgement.acknowledge(durable);
  }

  /** Ends the plan and its thread. */
  @Override
  public void close() {
    cancellation.cancelIfBusy();
    try {
      planner.execute(this::closePlan);
    } catch (RejectedExecutionException again) {
      return;
    }
    planner.shutdown();
    boolean interrupted = Thread.interrupted();
    try {
      if (!planner.awaitTermination(10, TimeUnit.SECONDS)) {
        planner.shutdownNow();
        tell.warn("the plan did not close in time; its thread is left behind");
      }
    } catch (InterruptedException later) {
      interrupted = true;
      planner.shutdownNow();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void open() throws Exception {
    Preparation preparation = new Preparation(job);
    ExtractionState state = state();
    acknowledgement.replay(state);
    List<String> streams =
        preparation.describe(
            preparation.streams(retries, cancellation),
            state,
            schemas,
            retries,
            cancellation,
            (stream, failure) -> {
              throw failure;
            });
    PlanAsk ask =
        new PlanAsk(
            job, state, streams, unfinished(state, streams), schemas, cancellation, this::forget);
    SplitPlan opened = retries.run(null, "planning", cancellation, () -> job.source().plan(ask));
    plan = opened;
    synchronized (progress) {
      streams.forEach(stream -> progress.schema(stream, schemas.get(stream)));
      Set<String> again = opened.restarted();
      if (!again.isEmpty()) {
        progress.restarted(again, opened.position());
      }
      for (OpenSplit open : progress.snapshot().open()) {
        ready.add(task(open.split(), open.resumeFrom().orElse(null), open.records()));
      }
      ended = progress.snapshot().isPlanExhausted();
    }
  }

  private static Set<String> unfinished(ExtractionState state, List<String> streams) {
    Set<String> names = new HashSet<>(state.isPlanExhausted() ? List.of() : streams);
    state.open().forEach(open -> names.addAll(open.split().streams()));
    return names;
  }

  private @Nullable ReadTask plan() throws Exception {
    ConnectorException gone = lost;
    if (gone != null) {
      throw gone;
    }
    SplitPlan current = plan;
    while (ready.isEmpty() && !ended && current != null) {
      List<Split> splits = current.next();
      ended = splits == null || current.isExhausted();
      List<Split> fresh = splits == null ? List.of() : splits;
      for (Split split : fresh) {
        Secrets.refuse(split, job.host().redactor());
        if (split.phase() > 0) {
          throw ConnectorException.of(
                  ErrorKind.CONFIG,
                  "split \""
                      + split.id()
                      + "\" waits for a phase before it, which an engine that"
                      + " reads tasks by itself does not do")
              .remedy("Read this extraction with extractData")
              .build();
        }
      }
      synchronized (progress) {
        progress.planned(fresh, current.position(), ended, current.watermarks());
      }
      fresh.forEach(split -> ready.add(task(split, null, 0)));
    }
    return ready.poll();
  }

  private ReadTask task(Split split, @Nullable Position resumeFrom, long records) {
    ReadTask task =
        ReadTask.of(progress.extractionId(), split)
            .options(job.options())
            .resumingFrom(resumeFrom, records)
            .oneOf(job.workers());
    for (String stream : split.streams()) {
      task = task.stream(stream, schemas.get(stream), state().stream(stream).generation());
    }
    return task;
  }

  private void idle() {
    SplitPlan current = plan;
    if (current != null && lost == null) {
      try {
        current.idle();
      } catch (Throwable failure) {
        lost = job.failures().of(failure, null, "keeping the plan alive");
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

  private void forget(String stream, String key) {
    synchronized (progress) {
      progress.forget(stream, key);
    }
  }

  private void finalised(Collection<Commit> commits) {
    synchronized (progress) {
      progress.finalised(commits);
    }
  }

  private <T> T onPlanner(Callable<T> work) {
    var result =
        planner.submit(
            () -> {
              cancellation.enter();
              try {
                return work.call();
              } finally {
                cancellation.leave();
              }
            });
    try {
      return result.get();
    } catch (InterruptedException interrupted) {
      result.cancel(true);
      Thread.currentThread().interrupt();
      throw job.failures().of(interrupted, null, "planning");
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause() == null ? failed : failed.getCause();
      throw job.failures().of(cause, null, "planning");
    }
  }
}
