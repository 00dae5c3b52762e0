package dev.tributary.connector.pipeline.run;

import dev.tributary.connector.pipeline.staging.Manifest;

/**
 * What a host does with what was committed, such as loading it or telling a scheduler.
 *
 * <p>Called after the commit, stream by stream in the order of the runs, by several threads at once
 * for different streams. At least once: a manifest comes again until it was accepted, also after a
 * kill, so acting on it must be safe to repeat; its pipeline, run and stream tell it from others.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface HandOff {
  /**
   * Takes over a manifest.
   *
   * @param manifest what was committed
   * @return whether it was taken over; if not, it comes again
   * @throws Exception if it was not taken over; it comes again
   */
  boolean accept(Manifest manifest) throws Exception;

  /** Returns what accepts everything and does nothing. */
  static HandOff none() {
    return manifest -> true;
  }
}
