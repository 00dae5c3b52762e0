package dev.tributary.connector.pipeline.run;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.store.FileStore;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.host.StreamOutcome;
import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.pipeline.PipelineConfig;
import dev.tributary.connector.pipeline.quarantine.BadRecord;
import dev.tributary.connector.pipeline.quarantine.BadRecords;
import dev.tributary.connector.pipeline.quarantine.ErrorHandling;
import dev.tributary.connector.pipeline.quarantine.Quarantine;
import dev.tributary.connector.pipeline.staging.Manifest;
import dev.tributary.connector.pipeline.staging.Replaces;
import dev.tributary.connector.pipeline.state.RunHistory;
import dev.tributary.connector.pipeline.state.StateSession;
import dev.tributary.connector.pipeline.state.States;
import dev.tributary.connector.pipeline.transform.Shaped;
import dev.tributary.connector.pipeline.transform.Transformer;
import dev.tributary.connector.pipeline.work.Journal;
import dev.tributary.connector.pipeline.work.Retention;
import dev.tributary.connector.pipeline.work.StreamStaging;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.state.ExtractionState;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Stages one stream in a run: reads, checkpoints, commits, stores the state, acknowledges, hands
 * over. Wherever it is killed, the next one goes on. Used by one thread, once.
 */
final class StreamRun {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final long CHECKPOINT_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final int SHOWN = 3;

  private final String stream;
  private final String runId;
  private final PipelineConfig pipeline;
  private final BaseConnector connector;
  private final ConnectorContext host;
  private final FileStore store;
  private final FileStore quarantine;
  private final StateSession states;
  private final Setting setting;
  private long bytes;
  private long rejects;

  /**
   * What the streams of a run share.
   *
   * @param runId the run
   * @param pipeline what is run
   * @param connector the source
   * @param host what the host lends
   * @param store the staging area
   * @param quarantine where bad records are kept
   * @param states the states as this run sees them
   * @param history how runs before ended
   * @param handOff what takes over what was committed
   * @param told is told how it comes along
   * @param control says whether to wait or to end
   */
  record Setting(
      String runId,
      PipelineConfig pipeline,
      BaseConnector connector,
      ConnectorContext host,
      FileStore store,
      FileStore quarantine,
      StateSession states,
      RunHistory history,
      Retrying handOff,
      Told told,
      RunControl control) {}

  StreamRun(String stream, Setting setting) {
    this.stream = stream;
    this.setting = setting;
    this.runId = setting.runId();
    this.pipeline = setting.pipeline();
    this.connector = setting.connector();
    this.host = setting.host();
    this.store = setting.store();
    this.quarantine = setting.quarantine();
    this.states = setting.states();
  }

  /** Stages the stream. Throws nothing: what failed stands in the result. */
  StreamResult run() {
    long began = System.nanoTime();
    Optional<Manifest> manifest = Optional.empty();
    Optional<ConnectorException> failure = Optional.empty();
    Optional<String> waiting = Optional.empty();
    setting.told().tell(to -> to.streamStarted(stream));
    try (StreamStaging staging =
        StreamStaging.open(
            store,
            pipeline.pipelineId(),
            stream,
            pipeline.staging(),
            Quarantine.of(quarantine, pipeline.pipelineId()),
            pipeline.uniqueColumns())) {
      try {
        manifest = Optional.of(stage(staging));
      } catch (Exception failed) {
        failure = Optional.of(typed(failed));
      }
      waiting = handOver(staging);
      forgetOld(staging);
    } catch (Exception failed) {
      if (failure.isEmpty()) {
        failure = Optional.of(typed(failed));
      }
    }
    StreamResult result =
        new StreamResult(
            stream,
            manifest,
            failure,
            waiting,
            rejects,
            Duration.ofNanos(System.nanoTime() - began));
    setting.told().tell(to -> to.streamEnded(result));
    return result;
  }

