package dev.tributary.connector.pipeline.run;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.pipeline.staging.Manifest;
import java.time.Duration;
import java.util.Optional;

/**
 * How a stream ended in a run.
 *
 * @param stream the stream
 * @param manifest what was committed; nothing if the stream failed
 * @param failure why it was not committed
 * @param waiting why a manifest was not taken over yet; it comes again with the next run
 * @param rejects how many records were set aside in this process
 * @param duration how long it took in this process
 * @since 0.1.0
 */
public record StreamResult(
    String stream,
    Optional<Manifest> manifest,
    Optional<ConnectorException> failure,
    Optional<String> waiting,
    long rejects,
    Duration duration) {

  static StreamResult failed(String stream, ConnectorException failure) {
    return new StreamResult(
        stream, Optional.empty(), Optional.of(failure), Optional.empty(), 0, Duration.ZERO);
  }

  StreamResult because(ConnectorException failure) {
    return new StreamResult(stream, manifest, Optional.of(failure), waiting, rejects, duration);
  }

  /**
   * Returns how many records of what is committed were dropped because their keys came before; zero
   * if nothing is.
   */
  public long duplicates() {
    return manifest.map(Manifest::duplicates).orElse(0L);
  }

  /** Returns whether its records are visible now. */
  public boolean isCommitted() {
    return manifest.isPresent();
  }
}
