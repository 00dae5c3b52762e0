package dev.tributary.connector.pipeline.run;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.store.FileStore;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.pipeline.PipelineConfig;
import dev.tributary.connector.pipeline.RunSettings;
import dev.tributary.connector.pipeline.state.PipelineStore;
import dev.tributary.connector.pipeline.state.RunHistory;
import dev.tributary.connector.pipeline.state.RunLock;
import dev.tributary.connector.pipeline.state.RunRecord;
import dev.tributary.connector.pipeline.state.StateSession;
import dev.tributary.connector.read.StreamInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Runs pipelines: reads the streams of a source side by side and stages each of them whole, once.
 *
 * <p>Each stream is an extraction of its own: it is committed by itself, and one that fails stops
 * no other unless the pipeline says so. A run that is killed, at any moment, is gone on with by the
 * next one, under the same id: what was committed stays, what was staged is kept, and the rest is
 * read.
 *
 * <p>Each method that sets something returns a copy. Immutable and thread-safe; what is lent to it
 * is not closed.
 *
 * @since 0.1.0
 */
public final class PipelineRunner {
  private final Connectors connectors;
  private final ConnectorContext host;
  private final PipelineStore store;
  private final StagingStores stores;
  private final Retrying handOff;
  private final RunListener listener;
  private final RunControl control;

  private PipelineRunner(
      Connectors connectors,
      ConnectorContext host,
      PipelineStore store,
      StagingStores stores,
      Retrying handOff,
      RunListener listener,
      RunControl control) {
    this.connectors = connectors;
    this.host = host;
    this.store = store;
    this.stores = stores;
    this.handOff = handOff;
    this.listener = listener;
    this.control = control;
  }

  /**
   * Returns a runner that stages into directories of this machine and hands nothing over.
   *
   * @param connectors the connectors at hand
   * @param host what the host lends to them and to runs: threads, clock, secrets, listener
   * @param directory where states, locks and the history of runs are kept, made if there is none;
   *     all who run the same pipelines share it
   */
  public static PipelineRunner of(Connectors connectors, ConnectorContext host, Path directory) {
    return of(connectors, host, PipelineStore.local(directory));
  }

  /**
   * Returns a runner that stages into directories of this machine and hands nothing over.
   *
   * @param connectors the connectors at hand
   * @param host what the host lends to them and to runs: threads, clock, secrets, listener
   * @param store where states, locks and the history of runs are kept
   */
  public static PipelineRunner of(
      Connectors connectors, ConnectorContext host, PipelineStore store) {
    return new PipelineRunner(
        Objects.requireNonNull(connectors),
        Objects.requireNonNull(host),
        Objects.requireNonNull(store),
        StagingStores.local(),
        new Retrying(HandOff.none(), 1, Duration.ZERO),
        RunListener.none(),
        new RunControl());
  }

  /** Returns a copy that stages there. */
  public PipelineRunner stores(StagingStores stores) {
    return new PipelineRunner(
        connectors, host, store, Objects.requireNonNull(stores), handOff, listener, control);
  }

  /**
   * Returns a copy that hands over what was committed.
   *
   * @param handOff what takes it over
   * @param attempts how often it is offered in one run, at least once; then with the next run
   * @param pause how long to wait after a refusal; it doubles with each
   */
  public PipelineRunner handOff(HandOff handOff, int attempts, Duration pause) {
    if (attempts < 1) {
      throw new IllegalArgumentException("at least one attempt, not " + attempts);
    }
    Retrying retrying = new Retrying(handOff, attempts, pause);
    return new PipelineRunner(connectors, host, store, stores, retrying, listener, control);
  }

  /** Returns a copy that tells this listener how runs come along. */
  public PipelineRunner listener(RunListener listener) {
    return new PipelineRunner(
        connectors, host, store, stores, handOff, Objects.requireNonNull(listener), control);
  }

  /** Returns a copy for one run, which another thread can pause and end by this. */
  public PipelineRunner control(RunControl control) {
    return new PipelineRunner(
        connectors, host, store, stores, handOff, listener, Objects.requireNonNull(control));
  }

  /**
   * Returns the history of runs.
   *
   * @throws ConnectorException if it cannot be used
   */
  public RunHistory history() {
    try {
      return store.history();
    } catch (IOException unusable) {
      throw unusable(unusable);
    }
  }

