package dev.tributary.connector.read;

import dev.tributary.connector.option.Options;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.state.OpenSplit;
import dev.tributary.connector.state.StreamState;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be planned, and what is known from before. The options of the extraction are asked
 * from it directly.
 *
 * @since 0.1.0
 */
public interface PlanRequest extends Options {
  /** Returns the id of the extraction, the same in each process that goes on with it. */
  String extractionId();

  /** Returns what the host asked for. */
  ExtractionRequest request();

  /** Returns the streams to plan, each once; never empty. */
  List<String> streams();

  /** Returns what is remembered of a stream from earlier runs. */
  StreamState state(String stream);

  /** Returns the schema of a stream as it was agreed on. */
  StreamSchema schema(String stream);

  /** Returns the extraction that was interrupted and is gone on with; empty if a new one begins. */
  Optional<Interrupted> interrupted();

  /** Drops a key of the keyed state, because it is too old to matter. */
  void forget(String stream, String key);

  /**
   * Has {@code blocking} closed from another thread if the extraction is cancelled while it plans,
   * because what it blocks in ignores interruption. It must not block itself.
   *
   * @return what takes this back; it may be ignored by whoever registers a few for the whole read
   */
  CancelHook onCancel(AutoCloseable blocking);

  /** Returns the host's clock. */
  Clock clock();

  /** Where an earlier plan of the same extraction ended. */
  interface Interrupted {
    /** Returns the position of the plan after its last call; go on after it. */
    Position position();

    /** Returns whether the earlier plan had yielded everything. */
    boolean isExhausted();

    /** Returns the streams that have open splits or may not have been planned fully. */
    Set<String> unfinished();

    /**
     * Returns the splits that are open; unless their streams restart, the engine goes on with them.
     */
    List<OpenSplit> open();
  }
}
