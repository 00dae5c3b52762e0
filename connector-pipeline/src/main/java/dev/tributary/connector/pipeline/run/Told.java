package dev.tributary.connector.pipeline.run;

import dev.tributary.connector.host.ConnectorListener;
import java.util.function.Consumer;

/**
 * A listener whose failures are its own.
 *
 * @param listener is told
 * @param host is warned when the listener fails
 * @param sourceId the source of the run
 */
record Told(RunListener listener, ConnectorListener host, String sourceId) {
  void tell(Consumer<RunListener> event) {
    try {
      event.accept(listener);
    } catch (RuntimeException broken) {
      try {
        host.warned(sourceId, "the listener of the run failed: " + broken);
      } catch (RuntimeException alsoBroken) {
        return; // nobody is left to be told
      }
    }
  }
}
