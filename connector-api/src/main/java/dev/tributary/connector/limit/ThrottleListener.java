package dev.tributary.connector.limit;

/**
 * Is told when a request has to wait for a rate limit.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ThrottleListener {
  /**
   * A wait begins. Called on the thread that waits, without locks held; once for each wait and
   * reason. Waiting for others to finish, where the number of requests at once is limited, is not
   * reported.
   *
   * @param wait for how long, and why
   */
  void throttled(Throttle wait);
}
