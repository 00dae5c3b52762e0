package dev.tributary.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Measures things in turns and compares them round by round, so that what else the machine does
 * falls on all of them alike.
 */
final class Pairs {
  /** What is measured; returns a checksum that all must agree on. */
  interface Work {
    long run() throws Exception;
  }

  private static final class Entry {
    private final String name;
    private final Work work;
    private double[] seconds = {};
    private double[] processor = {};

    Entry(String name, Work work) {
      this.name = name;
      this.work = work;
    }
  }

  private final List<Entry> entries = new ArrayList<>();

  Pairs with(String name, Work work) {
    entries.add(new Entry(name, work));
    return this;
  }

  /** Runs every work so often, each round in another order, after some rounds that do not count. */
  Pairs run(int warmup, int rounds, PrintStream log) throws Exception {
    for (Entry entry : entries) {
      entry.seconds = new double[rounds];
      entry.processor = new double[rounds];
    }
    Long agreed = null;
    for (int round = -warmup; round < rounds; round++) {
      List<Entry> order = new ArrayList<>(entries);
      Collections.rotate(order, round);
      for (Entry entry : order) {
        long start = System.nanoTime();
        long processor = processorTime();
        long sum = entry.work.run();
        double took = (System.nanoTime() - start) / 1e9;
        if (agreed != null && agreed != sum) {
          throw new IllegalStateException(entry.name + " read " + sum + ", not " + agreed);
        }
        agreed = sum;
        if (round >= 0) {
          entry.seconds[round] = took;
          entry.processor[round] = (processorTime() - processor) / 1e9;
        }
      }
      log.print(round < 0 ? "w" : ".");
      log.flush();
    }
    log.println();
    return this;
  }

  /** Returns the median over rounds of how many times faster {@code name} is than {@code than}. */
  double faster(String name, String than) {
    return median(ratios(name, than));
  }

  /**
   * Returns the median over rounds of how much of the processor time that {@code of} took in this
   * process {@code name} took, with everything that ran beside it: compiling, collecting.
   */
  double processor(String name, String of) {
    return median(ratios(entry(of).processor, entry(name).processor));
  }

  /** Returns the processor time of this process so far, in nanoseconds. */
  static long processorTime() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : -1;
  }

  private Entry entry(String name) {
    return entries.stream().filter(entry -> entry.name.equals(name)).findFirst().orElseThrow();
  }

  private double[] ratios(String name, String than) {
    return ratios(entry(name).seconds, entry(than).seconds);
  }

  private static double[] ratios(double[] mine, double[] other) {
    double[] ratios = new double[mine.length];
    for (int i = 0; i < mine.length; i++) {
      ratios[i] = other[i] / mine[i];
    }
    return ratios;
  }

  /** Prints each one's median and how it compares with another. */
  void report(String than, double records, PrintStream out) {
    for (Entry entry : entries) {
      double[] ratios = ratios(entry.name, than);
      double median = median(entry.seconds.clone());
      Arrays.sort(ratios);
      out.printf(
          Locale.ROOT,
          "%-28s %8.3f s (%.2f of a processor's)  %10.0f records/s  %5.2f times %s (%.2f to"
              + " %.2f)%n",
          entry.name,
          median,
          median(entry.processor.clone()),
          records / median,
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
