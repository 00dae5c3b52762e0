package dev.tributary.benchmarks;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.Column;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.pipeline.transform.Filter;
import dev.tributary.connector.pipeline.transform.Filter.Operator;
import dev.tributary.connector.pipeline.transform.Transformation;
import dev.tributary.connector.pipeline.transform.Transformer;
import dev.tributary.connector.read.ExtractionRequest;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Whole pipelines into staged snappy Parquet: from a PostgreSQL table and from a CSV, each of
 * twelve mixed columns, in interleaved rounds. All return the sum of the ids that they read or
 * wrote; files are asked for theirs by DuckDB, in a few milliseconds of each one's time.
 *
 * <p>From PostgreSQL a pipeline takes at most 1.5 times the extraction alone, with as many readers,
 * and less than Spark's JDBC source into Parquet; three filters cost at most a tenth of the
 * extraction. From CSV, two readers are at least 3 times as fast as Spark's {@code local[2]}; the
 * ratio to DuckDB's {@code COPY} is reported.
 */
public final class PipelineBenchmark {
  private static final Transformation KEEPS_ALL =
      Transformation.none()
          .filter(Filter.of("amount", Operator.GREATER_OR_EQUAL, BigDecimal.ZERO))
          .filter(Filter.of("name", Operator.STARTS_WITH, "name-"))
          .filter(Filter.of("day", Operator.GREATER_OR_EQUAL, "2000-01-01"));

  private static final Transformation KEEPS_SOME =
      Transformation.none()
          .filter(Filter.of("amount", Operator.GREATER_OR_EQUAL, new BigDecimal("100.00")))
          .filter(Filter.of("note", Operator.IS_NOT_NULL, null))
          .filter(Filter.of("day", Operator.LESS_THAN, "2020-01-01"));

  private static final String KEPT_SOME =
      "SELECT sum(id) FROM mixed WHERE amount >= 100.00 AND note IS NOT NULL"
          + " AND day < '2020-01-01'";

  private final int rounds;
  private final long rows;
  private boolean held = true;

  private PipelineBenchmark(int rounds, long rows) {
    this.rounds = rounds;
    this.rows = rows;
  }

  /**
   * Measures and prints.
   *
   * @param arguments {@code postgres} or {@code csv}; rounds (default 5); rows (default 3,000,000)
   */
  public static void main(String[] arguments) throws Exception {
    String what = arguments.length > 0 ? arguments[0] : "";
    if (!what.equals("postgres") && !what.equals("csv")) {
      throw new IllegalArgumentException("postgres or csv, then rounds and rows; not: " + what);
    }
    PipelineBenchmark benchmark =
        new PipelineBenchmark(
            arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5,
            arguments.length > 2 ? Long.parseLong(arguments[2]) : 3_000_000);
    System.out.printf(
        Locale.ROOT,
        "JDK %s, %d processors, load %.1f%n",
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        PostgresBenchmark.load());
    if (what.equals("postgres")) {
      benchmark.postgres();
    } else {
      benchmark.csv();
    }
    System.out.printf(Locale.ROOT, "load %.1f%n", PostgresBenchmark.load());
    System.exit(benchmark.held ? 0 : 1);
  }

  private void postgres() throws Exception {
    try (BenchDatabase database = BenchDatabase.open();
        ParquetStaging staging = ParquetStaging.open()) {
      database.mixed(rows);
      SourceConfig source = database.source();
      Pairs pairs = new Pairs();
      for (int readers = 1; readers <= 2; readers++) {
        Configuration options = Configuration.of(Map.of("max_parallel_workers", readers));
        pairs
            .with("extraction, " + readers, () -> extract(source, options, Transformation.none()))
            .with("pipeline, " + readers, () -> staging.pipeline(source, "mixed", options));
      }
      Optional<SparkProcess> spark = SparkProcess.writer("local[4]");
      try {
        if (spark.isPresent()) {
          for (int readers = 1; readers <= 2; readers++) {
            String table = database.url() + "\tmixed\t" + rows + "\t" + TableReaders.FETCH;
            String from = "table\t" + table + "\t" + readers + "\t";
            pairs.with("Spark, " + readers, () -> staging.other(to -> spark.get().ask(from + to)));
          }
        }
        pairs.run(1, rounds, System.out);
      } finally {
        close(spark);
      }
      pairs.report("extraction, 1", (double) rows, System.out);
      for (int readers = 1; readers <= 2; readers++) {
        String pipeline = "pipeline, " + readers;
        double ratio = 1 / pairs.faster(pipeline, "extraction, " + readers);
        most(pipeline + ", of the extraction", ratio, 1.5);
        if (spark.isPresent()) {
          least(pipeline + ", than Spark", pairs.faster(pipeline, "Spark, " + readers), 1);
        }
      }
      filters(database, source);
    }
  }

