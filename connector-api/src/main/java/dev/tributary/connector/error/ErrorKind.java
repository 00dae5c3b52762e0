package dev.tributary.connector.error;

/**
 * What went wrong, sorted by what a host should do about it.
 *
 * @since 0.1.0
 */
public enum ErrorKind {
  /** The configuration is wrong; nothing helps but changing it. */
  CONFIG,
  /** The source does not accept who we say we are; new credentials are needed. */
  AUTHENTICATION,
  /** The source knows us and refuses; somebody has to grant the access. */
  PERMISSION,
  /** What was asked for does not exist. */
  NOT_FOUND,
  /** A fault that passes by itself, such as a cut line; trying again later helps. */
  TRANSIENT,
  /** The source asks us to slow down; {@link ConnectorException#retryAt()} says until when. */
  RATE_LIMITED,
  /** What the source sent cannot be understood; {@link ConnectorException#place()} says where. */
  DATA,
  /** A snapshot, result or plan died; the engine plans again and says which streams restart. */
  PLAN_LOST,
  /** What the saved state refers to is gone at the source; a new full read is needed. */
  STATE_LOST,
  /** The host cancelled or interrupted the work. */
  CANCELLED,
  /** A defect in a connector or in the engine. */
  INTERNAL;

  /** Returns whether trying the same thing again, later, can succeed without any change. */
  public boolean isRetryable() {
    return this == TRANSIENT || this == RATE_LIMITED;
  }
}
