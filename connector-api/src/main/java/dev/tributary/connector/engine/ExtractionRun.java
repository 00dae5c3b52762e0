package dev.tributary.connector.engine;

import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.host.ExtractionMetadata;
import dev.tributary.connector.host.StreamOutcome;
import dev.tributary.connector.read.ExtractionRequest.OnPlanLost;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.state.ExtractionState;
import dev.tributary.connector.state.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One extraction while it runs: a planner's thread, up to so many workers, the books between them,
 * and the host's side of it. Thread-safe.
 */
public final class ExtractionRun implements AutoCloseable {
  /** A plan that is lost this often in one process is lost for good. */
  private static final int MOST_RESTARTS = 5;

  /** How long closing waits for threads whose readers ignore both their hooks and interruption. */
  private static final long CLOSE_MILLIS = 10_000;

  private final Job job;
  private final Books books;
  private final Tell tell;
  private final Schemas schemas;
  private final Retries retries;
  private final SplitLoop loop;
  private final Acknowledgement acknowledgement;
  private final Cancellation planning = new Cancellation();
  private final List<Thread> threads = new ArrayList<>();
  private final Instant startedAt;
  private final String extractionId;

  /** Made beforehand, because a process that has no memory left cannot. */
  private final ConnectorException lastWord;

  private volatile @Nullable ConnectorException lost;
  private volatile @Nullable Instant endedAt;
  private int restarts;
  private boolean closed;

  private ExtractionRun(Job job, Progress progress, List<String> streams) {
    this.job = job;
    this.books = new Books(progress, streams, job.workers());
    this.tell = new Tell(job.source().id(), job.host().listener(), job.host().redactor());
    this.schemas = new Schemas(this::grew);
    this.retries = new Retries(job, tell);
    this.loop = new SplitLoop(job, tell, schemas);
    this.acknowledgement = new Acknowledgement(job, tell, books::finalised);
    this.startedAt = job.host().clock().instant();
    this.extractionId = progress.extractionId();
    this.lastWord = job.failures().died(null);
  }

  /**
   * Begins to read.
   *
   * @throws ConnectorException of kind CONFIG if the state given cannot be gone on from
   */
  public static ExtractionRun start(Job job) {
    ExtractionState state = new Preparation(job).state();
    Progress progress =
        Progress.from(
            job.source().type(),
            job.source().id(),
            Preparation.newId(),
            job.source().stateVersion(),
            job.fingerprint(),
            job.request().window().isEmpty(),
            state);
    ExtractionRun run = new ExtractionRun(job, progress, job.request().streams());
    run.start(
        new Planner(
            job,
            run.books,
            run.schemas,
            run.tell,
            run.retries,
            run.planning,
            run::prepared,
            run::hire,
            () -> run.lost,
            run::replan,
            run::died,
            run::finish));
    return run;
  }

  /** Returns the next batch, or null if none came in time or none will come. */
  public @Nullable RecordBatch poll(long nanos) throws InterruptedException {
    RecordBatch batch = books.poll(nanos);
    if (batch != null) {
      tell.listener(one -> one.progressed(job.source().id(), books.outcome(batch.stream())));
    }
    return batch;
  }

  /** Returns whether no batch will come any more. */
  public boolean isFinished() {
    return books.isCancelled() || (books.isOver() && books.handover().isEmpty());
  }

  /** Returns whether the host cancelled it. */
  public boolean isCancelled() {
    return books.isCancelled();
  }

  /** Returns what completes when there is a batch to take or none will come. */
  public CompletionStage<Void> whenReady() {
    return books.handover().whenReady();
  }

  /** Notes that the host is done with a batch. */
  public void complete(RecordBatch batch) {
    books.complete(batch);
  }

  /** Returns the state of what was completed. */
  public ExtractionState state() {
    return books.state();
  }

  /** Tells the source what is durable. */
  public void acknowledge(ExtractionState durable) {
    if (!durable.extractionId().equals(extractionId)) {
      throw new IllegalArgumentException(durable + " is not of extraction " + extractionId);
    }
    acknowledgement.acknowledge(durable);
  }