  private void filters(BenchDatabase database, SourceConfig source) throws Exception {
    long all = rows * (rows + 1) / 2;
    long some = database.number(KEPT_SOME);
    Configuration options = Configuration.of(Map.of("max_parallel_workers", 1));
    Pairs pairs =
        new Pairs()
            .with("no filters", () -> extract(source, options, Transformation.none()))
            .with("three that keep all", () -> extract(source, options, KEEPS_ALL))
            .with(
                "three that keep some",
                () -> expect(some, extract(source, options, KEEPS_SOME), all))
            .run(1, rounds, System.out);
    pairs.report("no filters", (double) rows, System.out);
    for (String name : new String[] {"three that keep all", "three that keep some"}) {
      most(name + ", of the time without", 1 / pairs.faster(name, "no filters"), 1.10);
      System.out.printf(
          Locale.ROOT, "and of the processor time: %.2f%n", pairs.processor(name, "no filters"));
    }
  }

  private void csv() throws Exception {
    try (SalesFiles files = SalesFiles.empty(rows);
        ParquetStaging staging = ParquetStaging.open()) {
      Path csv = files.csv();
      SourceConfig source =
          SourceConfig.of("FILE", "sales").with("path", files.directory.toString());
      Pairs pairs = new Pairs();
      for (int readers = 1; readers <= 2; readers++) {
        Configuration options =
            Configuration.of(
                Map.of(
                    "file_pattern", csv.getFileName().toString(), "max_parallel_workers", readers));
        int threads = readers;
        pairs
            .with("pipeline, " + readers, () -> staging.pipeline(source, "sales", options))
            .with("DuckDB, " + readers, () -> staging.other(to -> copy(csv, to, threads)));
      }
      Optional<SparkProcess> spark = SparkProcess.writer("local[2]");
      try {
        if (spark.isPresent()) {
          String from = "csv\t" + csv + "\t";
          pairs.with("Spark, local[2]", () -> staging.other(to -> spark.get().ask(from + to)));
        }
        pairs.run(1, rounds, System.out);
      } finally {
        close(spark);
      }
      System.out.printf(Locale.ROOT, "the CSV: %d bytes%n", Files.size(csv));
      pairs.report("pipeline, 2", (double) rows, System.out);
      for (int readers = 1; readers <= 2; readers++) {
        System.out.printf(
            Locale.ROOT,
            "pipeline, %d, than DuckDB's COPY with as many threads: %.2f%n",
            readers,
            pairs.faster("pipeline, " + readers, "DuckDB, " + readers));
      }
      if (spark.isPresent()) {
        least("pipeline, 2, than Spark", pairs.faster("pipeline, 2", "Spark, local[2]"), 3);
      }
    }
  }

  /** Reads through the connector, shapes each batch, and returns the sum of the ids of the rest. */
  private static long extract(
      SourceConfig source, Configuration options, Transformation transformation) {
    Transformer transformer = Transformer.of(transformation, Instant.EPOCH);
    long sum = 0;
    try (BaseConnector connector = Connectors.discover().create(source);
        Extraction extraction =
            connector.extractData(ExtractionRequest.of("mixed").options(options))) {
      for (RecordBatch batch : extraction) {
        RecordBatch shaped = transformer.apply(batch).batch();
        Column id = shaped.column(0);
        for (int row = 0; row < shaped.size(); row++) {
          sum += id.getLong(row);
        }
      }
    }
    return sum;
  }

  private static long copy(Path csv, Path to, int threads) throws SQLException {
    return ParquetStaging.duck(
        threads,
        "COPY (SELECT * FROM read_csv('"
            + csv
            + "')) TO '"
            + to
            + "' (FORMAT parquet, COMPRESSION snappy)");
  }

  private static long expect(long expected, long seen, long result) {
    if (seen != expected) {
      throw new IllegalStateException("filters kept " + seen + ", not " + expected);
    }
    return result;
  }

  private static void close(Optional<SparkProcess> spark) throws Exception {
    if (spark.isPresent()) {
      spark.get().close();
    } else {
      System.out.println("Spark is not there: mvn -q -f benchmarks/spark/pom.xml package");
    }
  }

  private void most(String what, double seen, double bar) {
    bar(what, seen, "at most", bar, seen <= bar);
  }

  private void least(String what, double seen, double bar) {
    bar(what, seen, "at least", bar, seen >= bar);
  }

  private void bar(String what, double seen, String word, double bar, boolean holds) {
    held &= holds;
    System.out.printf(
        Locale.ROOT, "%s: %.2f, %s %.2f: %s%n", what, seen, word, bar, holds ? "held" : "MISSED");
  }
}