  /**
   * Runs a pipeline, or goes on with the run of it that was killed. Interrupt the thread to end it
   * early; what was staged is kept.
   *
   * @param pipeline what to run
   * @return how each stream ended; those that failed stand in it and are not thrown
   * @throws ConnectorException if nothing could be read at all: another run is going on, the source
   *     cannot be used, a directory cannot be written; of kind CANCELLED if it was interrupted
   */
  public RunResult run(PipelineConfig pipeline) {
    if (Thread.currentThread().isInterrupted()) {
      throw interrupted();
    }
    RunResult result;
    try (RunLock lock = store.lock(pipeline.pipelineId())) {
      Instant started = host.clock().instant();
      String runId = lock.interrupted().orElseGet(() -> RunIds.next(started));
      lock.hold(runId, started);
      try {
        result = run(pipeline, runId, started, lock.interrupted().isPresent());
      } finally {
        lock.release();
      }
    } catch (IOException unusable) {
      throw unusable(unusable);
    }
    if (Thread.currentThread().isInterrupted() && !result.isComplete()) {
      throw interrupted();
    }
    return result;
  }

  /**
   * Runs those streams of a pipeline again that were not committed by its last run. What is staged
   * of them stays under the id of the run that began it, and the rest is read.
   *
   * @param pipeline what to run, perhaps corrected
   * @return how they ended
   * @throws ConnectorException of kind NOT_FOUND if none failed; otherwise as {@link #run}
   */
  public RunResult retry(PipelineConfig pipeline) {
    List<String> failed;
    try {
      failed =
          history().last(pipeline.pipelineId(), 1).stream()
              .flatMap(run -> run.streams().stream())
              .filter(stream -> !stream.committed())
              .map(RunRecord.Stream::stream)
              .toList();
    } catch (IOException unusable) {
      throw unusable(unusable);
    }
    if (failed.isEmpty()) {
      throw ConnectorException.of(
              ErrorKind.NOT_FOUND,
              "no stream of " + pipeline.pipelineId() + " failed in its last run")
          .remedy("Run the pipeline to read what is new")
          .build();
    }
    return run(pipeline.streams(failed));
  }

  private RunResult run(PipelineConfig pipeline, String runId, Instant started, boolean resumed)
      throws IOException {
    RunHistory history = store.history();
    ConnectorContext lent = host.run(RunIds.values(pipeline, runId, history).asMap());
    Told told = new Told(listener, host.listener(), pipeline.source().sourceId());
    List<StreamResult> streams;
    try (BaseConnector connector = connectors.with(lent).create(pipeline.source());
        FileStore staging = staging(pipeline);
        FileStore quarantine = quarantine(pipeline, staging)) {
      List<String> names = names(pipeline, connector);
      StateSession states = StateSession.of(store.states(), host.clock());
      StreamRun.Setting setting =
          new StreamRun.Setting(
              runId,
              pipeline,
              connector,
              host,
              staging,
              quarantine,
              states,
              history,
              handOff,
              told,
              control);
      told.tell(to -> to.started(pipeline.pipelineId(), runId, resumed, names));
      RunSettings settings = pipeline.runs();
      streams =
          new StreamPool(host.threads(), settings, control)
              .run(names, stream -> new StreamRun(stream, setting).run());
    }
    RunResult result =
        new RunResult(
            runId, pipeline.pipelineId(), started, host.clock().instant(), resumed, streams);
    remember(history, result);
    told.tell(to -> to.ended(result));
    return result;
  }

  /** Also where the thread is interrupted: a run that was ended early is history too. */
  private static void remember(RunHistory history, RunResult result) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      history.add(result.record());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static ConnectorException interrupted() {
    return ConnectorException.of(ErrorKind.CANCELLED, "the run was interrupted")
        .remedy("Run again: it goes on where it was")
        .build();
  }

  private ConnectorException unusable(IOException failure) {
    return StagingFailures.of("the store of states", store.place(), failure);
  }

  private FileStore staging(PipelineConfig pipeline) {
    String path = pipeline.staging().path();
    try {
      return stores.open(path);
    } catch (IOException unusable) {
      throw StagingFailures.of("the staging area", path, unusable);
    }
  }

  private FileStore quarantine(PipelineConfig pipeline, FileStore staging) {
    if (pipeline.errorHandling().path().isEmpty()) {
      return staging;
    }
    String path = pipeline.errorHandling().path().get();
    try {
      return stores.open(path);
    } catch (IOException unusable) {
      throw StagingFailures.of("the quarantine", path, unusable);
    }
  }

  private static List<String> names(PipelineConfig pipeline, BaseConnector connector) {
    List<String> names = pipeline.streams();
    if (names.isEmpty()) {
      names = connector.listStreams().stream().map(StreamInfo::name).toList();
    }
    if (names.isEmpty()) {
      throw ConnectorException.of(
              ErrorKind.NOT_FOUND, "the source offers no streams to the pipeline")
          .source(pipeline.source().sourceId())
          .remedy("Name the streams to read under `streams`")
          .build();
    }
    return names.stream().distinct().toList();
  }
}
