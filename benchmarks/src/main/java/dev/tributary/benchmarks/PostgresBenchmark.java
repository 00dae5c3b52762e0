package dev.tributary.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Optional;

/**
 * Reading a PostgreSQL table of 3 million rows and twelve mixed columns: the connector's readers
 * beside the bare wire and beside other ways to read, in interleaved rounds, with a real server.
 *
 * <p>One reader into columns takes at most 1.10 of the time to drain {@code COPY … (FORMAT BINARY)}
 * unread, at most 0.6 of the processor time of a typed JDBC loop with forced binary transfer, and
 * is at least 1.9 times as fast as one with the default settings; two readers take at most 0.80 of
 * one's time. One reader is at least 2.7 times as fast as Spring Batch's cursor reader; one and two
 * are at least twice as fast as as many of Spark's, if Spark was built (see {@link SparkProcess}).
 * By default the driver fetches a whole result before it shows the first row; the figures beside a
 * fetch size of 10,000, which a careful host sets, are printed too.
 */
public final class PostgresBenchmark {
  /** Has everything sent in binary form that the driver knows in it. */
  private static final String BINARY = "prepareThreshold=-1";

  private PostgresBenchmark() {}

  /**
   * Measures and prints.
   *
   * @param arguments rounds (default 7); rows (default 3,000,000)
   */
  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
    long rows = arguments.length > 1 ? Long.parseLong(arguments[1]) : 3_000_000;
    System.out.printf(
        Locale.ROOT,
        "JDK %s, %d processors, load %.1f%n",
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        load());
    boolean held;
    try (BenchDatabase database = BenchDatabase.open()) {
      database.mixed(rows);
      Optional<SparkProcess> spark =
          SparkProcess.start(database.url(), "mixed", rows, TableReaders.FETCH);
      try {
        held = measure(new TableReaders(database, "mixed", rows), spark, rows, rounds);
      } finally {
        if (spark.isPresent()) {
          spark.get().close();
        }
      }
    }
    System.out.printf(Locale.ROOT, "load %.1f%n", load());
    System.exit(held ? 0 : 1);
  }

  static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static boolean measure(
      TableReaders readers, Optional<SparkProcess> spark, long rows, int rounds) throws Exception {
    Pairs pairs =
        new Pairs()
            .with("COPY drained", readers::drain)
            .with("one reader", readers::columns)
            .with("two readers", () -> readers.ranges(2))
            .with("JDBC, binary", () -> readers.jdbcUnfetched(BINARY))
            .with("JDBC, binary, fetch size", () -> readers.jdbc(BINARY))
            .with("JDBC, default", () -> readers.jdbcUnfetched(""))
            .with("JDBC, fetch size", () -> readers.jdbc(""))
            .with("Spring Batch", readers::springBatch);
    if (spark.isPresent()) {
      pairs.with("Spark, one reader", () -> spark.get().read(1));
      pairs.with("Spark, two readers", () -> spark.get().read(2));
    }
    pairs.run(1, rounds, System.out);
    pairs.report("COPY drained", (double) rows, System.out);
    boolean wire =
        most("one reader, of COPY drained", 1 / pairs.faster("one reader", "COPY drained"), 1.10);
    boolean cpu =
        most(
            "its processor time, of JDBC in binary form",
            pairs.processor("one reader", "JDBC, binary"),
            0.6);
    System.out.printf(
        Locale.ROOT,
        "and of JDBC in binary form with a fetch size: %.2f%n",
        pairs.processor("one reader", "JDBC, binary, fetch size"));
    System.out.printf(
        Locale.ROOT,
        "one reader, than JDBC with only a fetch size: %.2f%n",
        pairs.faster("one reader", "JDBC, fetch size"));
    boolean two = most("two readers, of one", 1 / pairs.faster("two readers", "one reader"), 0.80);
    boolean loop =
        least("one reader, than JDBC by default", pairs.faster("one reader", "JDBC, default"), 1.9);
    boolean batch =
        least("one reader, than Spring Batch", pairs.faster("one reader", "Spring Batch"), 2.7);
    boolean held = wire && cpu && two && loop && batch;
    if (spark.isEmpty()) {
      System.out.println("Spark is not there: mvn -q -f benchmarks/spark/pom.xml package");
      return held;
    }
    boolean one =
        least("one reader, than one of Spark", pairs.faster("one reader", "Spark, one reader"), 2);
    boolean both =
        least("two, than two of Spark", pairs.faster("two readers", "Spark, two readers"), 2);
    return held && one && both;
  }

  private static boolean most(String what, double seen, double bar) {
    return bar(what, seen, "at most", bar, seen <= bar);
  }

  private static boolean least(String what, double seen, double bar) {
    return bar(what, seen, "at least", bar, seen >= bar);
  }

  private static boolean bar(String what, double seen, String word, double bar, boolean held) {
    System.out.printf(
        Locale.ROOT, "%s: %.2f, %s %.2f: %s%n", what, seen, word, bar, held ? "held" : "MISSED");
    return held;
  }
}
