package dev.tributary.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;

/**
 * {@link ValuesBenchmark} for a machine that has other things to do: columns and objects in turns
 * in one JVM, by the processor time of the thread. What the garbage collector's threads do is on
 * nobody's bill, which favours the objects.
 */
public final class ValuesInTurns {
  private static final int CALLS = 50;

  private ValuesInTurns() {}

  /**
   * Measures and prints.
   *
   * @param arguments how many pairs, 41 if not said
   */
  public static void main(String[] arguments) {
    int pairs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 41;
    ValuesBenchmark benchmark = new ValuesBenchmark();
    double[] columns = new double[pairs];
    double[] objects = new double[pairs];
    double[] ratios = new double[pairs];
    long sum = 0;
    for (int i = -10; i < pairs; i++) {
      long start = cpu();
      for (int call = 0; call < CALLS; call++) {
        sum += benchmark.columns();
      }
      long middle = cpu();
      for (int call = 0; call < CALLS; call++) {
        sum -= benchmark.objects();
      }
      long end = cpu();
      if (i >= 0) {
        columns[i] = nanosPerValue(middle - start);
        objects[i] = nanosPerValue(end - middle);
        ratios[i] = columns[i] / objects[i];
      }
    }
    if (sum != 0) {
      throw new IllegalStateException("columns and objects disagree");
    }
    System.out.printf(
        Locale.ROOT,
        "columns %.2f ns a value, objects %.2f ns, ratio %.3f (median of %d pairs)%n",
        median(columns),
        median(objects),
        median(ratios),
        pairs);
  }

  private static long cpu() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return threads.getCurrentThreadCpuTime();
  }

  private static double nanosPerValue(long nanos) {
    return (double) nanos / CALLS / ValuesBenchmark.ROWS / ValuesBenchmark.COLUMNS;
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
