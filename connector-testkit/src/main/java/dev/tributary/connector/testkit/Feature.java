package dev.tributary.connector.testkit;

/**
 * What a connector can do beyond reading its streams. {@link ConnectorContractTest} holds it to
 * each, unless it declares one off; then the opposite is checked.
 *
 * @since 0.1.0
 */
public enum Feature {
  /** Lists its streams. Off, a request for all streams fails and says to name them. */
  STREAM_LISTING,
  /**
   * Goes on inside a split. Off, no batch carries a checkpoint, and a split begins again at its
   * start.
   */
  CHECKPOINTS,
  /** Plans the contract's request as several splits. Off, it plans one. */
  PARALLEL,
  /**
   * Is read by engines with tasks of their own, such as Spark. Off, planning for them fails and
   * says to use {@code extractData}.
   */
  TASKS
}
