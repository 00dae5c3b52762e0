package dev.tributary.benchmarks;

/** Runs JMH, so that its benchmarks start like all others here. */
public final class Jmh {
  private Jmh() {}

  /**
   * Starts JMH.
   *
   * @param arguments as JMH takes them, such as {@code HandOverBenchmark -f 1}
   */
  public static void main(String[] arguments) throws Exception {
    org.openjdk.jmh.Main.main(arguments);
  }
}
