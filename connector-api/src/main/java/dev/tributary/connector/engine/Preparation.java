package dev.tributary.connector.engine;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.state.ExtractionState;
import dev.tributary.connector.state.StreamState;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * What is settled before a plan is asked for: the state to go on from, the streams, their schemas.
 */
final class Preparation {
  private final Job job;

  Preparation(Job job) {
    this.job = job;
  }

  static String newId() {
    return UUID.randomUUID().toString();
  }

  /**
   * Returns the state to go on from, brought to the connector's version.
   *
   * @throws ConnectorException of kind CONFIG if it belongs to another connector or source, to a
   *     newer release or, interrupted, to another request
   */
  ExtractionState state() {
    ExtractionState state = job.request().state();
    Source source = job.source();
    if (!state.connector().isEmpty() && !state.connector().equals(source.type())) {
      throw refused(
          "the state was written by a connector of type " + state.connector(),
          "Use the state of this source, or begin without one");
    }
    if (!state.source().isEmpty() && !state.source().equals(source.id())) {
      throw refused(
          "the state of source " + state.source() + " was given to source " + source.id(),
          "Use the state of this source, or begin without one");
    }
    if (state.stateVersion() > source.stateVersion()) {
      throw refused(
          "the state has version " + state.stateVersion() + ", a newer release's",
          "Use the release that wrote it or a later one; this one reads up to version "
              + source.stateVersion());
    }
    if (!state.isComplete() && !state.requestFingerprint().equals(job.fingerprint())) {
      throw refused(
          "the state is of an extraction that was interrupted, and that asked for something else",
          "Ask for the same streams, options and window again until it is complete, or reset the"
              + " state's streams "
              + state.streams());
    }
    if (state.stateVersion() == source.stateVersion()) {
      return state;
    }
    int from = state.stateVersion();
    return state.migrated(source.stateVersion(), position -> source.migrate(from, position));
  }

  /** Returns the streams that are asked for, by name. */
  List<String> streams(Retries retries, Cancellation cancellation) throws InterruptedException {
    List<String> asked = job.request().streams();
    List<String> streams =
        asked.isEmpty()
            ? retries.run(
                null, "listing streams", cancellation, () -> job.source().streams(job.options()))
            : asked;
    if (streams.isEmpty()) {
      throw ConnectorException.of(ErrorKind.NOT_FOUND, "the source offers no streams")
          .remedy("Name the streams to read")
          .build();
    }
    return streams;
  }

  /**
   * Describes each stream and agrees on its schema with what is known from before; a stream that
   * cannot be described is left out and does not stop the others.
   *
   * @return the streams to plan
   */
  List<String> describe(
      List<String> streams,
      ExtractionState state,
      Schemas schemas,
      Retries retries,
      Cancellation cancellation,
      BiConsumer<String, ConnectorException> failed)
      throws InterruptedException {
    List<String> described = new ArrayList<>();
    for (String stream : streams) {
      try {
        StreamSchema found =
            retries.run(
                stream, null, cancellation, () -> job.source().describe(stream, job.options()));
        StreamState known = state.stream(stream);
        schemas.begin(stream, known.schema().map(before -> before.widen(found)).orElse(found));
        described.add(stream);
      } catch (InterruptedException cancelled) {
        throw cancelled;
      } catch (Exception failure) {
        failed.accept(stream, job.failures().of(failure, stream, null));
      }
    }
    return described;
  }

  /**
   * A plan that an earlier run began is gone on with for all its streams or not at all: it would
   * end without the missing ones, and their state would say that nothing of them is left to plan.
   *
   * @throws ConnectorException if a plan was begun and streams are missing
   */
  void requireAll(List<String> asked, List<String> described, ExtractionState state) {
    boolean begun =
        !state.isPlanExhausted()
            && (!state.open().isEmpty()
                || !state.planPosition().map(Position::isEmpty).orElse(true));
    if (begun && described.size() < asked.size()) {
      List<String> missing = new ArrayList<>(asked);
      missing.removeAll(described);
      throw ConnectorException.of(
              ErrorKind.TRANSIENT,
              "planning was interrupted and cannot go on without the streams " + missing)
          .remedy("Go on from the stored state once these streams can be described")
          .build();
    }
  }

  private ConnectorException refused(String what, String remedy) {
    return ConnectorException.of(ErrorKind.CONFIG, what)
        .source(job.source().id())
        .remedy(remedy)
        .build();
  }
}
