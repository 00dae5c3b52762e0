package dev.tributary.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Reading a snappy Parquet file of 3 million rows and twelve mixed columns, in interleaved rounds:
 * our reader into columns beside parquet-avro's records and DuckDB's scan with one thread.
 *
 * <p>One reader is at least 2.3 times as fast as parquet-avro.
 */
public final class ParquetBenchmark {
  private ParquetBenchmark() {}

  /**
   * Measures and prints.
   *
   * @param arguments rounds (default 7); rows (default 3,000,000)
   */
  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
    long rows = arguments.length > 1 ? Long.parseLong(arguments[1]) : 3_000_000;
    Path file = Files.createTempFile("bench", ".parquet");
    boolean held;
    try {
      ParquetFiles files = new ParquetFiles(file);
      files.write(rows);
      System.out.printf(
          Locale.ROOT,
          "JDK %s, load %.1f, %d bytes%n",
          Runtime.version(),
          PostgresBenchmark.load(),
          Files.size(file));
      Pairs pairs =
          new Pairs()
              .with("columns", () -> files.columns(1))
              .with("columns, two readers", () -> files.columns(2))
              .with("parquet-avro", files::records)
              .with("DuckDB, one thread", files::duckScan)
              .run(2, rounds, System.out);
      pairs.report("columns", (double) rows, System.out);
      System.out.printf(
          Locale.ROOT,
          "processor time: %.2f of parquet-avro's, %.2f of DuckDB's (%08x)%n",
          pairs.processor("columns", "parquet-avro"),
          pairs.processor("columns", "DuckDB, one thread"),
          files.used());
      double ratio = pairs.faster("columns", "parquet-avro");
      held = ratio >= 2.3;
      System.out.printf(
          Locale.ROOT,
          "columns, than parquet-avro: %.2f, at least 2.30: %s%nload %.1f%n",
          ratio,
          held ? "held" : "MISSED",
          PostgresBenchmark.load());
    } finally {
      Files.deleteIfExists(file);
    }
    System.exit(held ? 0 : 1);
  }
}
