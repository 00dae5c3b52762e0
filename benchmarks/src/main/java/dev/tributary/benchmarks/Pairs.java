package dev.tributary.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures things in turns and compares them round by round, so that what else the machine does
 * falls on all of them alike.
 */
final class Pairs {
  /** What is measured; returns a checksum that all must agree on. */
  interface Work {
    long run() throws Exception;
  }

  private final Map<String, Work> works = new LinkedHashMap<>();
  private final Map<String, double[]> seconds = new LinkedHashMap<>();

  Pairs with(String name, Work work) {
    works.put(name, work);
    return this;
  }

  /** Runs every work so often, each round in another order, after some rounds that do not count. */
  Pairs run(int warmup, int rounds, PrintStream log) throws Exception {
    works.keySet().forEach(name -> seconds.put(name, new double[rounds]));
    Long agreed = null;
    for (int round = -warmup; round < rounds; round++) {
      List<String> order = new ArrayList<>(works.keySet());
      java.util.Collections.rotate(order, round);
      for (String name : order) {
        long start = System.nanoTime();
        long sum = works.get(name).run();
        double took = (System.nanoTime() - start) / 1e9;
        if (agreed != null && agreed != sum) {
          throw new IllegalStateException(name + " read " + sum + ", not " + agreed);
        }
        agreed = sum;
        if (round >= 0) {
          seconds.get(name)[round] = took;
        }
      }
      log.print(round < 0 ? "w" : ".");
      log.flush();
    }
    log.println();
    return this;
  }

  double median(String name) {
    return median(seconds.get(name).clone());
  }

  /** Returns the median over rounds of how many times faster {@code name} is than {@code than}. */
  double faster(String name, String than) {
    return median(ratios(name, than));
  }

  private double[] ratios(String name, String than) {
    double[] mine = seconds.get(name);
    double[] other = seconds.get(than);
    double[] ratios = new double[mine.length];
    for (int i = 0; i < mine.length; i++) {
      ratios[i] = other[i] / mine[i];
    }
    return ratios;
  }

  /** Prints each one's median and how it compares with another. */
  void report(String than, double records, PrintStream out) {
    for (String name : works.keySet()) {
      double[] ratios = ratios(name, than);
      Arrays.sort(ratios);
      out.printf(
          Locale.ROOT,
          "%-28s %8.3f s  %10.0f records/s  %5.2f times %s (%.2f to %.2f)%n",
          name,
          median(name),
          records / median(name),
          median(ratios),
          than,
          ratios[0],
          ratios[ratios.length - 1]);
    }
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }
}
