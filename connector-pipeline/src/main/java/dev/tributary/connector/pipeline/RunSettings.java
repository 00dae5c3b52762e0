package dev.tributary.connector.pipeline;

/**
 * How the streams of a pipeline are run.
 *
 * @param parallelStreams how many are read at once; each takes the memory of an extraction, which
 *     is its workers' batches and one file in the making
 * @param stopOnFailure whether the first stream that fails ends the others; what they staged is
 *     kept for the next run
 * @since 0.1.0
 */
public record RunSettings(int parallelStreams, boolean stopOnFailure) {
  private static final RunSettings DEFAULTS = new RunSettings(4, false);

  /** Checks the number. */
  public RunSettings {
    if (parallelStreams < 1) {
      throw new IllegalArgumentException("at least one stream, not " + parallelStreams);
    }
  }

  /** Returns four streams at once, none of which ends another. */
  public static RunSettings defaults() {
    return DEFAULTS;
  }

  /** Returns settings that read so many streams at once. */
  public RunSettings parallelStreams(int streams) {
    return new RunSettings(streams, stopOnFailure);
  }

  /** Returns settings in which the first stream that fails ends the others, or does not. */
  public RunSettings stopOnFailure(boolean stop) {
    return new RunSettings(parallelStreams, stop);
  }
}
