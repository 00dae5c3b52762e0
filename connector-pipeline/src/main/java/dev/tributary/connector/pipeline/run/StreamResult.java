package dev.tributary.connector.pipeline.run;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.pipeline.staging.Manifest;
import java.util.Optional;

/**
 * How a stream ended in a run.
 *
 * @param stream the stream
 * @param manifest what was committed; nothing if the stream failed
 * @param failure why it was not committed
 * @param waiting why a manifest was not taken over yet; it comes again with the next run
 */
public record StreamResult(
    String stream,
    Optional<Manifest> manifest,
    Optional<ConnectorException> failure,
    Optional<String> waiting) {

  /** Returns whether its records are visible now. */
  public boolean isCommitted() {
    return manifest.isPresent();
  }
}
