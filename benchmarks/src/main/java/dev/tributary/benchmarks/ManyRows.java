package dev.tributary.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A PostgreSQL table of 100 million narrow rows, read by one reader in a JVM of 64 MB: the sum of
 * the ids tells that every row came.
 */
public final class ManyRows {
  private ManyRows() {}

  /**
   * Fills the table, starts a reader and waits for it.
   *
   * @param arguments how many rows, 100,000,000 if not said; {@code read} and a URL are for the
   *     process that is started
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 1 && arguments[0].equals("read")) {
      read(Long.parseLong(arguments[1]));
      return;
    }
    String rows = arguments.length > 0 ? arguments[0] : "100000000";
    int ended;
    try (BenchDatabase database = BenchDatabase.open()) {
      database.narrow(Long.parseLong(rows));
      List<String> command =
          new ArrayList<>(Jvm.command("-Xmx64m", "-Dpostgres=" + database.url()));
      command.addAll(List.of(ManyRows.class.getName(), "read", rows));
      ended = new ProcessBuilder(command).inheritIO().start().waitFor();
    }
    System.exit(ended);
  }

  private static void read(long rows) throws Exception {
    try (BenchDatabase database = BenchDatabase.open()) {
      long start = System.nanoTime();
      long sum = new TableReaders(database, "narrow", rows).columns();
      boolean all = sum == rows * (rows + 1) / 2;
      System.out.printf(
          Locale.ROOT,
          "%d rows in %.1f s, heap at most %d MB, load %.1f: %s%n",
          rows,
          (System.nanoTime() - start) / 1e9,
          peak() >> 20,
          PostgresBenchmark.load(),
          all ? "held" : "MISSED");
      System.exit(all ? 0 : 1);
    }
  }

  private static long peak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(ManyRows::peak)
        .sum();
  }

  private static long peak(MemoryPoolMXBean pool) {
    return pool.getPeakUsage().getUsed();
  }
}
