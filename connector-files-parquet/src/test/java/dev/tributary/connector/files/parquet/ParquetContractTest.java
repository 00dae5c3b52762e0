package dev.tributary.connector.files.parquet;

import dev.tributary.connector.Connectors;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.files.LocalFilesFactory;
import dev.tributary.connector.files.format.FormatWriter;
import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.option.Problems;
import dev.tributary.connector.option.Resolver;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.testkit.ConnectorContractTest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** A directory and a file of this format, which is found by its provider; the file is divided. */
class ParquetContractTest extends ConnectorContractTest {
  private static final int FILES = 4;
  private static final int ROWS = 60;
  private static final int LARGE = 400;
  private static final StreamSchema SCHEMA =
      StreamSchema.of(
          Field.int64("id").required(),
          Field.string("name"),
          Field.decimal("amount", 9, 2),
          Field.timestampTz("at"));

  @TempDir private Path directory;
  private boolean written;

  private void write() {
    if (written) {
      return;
    }
    written = true;
    try {
      Path orders = Files.createDirectories(directory.resolve("orders"));
      for (int file = 0; file < FILES; file++) {
        write(orders.resolve("part-" + file + ".parquet"), file * ROWS, ROWS);
      }
      write(directory.resolve("customers.parquet"), 0, LARGE);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void write(Path path, int first, int count) throws IOException {
    ParquetFormat format = new ParquetFormat();
    Options options =
        format
            .writeOptions()
            .bind(
                Configuration.of(Map.of("row_group_bytes", 1000)),
                Problems.empty(),
                Resolver.none());
    try (OutputStream out = Files.newOutputStream(path);
        FormatWriter writer = format.write(out, SCHEMA, options)) {
      for (int from = first; from < first + count; from += 50) {
        writer.write(rows(from, Math.min(50, first + count - from)));
      }
      writer.finish();
    }
  }

  private static RecordBatch rows(int first, int count) {
    BatchBuilder rows = BatchBuilder.of(BatchTarget.standalone("s", SCHEMA));
    for (int id = first; id < first + count; id++) {
      rows.add().set(0, (long) id).set(1, id % 3 == 0 ? null : "name " + id);
      rows.setDecimal(2, id * 125L, 2).setMicros(3, id * 1_000_000L);
    }
    return rows.build();
  }

  @Override
  protected Connectors connectors() {
    return Connectors.none().with(new LocalFilesFactory());
  }

  @Override
  protected SourceConfig source() {
    write();
    return SourceConfig.of("FILE", "files").with("path", directory.toString());
  }

  @Override
  protected ExtractionRequest request() {
    return ExtractionRequest.of("orders", "customers").with("split_bytes", 1024).batchSize(9);
  }

  @Override
  protected Map<String, Long> expected() {
    return Map.of("orders", (long) FILES * ROWS, "customers", (long) LARGE);
  }

  @Override
  protected Map<SourceConfig, List<String>> wrongSources() {
    return Map.of(source().with("path", "").with("pth", "x"), List.of("path", "pth"));
  }

  @Override
  protected SourceConfig unreachable() {
    return source().with("path", directory.resolve("nowhere").toString());
  }

  @Override
  protected int cuts() {
    return 8;
  }
}
