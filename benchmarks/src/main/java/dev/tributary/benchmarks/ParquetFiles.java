package dev.tributary.benchmarks;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.batch.Column;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.files.format.FileRange;
import dev.tributary.connector.files.format.FileRows;
import dev.tributary.connector.files.format.FileRules;
import dev.tributary.connector.files.format.FormatFile;
import dev.tributary.connector.files.format.FormatReader;
import dev.tributary.connector.files.parquet.ParquetFormat;
import dev.tributary.connector.files.store.FileInput;
import dev.tributary.connector.files.store.FileStore;
import dev.tributary.connector.files.store.LocalFileStore;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.option.Problems;
import dev.tributary.connector.option.Resolver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.LocalInputFile;

/** A Parquet file of twelve mixed columns, and ways to read it; each returns the sum of its ids. */
final class ParquetFiles {
  /** Numbers, texts of few and of many values, decimals, times; every seventh name is null. */
  static final String COLUMNS =
      "i as id, (i * 7919 % 1000)::integer as quantity, i * 1000003 % 4294967291 as spread,"
          + " i / 7.0 as weight, (i * 13 % 1000000 / 100)::decimal(12, 2) as total,"
          + " case when i % 7 = 0 then null else 'customer-' || (i * 31 % 500000) end as name,"
          + " 'state-' || (i % 12) as state, md5(i::varchar)[:20] as code, i % 3 = 0 as paid,"
          + " date '2020-01-01' + (i % 2000)::integer as day,"
          + " timestamp '2026-01-01' + to_seconds(i) as local_at,"
          + " timestamptz '2026-01-01 00:00:00Z' + to_seconds(i * 3) as at";

  private final Path path;

  /** Made of every value, so that none is read for nothing. */
  private int used;

  ParquetFiles(Path path) {
    this.path = path;
  }

  static Connection duck() throws SQLException {
    Connection duck = DriverManager.getConnection("jdbc:duckdb:");
    run(duck, "set threads = 1");
    run(duck, "set TimeZone = 'UTC'");
    return duck;
  }

  static void run(Connection duck, String sql) throws SQLException {
    try (Statement statement = duck.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Writes a snappy file of so many rows. */
  void write(long rows) throws SQLException {
    try (Connection duck = duck()) {
      String select = "select " + COLUMNS + " from range(1, " + (rows + 1) + ") t(i)";
      run(duck, "copy (" + select + ") to '" + path + "' (format parquet, codec 'snappy')");
    }
  }

  int used() {
    return used;
  }

  /** Our reader into columns, with one reader or several beside one another. */
  long columns(int readers) throws Exception {
    try (FileStore store =
        LocalFileStore.at(path.toAbsolutePath().normalize().resolveSibling(""))) {
      FileFace file = new FileFace(store, store.stat(path.getFileName().toString()));
      ParquetFormat format = new ParquetFormat();
      long size = file.stored().size();
      if (readers == 1) {
        return columns(format, file, FileRange.whole(size));
      }
      ExecutorService threads = Executors.newFixedThreadPool(readers);
      try {
        java.util.List<Future<Long>> parts = new java.util.ArrayList<>();
        for (FileRange range : format.divide(file, size / readers + 1)) {
          FileFace own = new FileFace(store, file.stored());
          parts.add(threads.submit(() -> columns(format, own, range)));
        }
        long sum = 0;
        for (Future<Long> part : parts) {
          sum += part.get();
        }
        return sum;
      } catch (ExecutionException failed) {
        throw new IllegalStateException(failed);
      } finally {
        threads.shutdownNow();
      }
    }
  }

  private long columns(ParquetFormat format, FileFace file, FileRange range) throws Exception {
    long sum = 0;
    try (file) {
      BatchBuilder builder = BatchBuilder.of(BatchTarget.standalone("s", format.describe(file)));
      FileRows rows = FileRows.of(builder, FileRules.of(file.place()));
      try (FormatReader reader = format.read(file, range, null, rows)) {
        for (RecordBatch batch = reader.readBatch(); batch != null; batch = reader.readBatch()) {
          Column id = batch.column(0);
          for (int i = 0; i < batch.size(); i++) {
            sum += id.getLong(i);
          }
          used += batch.size();
        }
      }
    }
    return sum;
  }

  /** What most Java programs do. */
  long records() throws IOException {
    long sum = 0;
    try (ParquetReader<GenericRecord> reader =
        AvroParquetReader.<GenericRecord>builder(
                new LocalInputFile(path), new PlainParquetConfiguration())
            .build()) {
      for (GenericRecord each = reader.read(); each != null; each = reader.read()) {
        sum += (long) each.get(0);
        for (int i = 1; i < 12; i++) {
          Object value = each.get(i);
          used += value == null ? 1 : 2;
        }
      }
    }
    return sum;
  }

  /** DuckDB with one thread, which has to look at every value of every column. */
  long duckScan() throws SQLException {
    try (Connection duck = duck();
        Statement statement = duck.createStatement();
        ResultSet result =
            statement.executeQuery(
                "select sum(id), sum(quantity), sum(spread), sum(weight), sum(total), max(name),"
                    + " max(state), max(code), sum(paid::integer), max(day), max(local_at),"
                    + " max(\"at\") from '"
                    + path
                    + "'")) {
      result.next();
      return result.getBigDecimal(1).longValueExact();
    }
  }

  /** A local file as a format sees it. */
  static final class FileFace implements FormatFile, AutoCloseable {
    private final StoredFile stored;
    private final FileInput input;

    FileFace(FileStore store, StoredFile stored) throws IOException {
      this.stored = stored;
      this.input = store.open(stored);
    }

    @Override
    public StoredFile stored() {
      return stored;
    }

    @Override
    public String place() {
      return stored.path();
    }

    @Override
    public Options options() {
      return bound(Map.of());
    }

    @Override
    public FileInput input() {
      return input;
    }

    @Override
    public InputStream stream(long from) throws IOException {
      return input.stream(from);
    }

    @Override
    public boolean isCompressed() {
      return false;
    }

    @Override
    public void close() throws IOException {
      input.close();
    }
  }

  /** Options for writing, bound. */
  static Options bound(Map<String, Object> values) {
    return new ParquetFormat()
        .writeOptions()
        .bind(Configuration.of(values), Problems.empty(), Resolver.none());
  }
}
