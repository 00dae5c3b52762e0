package dev.tributary.connector.limit;

import dev.tributary.connector.error.ConnectorException;
import java.time.Duration;

/**
 * Is told when something is tried again.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface RetryListener {
  /**
   * An attempt failed, and another one follows. Called before the wait, on the thread that waits.
   *
   * @param failure what failed; {@link ConnectorException#attempts()} counts the attempts so far
   * @param delay how long the wait until the next attempt is
   */
  void retrying(ConnectorException failure, Duration delay);
}
