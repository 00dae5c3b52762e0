package dev.tributary.connector.host;

/**
 * What the records of a stream show together, where the source changes while it is read.
 *
 * @since 0.1.0
 */
public enum Consistency {
  /** Every record is as it was at one and the same moment. */
  ONE_MOMENT,
  /**
   * Records are of several moments, between the start of the read and its end. What was there
   * throughout and not changed is there, once.
   */
  SEVERAL_MOMENTS
}
