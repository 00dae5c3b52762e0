package dev.tributary.connector.pipeline.state;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.state.ExtractionState;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The states of pipelines for people and programs: look at them, set them back, change them. A
 * change is a new version; the ones before are kept, the last five in all. It takes the pipeline's
 * lock, so that no run is under way meanwhile, and what a killed run has staged from the state
 * before and not committed is staged anew. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class States {
  private final PipelineStore store;
  private final Clock clock;

  private States(PipelineStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Returns the states of a store. */
  public static States of(PipelineStore store) {
    return new States(store, Clock.systemUTC());
  }

  /** Returns the name under which a stream's state is kept. */
  public static String name(String pipelineId, String stream) {
    return pipelineId + "/" + stream;
  }

  /**
   * Returns the streams of a pipeline of which there is a state, by name.
   *
   * @throws ConnectorException if the store cannot be used
   */
  public List<String> streams(String pipelineId) {
    String prefix = name(pipelineId, "");
    return guarded(
        () ->
            store.states().names(prefix).stream()
                .map(name -> name.substring(prefix.length()))
                .toList());
  }

  /**
   * Returns the newest version; nothing if the stream was never read.
   *
   * @throws ConnectorException if the store cannot be used, if the state is corrupted, or if a
   *     newer release wrote it
   */
  public Optional<StateVersion> newest(String pipelineId, String stream) {
    return guarded(() -> session("run").newest(name(pipelineId, stream)));
  }

  /**
   * Returns the versions that are kept and can be read, the newest first.
   *
   * @throws ConnectorException if the store cannot be used
   */
  public List<StateVersion> history(String pipelineId, String stream) {
    return guarded(() -> session("run").history(name(pipelineId, stream)));
  }

  /**
   * Sets a stream back: the next run reads all of it. A state that cannot be read is set back too.
   *
   * @return the new version
   * @throws ConnectorException if the store cannot be used, or if a run is going on
   */
  public StateVersion reset(String pipelineId, String stream) {
    return change(
        pipelineId,
        stream,
        "reset",
        before -> before.orElse(ExtractionState.initial()).reset(stream));
  }

  /**
   * Stores a state that somebody wrote.
   *
   * @param pipelineId the pipeline
   * @param stream the stream
   * @param json the state's JSON form, such as {@link ExtractionState#toJson} gives
   * @return the new version
   * @throws ConnectorException of kind DATA or CONFIG if the text is no state of the stream, or if
   *     it is of another source or connector than the one before; or as {@link #reset}
   */
  public StateVersion edit(String pipelineId, String stream, String json) {
    ExtractionState edited = ExtractionState.fromJson(json);
    return change(
        pipelineId,
        stream,
        "edit",
        before -> {
          before.ifPresent(state -> fits(pipelineId, stream, state, edited));
          return edited;
        });
  }

  private static void fits(
      String pipelineId, String stream, ExtractionState before, ExtractionState edited) {
    boolean same =
        before.connector().isEmpty()
            || (before.connector().equals(edited.connector())
                && before.source().equals(edited.source()));
    boolean knows = before.streams().isEmpty() || edited.streams().equals(before.streams());
    if (!same || !knows) {
      throw ConnectorException.of(
              ErrorKind.CONFIG,
              same
                  ? "the edited state is of streams " + edited.streams()
                  : "the edited state is of another source")
          .stream(stream)
          .place(name(pipelineId, stream))
          .remedy("Edit what is there now, and keep its connector, source and streams")
          .build();
    }
  }

  /**
   * Goes back to a version that is kept.
   *
   * @return the new version, with the state of the old one
   * @throws ConnectorException of kind NOT_FOUND if it is not kept; or as {@link #reset}
   */
  public StateVersion restore(String pipelineId, String stream, long version) {
    List<StateVersion> kept = history(pipelineId, stream);
    ExtractionState old =
        kept.stream()
            .filter(one -> one.version() == version)
            .findFirst()
            .orElseThrow(() -> missing(pipelineId, stream, version, kept))
            .state();
    return change(pipelineId, stream, "restore", before -> old);
  }

  private static ConnectorException missing(
      String pipelineId, String stream, long version, List<StateVersion> kept) {
    return ConnectorException.of(ErrorKind.NOT_FOUND, "there is no version " + version).stream(
            stream)
        .place(name(pipelineId, stream))
        .remedy("There are " + kept.stream().map(StateVersion::version).toList())
        .build();
  }

  private interface Change {
    ExtractionState of(Optional<ExtractionState> before);
  }

  private StateVersion change(String pipelineId, String stream, String why, Change change) {
    String name = name(pipelineId, stream);
    return guarded(
        () -> {
          try (RunLock held = store.lock(pipelineId)) {
            StateSession session = session(why);
            Optional<ExtractionState> before;
            try {
              before = session.load(name);
            } catch (ConnectorException unreadable) {
              before = unreadable(session, name, unreadable);
            }
            session.save(name, change.of(before));
            return session.newest(name).orElseThrow();
          }
        });
  }

  /**
   * A state that cannot be read is no reason to refuse to replace it, unless it is from the future.
   */
  private Optional<ExtractionState> unreadable(
      StateSession session, String name, ConnectorException failure) throws IOException {
    if (failure.kind() != ErrorKind.DATA) {
      throw failure;
    }
    session.saw(name, store.states().versions(name).last());
    return session.history(name).stream().map(StateVersion::state).findFirst();
  }

  private StateSession session(String why) throws IOException {
    return new StateSession(store.states(), clock, why);
  }

  private interface Use<T> {
    T of() throws IOException;
  }

  private <T> T guarded(Use<T> use) {
    try {
      return use.of();
    } catch (IOException unusable) {
      throw ConnectorException.of(
              ErrorKind.TRANSIENT, "the states cannot be used: " + unusable.getMessage())
          .place(store.place())
          .remedy("Give access and room, and try again")
          .cause(unusable)
          .build();
    }
  }
}
