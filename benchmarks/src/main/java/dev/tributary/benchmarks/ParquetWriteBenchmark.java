package dev.tributary.benchmarks;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.files.format.FileRange;
import dev.tributary.connector.files.format.FileRows;
import dev.tributary.connector.files.format.FileRules;
import dev.tributary.connector.files.format.FormatReader;
import dev.tributary.connector.files.format.FormatWriter;
import dev.tributary.connector.files.parquet.ParquetFormat;
import dev.tributary.connector.files.store.FileStore;
import dev.tributary.connector.files.store.LocalFileStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;

/**
 * Writing 3 million rows of twelve mixed columns, which are in memory in each writer's own form, as
 * snappy Parquet: our writer beside parquet-avro's and DuckDB's {@code COPY} with one thread, in
 * interleaved rounds. The same 200,000 rows are written again and again.
 *
 * <p>Ours is faster than both.
 */
public final class ParquetWriteBenchmark {
  private static final int DISTINCT = 200_000;

  private final Path directory;
  private final int times;
  private final List<RecordBatch> batches = new ArrayList<>();
  private final List<GenericRecord> records = new ArrayList<>();

  private ParquetWriteBenchmark(Path directory, int times) {
    this.directory = directory;
    this.times = times;
  }

  /**
   * Measures and prints.
   *
   * @param arguments rounds (default 7); how often the 200,000 rows are written (default 15)
   */
  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
    int times = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 15;
    Path directory = Files.createTempDirectory("bench");
    boolean held;
    try (Connection duck = ParquetFiles.duck()) {
      ParquetWriteBenchmark benchmark = new ParquetWriteBenchmark(directory, times);
      benchmark.fill(duck);
      System.out.printf(
          Locale.ROOT, "JDK %s, load %.1f%n", Runtime.version(), PostgresBenchmark.load());
      Pairs pairs =
          new Pairs()
              .with("columns", benchmark::columns)
              .with("parquet-avro", benchmark::records)
              .with("DuckDB, one thread", () -> benchmark.copy(duck))
              .run(2, rounds, System.out);
      pairs.report("columns", (double) DISTINCT * times, System.out);
      double avro = pairs.faster("columns", "parquet-avro");
      double copy = pairs.faster("columns", "DuckDB, one thread");
      held = avro > 1 && copy > 1;
      System.out.printf(
          Locale.ROOT,
          "columns, than parquet-avro: %.2f; than DuckDB: %.2f; at least 1.00: %s%n"
              + "processor time: %.2f of parquet-avro's, %.2f of DuckDB's; load %.1f%n",
          avro,
          copy,
          held ? "held" : "MISSED",
          pairs.processor("columns", "parquet-avro"),
          pairs.processor("columns", "DuckDB, one thread"),
          PostgresBenchmark.load());
      for (String name : List.of("columns", "records", "copy")) {
        System.out.printf(Locale.ROOT, "%s: %d bytes%n", name, Files.size(benchmark.file(name)));
      }
    } finally {
      for (String name : List.of("columns", "records", "copy", "source")) {
        Files.deleteIfExists(directory.resolve(name));
      }
      Files.deleteIfExists(directory);
    }
    System.exit(held ? 0 : 1);
  }

  private Path file(String name) {
    return directory.resolve(name);
  }

  private void fill(Connection duck) throws Exception {
    Path source = file("source");
    new ParquetFiles(source).write(DISTINCT);
    ParquetFiles.run(
        duck,
        "create table t as select s.* from range("
            + times
            + ") r(k), read_parquet('"
            + source
            + "') s");
    try (FileStore store = LocalFileStore.at(directory);
        ParquetFiles.FileFace face = new ParquetFiles.FileFace(store, store.stat("source"))) {
      ParquetFormat format = new ParquetFormat();
      BatchBuilder builder = BatchBuilder.of(BatchTarget.standalone("s", format.describe(face)));
      FileRows rows = FileRows.of(builder, FileRules.of("source"));
      FileRange whole = FileRange.whole(face.stored().size());
      try (FormatReader reader = format.read(face, whole, null, rows)) {
        for (RecordBatch batch = reader.readBatch(); batch != null; batch = reader.readBatch()) {
          batches.add(batch);
        }
      }
    }
    try (ParquetReader<GenericRecord> reader =
        AvroParquetReader.<GenericRecord>builder(
                new LocalInputFile(source), new PlainParquetConfiguration())
            .build()) {
      for (GenericRecord each = reader.read(); each != null; each = reader.read()) {
        records.add(each);
      }
    }
  }

  private long columns() throws Exception {
    try (OutputStream out = Files.newOutputStream(file("columns"));
        FormatWriter writer =
            new ParquetFormat().write(out, batches.get(0).schema(), ParquetFiles.bound(Map.of()))) {
      for (int i = 0; i < times; i++) {
        for (RecordBatch batch : batches) {
          writer.write(batch);
        }
      }
      writer.finish();
    }
    return (long) DISTINCT * times;
  }

  private long records() throws IOException {
    Files.deleteIfExists(file("records"));
    try (ParquetWriter<GenericRecord> writer =
        AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(file("records")))
            .withConf(new PlainParquetConfiguration())
            .withSchema(records.get(0).getSchema())
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .build()) {
      for (int i = 0; i < times; i++) {
        for (GenericRecord each : records) {
          writer.write(each);
        }
      }
    }
    return (long) DISTINCT * times;
  }

  private long copy(Connection duck) throws SQLException {
    ParquetFiles.run(duck, "copy t to '" + file("copy") + "' (format parquet, codec 'snappy')");
    return (long) DISTINCT * times;
  }
}
