package dev.tributary.connector.pipeline.run;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.store.FileStore;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.pipeline.PipelineConfig;
import dev.tributary.connector.pipeline.state.LocalStateStore;
import dev.tributary.connector.pipeline.state.RunHistory;
import dev.tributary.connector.pipeline.state.RunLock;
import dev.tributary.connector.read.StreamInfo;
import dev.tributary.connector.state.StateStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs pipelines: reads the streams of a source side by side and stages each of them whole, once.
 *
 * <p>Each stream is an extraction of its own: it is committed by itself, and one that fails stops
 * no other. A run that is killed, at any moment, is gone on with by the next one, under the same
 * id: what was committed stays, what was staged is kept, and the rest is read.
 *
 * <p>Each method that sets something returns a copy. Immutable and thread-safe; what is lent to it
 * is not closed.
 */
public final class PipelineRunner {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Connectors connectors;
  private final ConnectorContext host;
  private final Path directory;
  private final StagingStores stores;
  private final Retrying handOff;
  private final int parallelStreams;

  private PipelineRunner(
      Connectors connectors,
      ConnectorContext host,
      Path directory,
      StagingStores stores,
      Retrying handOff,
      int parallelStreams) {
    this.connectors = connectors;
    this.host = host;
    this.directory = directory;
    this.stores = stores;
    this.handOff = handOff;
    this.parallelStreams = parallelStreams;
  }

  /**
   * Returns a runner that stages into directories of this machine, hands nothing over, and reads up
   * to four streams at once.
   *
   * @param connectors the connectors at hand
   * @param host what the host lends to them and to runs: threads, clock, secrets, listener
   * @param directory where states, locks and the history of runs are kept, made if there is none;
   *     all who run the same pipelines share it
   */
  public static PipelineRunner of(Connectors connectors, ConnectorContext host, Path directory) {
    return new PipelineRunner(
        connectors.with(host),
        host,
        directory,
        StagingStores.local(),
        new Retrying(HandOff.none(), 1, Duration.ZERO),
        4);
  }

  /** Returns a copy that stages there. */
  public PipelineRunner stores(StagingStores stores) {
    return new PipelineRunner(connectors, host, directory, stores, handOff, parallelStreams);
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
    return new PipelineRunner(
        connectors,
        host,
        directory,
        stores,
        new Retrying(handOff, attempts, pause),
        parallelStreams);
  }

  /** Returns a copy that reads up to so many streams at once. */
  public PipelineRunner parallelStreams(int streams) {
    if (streams < 1) {
      throw new IllegalArgumentException("at least one stream, not " + streams);
    }
    return new PipelineRunner(connectors, host, directory, stores, handOff, streams);
  }

  /**
   * Returns the history of runs.
   *
   * @throws ConnectorException if its directory cannot be used
   */
  public RunHistory history() {
    try {
      return RunHistory.at(directory.resolve("history"));
    } catch (IOException unusable) {
      throw StagingFailures.of("the state directory", directory.toString(), unusable);
    }
  }

  /**
   * Runs a pipeline, or goes on with the run of it that was killed. Interrupt the thread to end it
   * early; what was staged is kept.
   *
   * @param pipeline what to run
   * @return how each stream ended; those that failed stand in it and are not thrown
   * @throws ConnectorException if nothing could be read at all: another run is going on, the source
   *     cannot be used, a directory cannot be written
   */
  public RunResult run(PipelineConfig pipeline) {
    if (Thread.currentThread().isInterrupted()) {
      throw interrupted(null);
    }
    try (RunLock lock = RunLock.take(directory.resolve("locks"), pipeline.pipelineId())) {
      Instant started = host.clock().instant();
      String runId = lock.interrupted().orElseGet(() -> newId(started));
      lock.hold(runId, started);
      try {
        List<StreamResult> streams = streams(pipeline, runId);
        RunResult result =
            new RunResult(
                runId,
                pipeline.pipelineId(),
                started,
                host.clock().instant(),
                lock.interrupted().isPresent(),
                streams);
        history().add(result.record());
        return result;
      } finally {
        lock.release();
      }
    } catch (IOException unusable) {
      throw StagingFailures.of("the state directory", directory.toString(), unusable);
    }
  }

  private List<StreamResult> streams(PipelineConfig pipeline, String runId) throws IOException {
    StateStore states = LocalStateStore.at(directory.resolve("states"));
    try (BaseConnector connector = connectors.create(pipeline.source());
        FileStore store = store(pipeline)) {
      List<String> names = names(pipeline, connector);
      ExecutorService threads =
          Executors.newFixedThreadPool(Math.min(parallelStreams, names.size()), host.threads());
      List<Future<StreamResult>> running = new ArrayList<>();
      try {
        for (String stream : names) {
          StreamRun run =
              new StreamRun(stream, runId, pipeline, connector, host, store, states, handOff);
          running.add(threads.submit(run::run));
        }
        threads.shutdown();
        return results(names, running);
      } finally {
        end(threads);
      }
    }
  }

  private static List<StreamResult> results(
      List<String> names, List<Future<StreamResult>> running) {
    List<StreamResult> results = new ArrayList<>();
    for (int i = 0; i < running.size(); i++) {
      try {
        results.add(running.get(i).get());
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw interrupted(interrupted);
      } catch (ExecutionException broken) {
        throw ConnectorException.of(
                ErrorKind.INTERNAL, "staging " + names.get(i) + " died: " + broken.getCause())
            .stream(names.get(i))
            .cause(broken)
            .build();
      }
    }
    return results;
  }

  private static ConnectorException interrupted(@Nullable InterruptedException cause) {
    return ConnectorException.of(ErrorKind.CANCELLED, "the run was interrupted")
        .remedy("Run again: it goes on where it was")
        .cause(cause)
        .build();
  }

  /** Ends what still runs, and waits for it: nothing may write once the lock is let go. */
  private static void end(ExecutorService threads) {
    threads.shutdownNow();
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        ended = threads.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private FileStore store(PipelineConfig pipeline) {
    String path = pipeline.staging().path();
    try {
      return stores.open(path);
    } catch (IOException unusable) {
      throw StagingFailures.of("the staging area", path, unusable);
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

  private static String newId(Instant now) {
    return TIME.format(now) + "-" + UUID.randomUUID().toString().substring(0, 8);
  }
}
