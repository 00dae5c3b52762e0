package dev.tributary.benchmarks;

import java.util.Locale;

/**
 * Reading pages over HTTP: the connector beside a hand-written loop over OkHttp and Jackson, in
 * interleaved rounds against a loopback server in a process of its own.
 *
 * <p>Without latency, 1,000 records a page: at least 0.9 of the loop's throughput one request at a
 * time, at least 1.25 with the next page asked for ahead. With 5 ms before each answer, 100 records
 * a page: 8 requests at once at least 7 times as fast as one at a time.
 */
public final class RestBenchmark {
  private RestBenchmark() {}

  /**
   * Measures and prints.
   *
   * @param arguments {@code 0} or {@code 5} to measure only without or only with latency; then
   *     rounds
   */
  public static void main(String[] arguments) throws Exception {
    String which = arguments.length > 0 ? arguments[0] : "both";
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 15;
    System.out.printf(
        Locale.ROOT,
        "JDK %s, %d processors, load %.1f%n",
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        java.lang.management.ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    boolean held = true;
    if (!which.equals("5")) {
      held = withoutLatency(rounds);
    }
    if (!which.equals("0")) {
      held &= withLatency(rounds);
    }
    System.exit(held ? 0 : 1);
  }

  private static boolean withoutLatency(int rounds) throws Exception {
    int pages = 200;
    int records = 1_000;
    try (ServerProcess server = ServerProcess.orders(pages, records, 0);
        HandWrittenLoop plain = new HandWrittenLoop(server.url(), false);
        HandWrittenLoop tuned = new HandWrittenLoop(server.url(), true);
        ConnectorLoop sequential = new ConnectorLoop(server.url(), 1);
        ConnectorLoop ahead = new ConnectorLoop(server.url(), 2)) {
      System.out.println("No latency, " + pages + " pages of " + records + " records");
      Pairs pairs =
          new Pairs()
              .with("loop", plain::read)
              .with("tuned loop", tuned::read)
              .with("connector, one at a time", sequential::read)
              .with("connector, one ahead", ahead::read)
              .run(5, rounds, System.out);
      pairs.report("loop", (double) pages * records, System.out);
      pairs.report("tuned loop", (double) pages * records, System.out);
      boolean heldOne =
          bar("one at a time", pairs.faster("connector, one at a time", "tuned loop"), 0.9);
      boolean heldAhead =
          bar("one ahead", pairs.faster("connector, one ahead", "tuned loop"), 1.25);
      return heldOne && heldAhead;
    }
  }

  private static boolean withLatency(int rounds) throws Exception {
    // Long enough for what a read costs once, at its start and its end, not to decide the ratio.
    int pages = 800;
    int records = 100;
    try (ServerProcess server = ServerProcess.orders(pages, records, 5);
        ConnectorLoop sequential = new ConnectorLoop(server.url(), 1);
        ConnectorLoop eight = new ConnectorLoop(server.url(), 8)) {
      System.out.println("5 ms before each answer, " + pages + " pages of " + records + " records");
      // In three rounds the JIT is not through with the code that several threads run.
      Pairs pairs =
          new Pairs()
              .with("connector, one at a time", sequential::read)
              .with("connector, eight at once", eight::read)
              .run(10, rounds, System.out);
      pairs.report("connector, one at a time", (double) pages * records, System.out);
      return bar(
          "eight at once", pairs.faster("connector, eight at once", "connector, one at a time"), 7);
    }
  }

  private static boolean bar(String what, double seen, double least) {
    System.out.printf(
        Locale.ROOT,
        "%s: %.2f, at least %.2f: %s%n",
        what,
        seen,
        least,
        seen >= least ? "held" : "MISSED");
    return seen >= least;
  }
}
