package dev.tributary.connector.read;

import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.stability.Experimental;
import dev.tributary.connector.state.ExtractionState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a host asks a connector to read.
 *
 * <p>Each method that sets something returns a copy. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class ExtractionRequest {
  /** What to do when a snapshot, a result or a plan died with a process or a connection. */
  public enum OnPlanLost {
    /** Read the streams concerned again from their start, under a new generation. */
    RESTART,
    /** Fail them; a later extraction decides. */
    FAIL
  }

  private static final ExtractionRequest ALL =
      new ExtractionRequest(
          List.of(),
          Configuration.empty(),
          ExtractionState.initial(),
          null,
          false,
          OnPlanLost.RESTART);

  private final List<String> streams;
  private final Configuration options;
  private final ExtractionState state;
  private final @Nullable Window window;
  private final boolean unbounded;
  private final OnPlanLost onPlanLost;

  private ExtractionRequest(
      List<String> streams,
      Configuration options,
      ExtractionState state,
      @Nullable Window window,
      boolean unbounded,
      OnPlanLost onPlanLost) {
    this.streams = streams;
    this.options = options;
    this.state = state;
    this.window = window;
    this.unbounded = unbounded;
    this.onPlanLost = onPlanLost;
  }

  /** Returns a request for every stream that the source offers. */
  public static ExtractionRequest all() {
    return ALL;
  }

  /**
   * Returns a request for these streams.
   *
   * @param streams at least one name
   */
  public static ExtractionRequest of(String... streams) {
    return of(List.of(streams));
  }

  /**
   * Returns a request for these streams.
   *
   * @param streams at least one name; a name that stands twice counts once
   */
  public static ExtractionRequest of(Collection<String> streams) {
    if (streams.isEmpty()) {
      throw new IllegalArgumentException("name at least one stream, or ask for all()");
    }
    return new ExtractionRequest(
        streams.stream().distinct().toList(),
        Configuration.empty(),
        ExtractionState.initial(),
        null,
        false,
        OnPlanLost.RESTART);
  }

  /** Returns a copy that goes on from a state that the host stored durably. */
  public ExtractionRequest from(ExtractionState state) {
    return new ExtractionRequest(
        streams, options, Objects.requireNonNull(state), window, unbounded, onPlanLost);
  }

  /**
   * Returns a copy with an option of the extraction set, as a configuration would set it.
   *
   * @param option the option's name, such as {@code endpoint}
   * @param value a text, number, boolean, list or map
   */
  public ExtractionRequest with(String option, Object value) {
    return options(options.with(option, value));
  }

  /** Returns a copy with these options of the extraction in place of all that were set. */
  public ExtractionRequest options(Configuration options) {
    return new ExtractionRequest(
        streams, Objects.requireNonNull(options), state, window, unbounded, onPlanLost);
  }

  /**
   * Returns a copy that reads a window of history, for a backfill. It moves no watermark.
   *
   * @param from the start, which belongs to the window, in the cursor's own text
   * @param until the end, which does not
   */
  public ExtractionRequest window(String from, String until) {
    return new ExtractionRequest(
        streams, options, state, new Window(from, until), unbounded, onPlanLost);
  }

  /** Returns a copy that reads a window of history, for a backfill. It moves no watermark. */
  public ExtractionRequest window(Instant from, Instant until) {
    return window(from.toString(), until.toString());
  }

  /** Returns a copy that bounds each batch to so many records; 10,000 if nothing is said. */
  public ExtractionRequest batchSize(int records) {
    return with(ExtractionOptions.BATCH_SIZE.name(), records);
  }

  /** Returns a copy that bounds each batch to about so many bytes; 8 MiB if nothing is said. */
  public ExtractionRequest batchBytes(long bytes) {
    return with(ExtractionOptions.BATCH_BYTES.name(), bytes);
  }

  /** Returns a copy that reads up to so many splits at once; the processors if nothing is said. */
  public ExtractionRequest parallelism(int workers) {
    return with(ExtractionOptions.WORKERS.name(), workers);
  }

  /** Returns a copy whose readers hand over what they have after this time. */
  public ExtractionRequest patience(Duration patience) {
    return with(ExtractionOptions.PATIENCE.name(), patience.toString());
  }

  /** Returns a copy that goes on for ever where the source can, as with change capture. */
  @Experimental
  public ExtractionRequest unbounded() {
    return new ExtractionRequest(streams, options, state, window, true, onPlanLost);
  }

  /** Returns a copy that does this when a plan is lost. */
  public ExtractionRequest onPlanLost(OnPlanLost policy) {
    return new ExtractionRequest(
        streams, options, state, window, unbounded, Objects.requireNonNull(policy));
  }

  /** Returns the streams asked for; empty means all. */
  public List<String> streams() {
    return streams;
  }

  /** Returns the options of the extraction as they were given. */
  public Configuration options() {
    return options;
  }

  /** Returns the state to go on from. */
  public ExtractionState state() {
    return state;
  }

  /** Returns the window of history asked for, if any. */
  public Optional<Window> window() {
    return Optional.ofNullable(window);
  }

  /** Returns whether the read goes on for ever where the source can. */
  public boolean isUnbounded() {
    return unbounded;
  }

  /** Returns what to do when a plan is lost. */
  public OnPlanLost onPlanLost() {
    return onPlanLost;
  }

  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    parts.add(streams.isEmpty() ? "all streams" : streams.toString());
    if (window != null) {
      parts.add(window.toString());
    }
    if (!state.connector().isEmpty()) {
      parts.add("from " + state);
    }
    return String.join(", ", parts);
  }

  /**
   * A window of history, closed at its start and open at its end.
   *
   * @param from the start, which belongs to the window, in the cursor's own text
   * @param until the end, which does not
   */
  public record Window(String from, String until) {
    /** Checks that both ends are there. */
    public Window {
      if (from.isBlank() || until.isBlank()) {
        throw new IllegalArgumentException("a window needs a start and an end");
      }
    }
  }
}
