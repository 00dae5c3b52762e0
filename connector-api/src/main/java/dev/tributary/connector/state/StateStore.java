package dev.tributary.connector.state;

import java.util.Optional;

/**
 * Where a host keeps states between runs.
 *
 * <p>A store is durable: what {@code save} returned from survives a crash. Implementations are safe
 * for use by several threads.
 *
 * @since 0.1.0
 */
public interface StateStore {
  /**
   * Returns the state that was last saved under this name, if any.
   *
   * @param name the host's name for the extraction, such as a pipeline's id
   * @throws Exception if the store cannot be read
   */
  Optional<ExtractionState> load(String name) throws Exception;

  /**
   * Stores a state durably, in one step: a reader sees the one before or this one.
   *
   * @param name the host's name for the extraction
   * @param state the state to store
   * @throws Exception if it was not stored, for instance because another run stored one in between
   */
  void save(String name, ExtractionState state) throws Exception;
}