  /** Returns how far each stream came. */
  public Map<String, StreamOutcome> outcomes() {
    Map<String, StreamOutcome> outcomes = new LinkedHashMap<>();
    books.outcomes().forEach(outcome -> outcomes.put(outcome.stream(), outcome));
    return outcomes;
  }

  /** Returns the account so far. */
  public ExtractionMetadata metadata() {
    if (books.isOver()) {
      markEnd();
    }
    return ExtractionMetadata.of(extractionId, job.source().id(), job.source().type(), startedAt)
        .endedAt(endedAt)
        .streams(books.outcomes())
        .counters(tell.counters())
        .warnings(tell.warnings());
  }

  /** Returns the failure of all streams that failed or fell short, or null if none did. */
  public @Nullable ConnectorException failure() {
    ConnectorException verdict = Verdict.of(job.source().id(), books.outcomes());
    return verdict == null ? books.planningError() : verdict;
  }

  /** Stops all reading, without waiting for it. */
  public void cancel() {
    List<Cancellation> readers = books.cancel();
    planning.cancel();
    readers.forEach(Cancellation::cancel);
  }

  /** Stops all reading and waits for every thread to end. */
  @Override
  public void close() {
    List<Thread> ending;
    boolean first;
    synchronized (threads) {
      first = !closed;
      closed = true;
      ending = new ArrayList<>(threads);
    }
    if (!first) {
      return;
    }
    if (!isFinished() || !books.isOver()) {
      cancel();
    }
    if (!Threads.join(ending, CLOSE_MILLIS)) {
      tell.warn(
          "a reader did not stop within " + CLOSE_MILLIS / 1000 + " s; its thread is left behind");
    }
  }

  private void start(Runnable work) {
    synchronized (threads) {
      if (closed) {
        return;
      }
      Thread thread = job.host().threads().newThread(work);
      threads.removeIf(one -> one.getState() == Thread.State.TERMINATED);
      threads.add(thread);
      thread.start();
    }
  }

  private void hire() {
    start(new Worker(job, books, retries, loop, this::task, this::replan, this::died));
  }

  /** Ends everything because a thread of the engine died, which the host must hear of. */
  private void died(Throwable failure) {
    ConnectorException error = lastWord;
    try {
      error = job.failures().died(failure);
    } catch (Throwable again) {
      // Then the host hears no more than that it happened.
    }
    List<Cancellation> readers = books.crashed(error);
    planning.cancel();
    readers.forEach(Cancellation::cancel);
  }

  private void prepared() {
    tell.listener(one -> one.started(metadata()));
    acknowledgement.replay(books.state());
  }

  private void finish() {
    markEnd();
    books
        .outcomes()
        .forEach(outcome -> tell.listener(one -> one.streamEnded(job.source().id(), outcome)));
    tell.listener(one -> one.ended(metadata()));
  }

  private synchronized void markEnd() {
    if (endedAt == null) {
      endedAt = job.host().clock().instant();
    }
  }

  private boolean replan(ConnectorException why) {
    synchronized (this) {
      if (job.request().onPlanLost() == OnPlanLost.FAIL || restarts >= MOST_RESTARTS) {
        return false;
      }
      if (books.isReplanning()) {
        return true;
      }
      restarts++;
      lost = why;
    }
    return books.requestReplan();
  }

  private ReadTask task(SplitBook book) {
    ExtractionState state = books.state();
    ReadTask task =
        ReadTask.of(extractionId, book.split)
            .options(job.options())
            .resumingFrom(book.resumeFrom(), book.recordsBefore());
    for (String stream : book.split.streams()) {
      task = task.stream(stream, schemas.get(stream), state.stream(stream).generation());
    }
    return task;
  }

  private void grew(String stream, StreamSchema before, StreamSchema after) {
    books.schema(stream, after);
    tell.count("schema_changes", 1);
    tell.listener(one -> one.schemaChanged(job.source().id(), stream, before, after));
  }
}