  private Manifest stage(StreamStaging staging) throws Exception {
    if (staging.journal().open().isEmpty()) {
      Optional<Manifest> before = staging.manifest(runId);
      if (before.isPresent()) {
        return before.get(); // committed before this run was killed
      }
    }
    String name = States.name(pipeline.pipelineId(), stream);
    ExtractionState stored = states.load(name).orElse(ExtractionState.initial());
    String open = staging.begin(runId, states.version(name));
    Optional<Manifest> visible = staging.manifest(open);
    if (visible.isPresent()) {
      settle(staging, name, stored, visible.get().state());
      return visible.get();
    }
    if (run(staging).isRead()) {
      return commit(staging, name, stored);
    }
    ExtractionState base = run(staging).state().orElse(stored);
    ExtractionRequest request = ExtractionRequest.of(stream).options(options(open)).from(base);
    try (Extraction extraction = connector.extractData(request)) {
      read(extraction, staging);
      Manifest manifest = commit(staging, name, stored);
      extraction.acknowledge(manifest.state());
      ExtractionState told = extraction.state();
      if (told.sequence() != manifest.state().sequence()) {
        states.save(name, told); // without what the source has heard by now
      }
      return manifest;
    }
  }

  /** The values of the run that the stream goes on with, so that it asks for what it asked for. */
  private Configuration options(String open) throws IOException {
    return RunIds.values(pipeline, open, setting.history()).in(pipeline.extraction());
  }

  private void read(Extraction extraction, StreamStaging staging)
      throws IOException, InterruptedException {
    Transformer transformer = transformer(staging);
    try {
      long last = System.nanoTime();
      while (!extraction.isFinished()) {
        RecordBatch batch = extraction.poll(PATIENCE);
        boolean due = System.nanoTime() - last >= CHECKPOINT_NANOS && staging.isDirty();
        if (batch != null) {
          Shaped shaped = transformer.apply(batch);
          if (!staging.takes(shaped.batch())) {
            checkpoint(extraction, staging);
          }
          List<BadRecord> bad = borne(shaped, staging);
          due |= staging.write(shaped.batch());
          due |= staging.setAside(bad, shaped.batch().generation());
          extraction.complete(batch);
          bytes += batch.bytes();
          progressed(extraction, staging);
        }
        boolean paused = setting.control().isPaused();
        if (due || (paused && staging.isDirty())) {
          checkpoint(extraction, staging);
          last = System.nanoTime();
        }
        if (paused) {
          setting.told().tell(to -> to.streamPaused(stream));
          setting.control().awaitGo();
        }
      }
    } catch (ConnectorException failure) {
      keep(extraction, staging, failure);
      throw failure;
    }
    checkpoint(extraction, staging);
  }

  private void progressed(Extraction extraction, StreamStaging staging) {
    StreamOutcome outcome = extraction.outcomes().get(stream);
    long estimate = outcome == null ? -1 : outcome.estimate();
    int files = run(staging).files().size();
    StreamProgress progress = new StreamProgress(stream, staging.rows(), bytes, files, estimate);
    setting.told().tell(to -> to.progressed(progress));
  }

