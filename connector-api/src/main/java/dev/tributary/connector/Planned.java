package dev.tributary.connector;

import dev.tributary.connector.engine.Job;
import dev.tributary.connector.engine.PlannedRun;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.state.ExtractionState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A planned read whose tasks another engine reads, such as Spark: plan on the driver, {@link
 * BaseConnector#read} on the executors, report back here.
 *
 * <p>It owns what must live as long as the read, such as an exported snapshot: keep it open until
 * all tasks are read. A task may be opened twice at once unless its split is exclusive. Splits of a
 * phase beyond the first are refused, and the limits of the source are shared out evenly among as
 * many tasks as the request's parallelism says. Only the driver acknowledges. Thread-safe.
 *
 * @since 0.1.0
 */
public final class Planned implements AutoCloseable {
  private final PlannedRun run;
  private final Consumer<AutoCloseable> onClose;

  private Planned(PlannedRun run, Consumer<AutoCloseable> onClose) {
    this.run = run;
    this.onClose = onClose;
  }

  static Planned of(Job job, Consumer<AutoCloseable> onClose) {
    return new Planned(PlannedRun.start(job), onClose);
  }

  /**
   * Returns the next task, or null when all were planned. Planning goes on only as it is called.
   *
   * @throws ConnectorException if planning failed or the plan was lost
   */
  public @Nullable ReadTask next() {
    return run.next();
  }

  /**
   * Returns all tasks that {@link #next} has not returned yet.
   *
   * @throws ConnectorException if planning failed or the plan was lost
   */
  public List<ReadTask> all() {
    List<ReadTask> tasks = new ArrayList<>();
    for (ReadTask task = next(); task != null; task = next()) {
      tasks.add(task);
    }
    return tasks;
  }

  /** Returns the schema of a stream, as it was agreed on before reading. */
  public StreamSchema schema(String stream) {
    return run.schema(stream);
  }

  /**
   * Notes that a task was read through a checkpoint, and what it yielded is durable.
   *
   * @param task the task
   * @param checkpoint the checkpoint of the last batch that is durable
   * @param records how many records, rejected ones included, the split yielded up to there in all
   */
  public void progressed(ReadTask task, Position checkpoint, long records) {
    run.progressed(task, checkpoint, records);
  }

  /** Notes that a task was read to its end, see {@link TaskRun#isFinished}, and is durable. */
  public void finished(ReadTask task) {
    run.finished(task, null);
  }

  /** As {@link #finished(ReadTask)}, with the watermark that the reader's completion names. */
  public void finished(ReadTask task, Position watermark) {
    run.finished(task, watermark);
  }

  /** Returns the state of what was reported. */
  public ExtractionState state() {
    return run.state();
  }

  /** Says that the host has stored a state durably, so that the source may be told. */
  public void acknowledge(ExtractionState durable) {
    run.acknowledge(durable);
  }

  /** Ends the plan and what it owns. Again is harmless. */
  @Override
  public void close() {
    run.close();
    onClose.accept(this);
  }
}
