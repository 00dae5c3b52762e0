package dev.tributary.connector.gcs;

import dev.tributary.connector.Connectors;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.files.FileLayout;
import dev.tributary.connector.files.FileSink;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.testkit.ConnectorContractTest;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** A bucket of Parquet, which a sink wrote, with an object that is divided at its row groups. */
class GcsParquetContractIT extends ConnectorContractTest {
  private static final int SMALL = 120;
  private static final int LARGE = 400;
  private static final StreamSchema SCHEMA =
      StreamSchema.of(
          Field.int64("id").required(), Field.string("name"), Field.decimal("amount", 9, 2));

  private final Lake lake = new Lake();

  GcsParquetContractIT() throws IOException {
    try (GcsFileStore store = lake.store()) {
      write(store, "orders", SMALL, 40);
      write(store, "customers", LARGE, LARGE);
    }
  }

  private static void write(GcsFileStore store, String stream, int rows, int perFile)
      throws IOException {
    FileLayout layout = FileLayout.of("PARQUET").option("row_group_bytes", 1000).maxRows(perFile);
    try (FileSink sink = FileSink.open(store, stream, layout)) {
      for (int from = 0; from < rows; from += 40) {
        BatchBuilder batch = BatchBuilder.of(BatchTarget.standalone(stream, SCHEMA));
        for (int id = from; id < from + 40; id++) {
          batch.add().set(0, (long) id).set(1, id % 3 == 0 ? null : "name " + id);
          batch.setDecimal(2, id * 125L, 2);
        }
        sink.write(batch.build());
      }
      sink.commit();
    }
  }

  @AfterEach
  void close() throws IOException {
    lake.close();
  }

  @Override
  protected Connectors connectors() {
    return Connectors.none().with(new GcsConnectorFactory());
  }

  @Override
  protected SourceConfig source() {
    return lake.source();
  }

  @Override
  protected ExtractionRequest request() {
    return ExtractionRequest.of("orders", "customers").with("split_bytes", 1024).batchSize(20);
  }

  @Override
  protected Map<String, Long> expected() {
    return Map.of("orders", (long) SMALL, "customers", (long) LARGE);
  }

  @Override
  protected AutoCloseable silence() {
    lake.fake.silence();
    return lake.fake::release;
  }

  @Override
  protected int cuts() {
    return 4;
  }
}