  /** Keeps what was read before a failure, so that the next run reads the rest only. */
  private void keep(Extraction extraction, StreamStaging staging, ConnectorException failure) {
    boolean interrupted = Thread.interrupted(); // files cannot be written by a thread that is
    try {
      // A state that claims to be complete after a failure covers nothing that could be gone on
      // with.
      if (staging.isDirty() && !extraction.state().isComplete()) {
        checkpoint(extraction, staging);
      }
    } catch (IOException | RuntimeException lost) {
      failure.addSuppressed(lost); // the checkpoint before holds
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void checkpoint(Extraction extraction, StreamStaging staging) throws IOException {
    StreamOutcome outcome = extraction.outcomes().get(stream);
    boolean stopped = outcome != null && outcome.status() == StreamOutcome.Status.STOPPED;
    staging.checkpoint(extraction.state(), stopped);
  }

  /** Returns what is bad, as long as so much is borne. */
  private List<BadRecord> borne(Shaped shaped, StreamStaging staging) {
    int count = shaped.batch().rejects().size() + shaped.bad().size();
    if (count == 0) {
      return List.of();
    }
    rejects += count;
    List<BadRecord> records = BadRecords.of(shaped, run(staging).runId());
    long bad = staging.badRows() + count;
    if (!pipeline.errorHandling().mayBear(bad)) {
      throw tooMany(bad + " records were set aside", records);
    }
    return records;
  }

  /** A share can only be told in the end. */
  private void bear(StreamStaging staging) {
    long bad = staging.badRows();
    long all = bad + staging.goodRows();
    if (!pipeline.errorHandling().bears(bad, all)) {
      throw tooMany(bad + " of " + all + " records were set aside", List.of());
    }
  }

  private ConnectorException tooMany(String what, List<BadRecord> records) {
    ErrorHandling limits = pipeline.errorHandling();
    String borne =
        limits.maxBadShare() > 0
            ? "at most a share of " + limits.maxBadShare() + " is borne"
            : limits.maxBadRecords() == 0
                ? "none is borne"
                : "at most " + limits.maxBadRecords() + " are borne";
    String first =
        records.stream().limit(SHOWN).map(record -> "; " + record).collect(Collectors.joining());
    return ConnectorException.of(ErrorKind.DATA, what + ", and " + borne + first)
        .source(pipeline.source().sourceId())
        .stream(stream)
        .place(records.isEmpty() ? null : records.get(0).place())
        .remedy(
            "Correct them at the source, let the transformation take them, or bear some with "
                + "`error_handling`; then run again")
        .build();
  }

  /** Now is when the run began, whichever stream and process asks. */
  private Transformer transformer(StreamStaging staging) {
    return Transformer.of(pipeline.transformation(), RunIds.began(run(staging).runId()));
  }

  private Manifest commit(StreamStaging staging, String name, ExtractionState stored)
      throws Exception {
    Journal.Open open = run(staging);
    ExtractionState state = open.state().orElse(stored);
    bear(staging);
    Manifest manifest =
        new Manifest(
            pipeline.pipelineId(),
            open.runId(),
            stream,
            pipeline.source().sourceId(),
            host.clock().instant(),
            pipeline.staging().format(),
            !open.stopped(),
            state.stream(stream).schema().map(transformer(staging)::schema),
            open.files(),
            state,
            pipeline.staging().isReplacing() ? Replaces.all() : Replaces.nothing(),
            open.duplicates());
    staging.commit(manifest);
    settle(staging, name, stored, state);
    return manifest;
  }

  /**
   * Stores the state of what is visible, unless that was done before this process began, or
   * somebody changed the stored state since the commit: then theirs holds.
   */
  private void settle(
      StreamStaging staging, String name, ExtractionState stored, ExtractionState state)
      throws Exception {
    boolean done =
        stored.extractionId().equals(state.extractionId()) && stored.sequence() >= state.sequence();
    if (!done && run(staging).isFrom(states.version(name))) {
      states.save(name, state);
    }
    staging.committed();
  }

  private Optional<String> handOver(StreamStaging staging)
      throws IOException, InterruptedException {
    for (String committed : staging.journal().handOffs()) {
      Optional<Manifest> manifest = staging.manifest(committed);
      String refusal = manifest.isPresent() ? setting.handOff().offer(manifest.get()) : null;
      if (refusal != null) {
        return Optional.of(refusal); // later ones wait, so that they come in order
      }
      staging.handedOver(committed);
    }
    return Optional.empty();
  }

  /** Deletes what is old; that it cannot is no failure of the stream. */
  private void forgetOld(StreamStaging staging) {
    OptionalInt days = pipeline.staging().retentionDays();
    if (days.isEmpty()) {
      return;
    }
    try {
      new Retention(store, pipeline.pipelineId(), stream)
          .apply(host.clock().instant().minus(Duration.ofDays(days.getAsInt())), staging.journal());
    } catch (IOException | ConnectorException stays) {
      host.listener()
          .warned(pipeline.source().sourceId(), "what is old could not be deleted: " + stays);
    }
  }

  private static Journal.Open run(StreamStaging staging) {
    return staging.journal().open().orElseThrow();
  }

  private ConnectorException typed(Exception failure) {
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    ConnectorException typed;
    boolean interrupted =
        failure instanceof InterruptedException || failure instanceof ClosedByInterruptException;
    if (failure instanceof ConnectorException known) {
      typed = known;
    } else if (!interrupted && failure instanceof IOException broken) {
      typed = StagingFailures.of("the staging area or state", store.root(), broken);
    } else {
      typed =
          ConnectorException.of(
                  interrupted ? ErrorKind.CANCELLED : ErrorKind.INTERNAL,
                  "the stream could not be staged: " + failure)
              .cause(failure)
              .build();
    }
    return typed.stream().isPresent() ? typed : typed.copy().stream(stream).build();
  }
}
