package dev.tributary.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reading a CSV of twelve mixed columns into typed columns: the connector beside DuckDB's
 * aggregation of all columns, commons-csv that only makes strings, and strings parsed by the JDK.
 *
 * <p>One worker is at least 1.8 times as fast as DuckDB with one thread and 2.5 times as fast as
 * commons-csv; two workers are faster than DuckDB with two threads; a file in gzip takes at most
 * 1.25 of the time to inflate it.
 */
public final class CsvBenchmark {
  private CsvBenchmark() {}

  /**
   * Measures and prints.
   *
   * @param arguments rounds (default 5); rows (default 3,000,000)
   */
  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    long rows = arguments.length > 1 ? Long.parseLong(arguments[1]) : 3_000_000;
    System.out.printf(Locale.ROOT, "load %.1f%n", PostgresBenchmark.load());
    try (SalesFiles files = SalesFiles.empty(rows)) {
      Path csv = files.csv();
      Path packed = files.gzip();
      Pairs pairs =
          new Pairs()
              .with("one worker", () -> files.read(csv, 1))
              .with("two workers", () -> files.read(csv, 2))
              .with("gzip", () -> files.read(packed, 1))
              .with("inflating alone", () -> inflate(packed, rows))
              .with("DuckDB, one thread", () -> duck(csv, 1))
              .with("DuckDB, two threads", () -> duck(csv, 2))
              .with("commons-csv, strings", () -> strings(csv))
              .with("strings and JDK parsers", () -> parsed(csv))
              .run(1, rounds, System.out);
      pairs.report("one worker", rows, System.out);
      bar("one worker, than DuckDB's", pairs.faster("one worker", "DuckDB, one thread"), 1.8);
      bar("two workers, than DuckDB's", pairs.faster("two workers", "DuckDB, two threads"), 1.0);
      bar("one worker, than strings", pairs.faster("one worker", "commons-csv, strings"), 2.5);
      double gzip = 1 / pairs.faster("gzip", "inflating alone");
      System.out.printf(Locale.ROOT, "gzip, of inflating alone: %.2f, at most 1.25%n", gzip);
    }
    System.out.printf(Locale.ROOT, "load %.1f%n", PostgresBenchmark.load());
  }

  static void bar(String what, double seen, double bar) {
    System.out.printf(
        Locale.ROOT,
        "%s: %.2f, at least %.2f: %s%n",
        what,
        seen,
        bar,
        seen >= bar ? "held" : "MISSED");
  }

  private static long inflate(Path file, long rows) throws IOException {
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file), 1 << 16)) {
      int read = in.read(buffer);
      while (read >= 0) {
        read = in.read(buffer);
      }
    }
    return rows;
  }

  private static long duck(Path file, int threads) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads=" + threads);
      try (ResultSet result =
          statement.executeQuery(
              "SELECT count(id), sum(customer), sum(quantity), sum(price), sum(total), count(paid),"
                  + " max(day), max(at), max(length(city)), max(length(email)),"
                  + " max(length(note)), max(length(code)) FROM read_csv('"
                  + file
                  + "')")) {
        result.next();
        return result.getLong(1);
      }
    }
  }

  private static long strings(Path file) throws IOException {
    long count = 0;
    try (CSVParser parser = parser(file)) {
      for (CSVRecord row : parser) {
        count += row.size() == 12 ? 1 : 0;
      }
    }
    return count - 1; // the header
  }

  private static long parsed(Path file) throws IOException {
    long count = 0;
    long used = 0;
    try (CSVParser parser = parser(file)) {
      for (CSVRecord row : parser) {
        if (count++ > 0) {
          used += Long.parseLong(row.get(0)) + Long.parseLong(row.get(1));
          used += Long.parseLong(row.get(2)) + new BigDecimal(row.get(3)).scale();
          used += new BigDecimal(row.get(4)).scale() + (Boolean.parseBoolean(row.get(5)) ? 1 : 0);
          used += LocalDate.parse(row.get(6)).getDayOfMonth();
          used += LocalDateTime.parse(row.get(7).replace(' ', 'T')).getHour();
        }
      }
    }
    return used == 0 ? -1 : count - 1;
  }

  private static CSVParser parser(Path file) throws IOException {
    Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
    return CSVParser.builder().setReader(reader).setFormat(CSVFormat.DEFAULT).get();
  }
}
