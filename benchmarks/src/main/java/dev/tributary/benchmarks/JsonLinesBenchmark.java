package dev.tributary.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Locale;

/**
 * Reading JSON Lines of twelve mixed members into typed columns: the connector beside Jackson's
 * {@code readTree} of each line and DuckDB's aggregation of all columns.
 *
 * <p>One worker is at least 1.6 times as fast as {@code readTree}, and faster than DuckDB with one
 * thread.
 */
public final class JsonLinesBenchmark {
  private JsonLinesBenchmark() {}

  /**
   * Measures and prints.
   *
   * @param arguments rounds (default 5); rows (default 2,000,000)
   */
  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    long rows = arguments.length > 1 ? Long.parseLong(arguments[1]) : 2_000_000;
    System.out.printf(Locale.ROOT, "load %.1f%n", PostgresBenchmark.load());
    try (SalesFiles files = SalesFiles.empty(rows)) {
      Path lines = files.lines();
      Pairs pairs =
          new Pairs()
              .with("one worker", () -> files.read(lines, 1))
              .with("two workers", () -> files.read(lines, 2))
              .with("Jackson readTree", () -> trees(lines))
              .with("DuckDB, one thread", () -> duck(lines))
              .run(1, rounds, System.out);
      pairs.report("one worker", rows, System.out);
      CsvBenchmark.bar(
          "one worker, than readTree", pairs.faster("one worker", "Jackson readTree"), 1.6);
      CsvBenchmark.bar(
          "one worker, than DuckDB's", pairs.faster("one worker", "DuckDB, one thread"), 1.0);
    }
    System.out.printf(Locale.ROOT, "load %.1f%n", PostgresBenchmark.load());
  }

  private static long trees(Path file) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    long count = 0;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        count += mapper.readTree(line).size() == 12 ? 1 : 0;
      }
    }
    return count;
  }

  private static long duck(Path file) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads=1");
      try (ResultSet result =
          statement.executeQuery(
              "SELECT count(id), sum(customer), sum(quantity), sum(price), sum(total), count(paid),"
                  + " max(day), max(at), max(length(city)), max(length(email)),"
                  + " max(length(note)), max(length(code)) FROM read_json('"
                  + file
                  + "', format='newline_delimited')")) {
        result.next();
        return result.getLong(1);
      }
    }
  }
}
