package dev.tributary.connector.gcs;

import dev.tributary.connector.Connectors;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.files.FileLayout;
import dev.tributary.connector.files.FileSink;
import dev.tributary.connector.files.store.FileStore;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.testkit.ConnectorContractTest;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** Buckets of every format, which a sink wrote. */
class GcsFormatsContractIT {
  private static final int SMALL = 120;
  private static final int LARGE = 400;
  private static final int STEP = 40;
  private static final StreamSchema SCHEMA =
      StreamSchema.of(
          Field.int64("id").required(), Field.string("name"), Field.decimal("amount", 9, 2));

  @Nested
  class Csv extends Contract {
    Csv() throws IOException {
      super(FileLayout.of("CSV"));
    }
  }

  @Nested
  class JsonLines extends Contract {
    JsonLines() throws IOException {
      super(FileLayout.of("JSONL"));
    }
  }

  @Nested
  class Json extends Contract {
    Json() throws IOException {
      super(FileLayout.of("JSON"));
    }
  }

  @Nested
  class Avro extends Contract {
    Avro() throws IOException {
      super(FileLayout.of("AVRO"));
    }
  }

  /** The large one is divided at its row groups. */
  @Nested
  class Parquet extends Contract {
    Parquet() throws IOException {
      super(FileLayout.of("PARQUET").option("row_group_bytes", 1000));
    }
  }

  private static RecordBatch rows(String stream, int first, int count) {
    BatchBuilder batch = BatchBuilder.of(BatchTarget.standalone(stream, SCHEMA));
    for (int id = first; id < first + count; id++) {
      batch.add().set(0, (long) id).set(1, id % 3 == 0 ? null : "name, of\n" + id);
      batch.setDecimal(2, id * 125L, 2);
    }
    return batch.build();
  }

  private static void write(FileStore store, String stream, int rows, FileLayout layout)
      throws IOException {
    try (FileSink sink = FileSink.open(store, stream, layout)) {
      for (int first = 0; first < rows; first += STEP) {
        sink.write(rows(stream, first, STEP));
      }
      sink.commit();
    }
  }

  /** The contract on objects of one format. */
  abstract static class Contract extends ConnectorContractTest {
    private final Lake lake = new Lake();

    Contract(FileLayout layout) throws IOException {
      try (GcsFileStore store = lake.store()) {
        write(store, "orders", SMALL, layout.maxRows(STEP));
        write(store, "customers", LARGE, layout);
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
    protected AutoCloseable silence() {
      lake.fake.silence();
      return lake.fake::release;
    }

    @Override
    protected int openConnections() {
      return lake.fake.connections();
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
    protected int cuts() {
      return 4;
    }
  }
}
