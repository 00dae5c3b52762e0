package dev.tributary.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.Locale;

/**
 * Reading a table of twelve mixed columns from MySQL or MariaDB: rows decoded into columns beside
 * the driver's streaming loop that only fetches and one that makes an object of every value, in
 * interleaved rounds.
 *
 * <p>At most 1.2 of the time of the driver's fetching loop, at least 1.3 times as fast as its loop
 * of objects, both with the driver's default settings but for streaming. The same loops over
 * statements prepared at the server show what is left to the decoder.
 */
public final class MySqlBenchmark {
  private MySqlBenchmark() {}

  /**
   * Measures and prints.
   *
   * @param arguments {@code mariadb} or {@code mysql} for a server of our own, or the JDBC URL of a
   *     database with user and password, in which the table is made unless it is there; rounds;
   *     rows
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 0) {
      throw new IllegalArgumentException("say mariadb, mysql or a JDBC URL");
    }
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 7;
    int rows = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3_000_000;
    boolean held;
    if (arguments[0].startsWith("jdbc:")) {
      held = measure(arguments[0], rounds, rows);
    } else {
      try (BenchMySql server = BenchMySql.start(arguments[0])) {
        held = measure(server.url(), rounds, rows);
      }
    }
    System.exit(held ? 0 : 1);
  }

  private static boolean measure(String url, int rounds, int rows) throws Exception {
    try (MySqlReaders readers = new MySqlReaders(url)) {
      readers.prepare(rows);
      System.out.printf(
          Locale.ROOT,
          "JDK %s, %d processors, load %.1f, %s, %d rows%n",
          Runtime.version(),
          Runtime.getRuntime().availableProcessors(),
          load(),
          readers.version(),
          rows);
      boolean held = measure(readers, rounds, rows);
      System.out.printf(Locale.ROOT, "load %.1f%n", load());
      return held;
    }
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static boolean measure(MySqlReaders readers, int rounds, int rows) throws Exception {
    Pairs pairs =
        new Pairs()
            .with("fetch", () -> readers.fetch(false))
            .with("columns", readers::columns)
            .with("objects", () -> readers.objects(false))
            .with("fetch, prepared", () -> readers.fetch(true))
            .with("objects, prepared", () -> readers.objects(true))
            .run(1, rounds, System.out);
    pairs.report("fetch", rows, System.out);
    processor("fetch", () -> readers.fetch(false));
    processor("columns", readers::columns);
    processor("objects", () -> readers.objects(false));
    processor("fetch, prepared", () -> readers.fetch(true));
    double fetch = 1 / pairs.faster("columns", "fetch");
    double objects = pairs.faster("columns", "objects");
    System.out.printf(
        Locale.ROOT,
        "columns take %.2f of fetching, at most 1.20: %s; %.2f times as fast as objects, at least"
            + " 1.30: %s%n",
        fetch,
        fetch <= 1.2 ? "held" : "MISSED",
        objects,
        objects >= 1.3 ? "held" : "MISSED");
    return fetch <= 1.2 && objects >= 1.3;
  }

  /** Prints what a work costs our process, which other load distorts least. */
  private static void processor(String name, Pairs.Work work) throws Exception {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    double least = Double.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      long start = system.getProcessCpuTime();
      long read = work.run();
      if (read == 0) {
        throw new SQLException("nothing was read");
      }
      least = Math.min(least, (system.getProcessCpuTime() - start) / 1e9);
    }
    System.out.printf(Locale.ROOT, "%-28s %8.3f s of the client's processor time%n", name, least);
  }
}
