package dev.tributary.connector.sftp;

import dev.tributary.connector.Connectors;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.files.FileLayout;
import dev.tributary.connector.files.FileSink;
import dev.tributary.connector.files.store.FileStore;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.testkit.ConnectorContractTest;
import dev.tributary.connector.testkit.FaultProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Directories of every format on a server, which a sink wrote there. */
class SftpFormatsContractIT {
  private static final int SMALL = 120;
  private static final int LARGE = 400;
  private static final int STEP = 40;
  private static final StreamSchema SCHEMA =
      StreamSchema.of(
          Field.int64("id").required(), Field.string("name"), Field.decimal("amount", 9, 2));

  @Nested
  class Csv extends Contract {
    Csv() {
      super(FileLayout.of("CSV"));
    }
  }

  @Nested
  class JsonLines extends Contract {
    JsonLines() {
      super(FileLayout.of("JSONL"));
    }
  }

  @Nested
  class Json extends Contract {
    Json() {
      super(FileLayout.of("JSON"));
    }
  }

  @Nested
  class Avro extends Contract {
    Avro() {
      super(FileLayout.of("AVRO"));
    }
  }

  /** The large one is divided at its row groups. */
  @Nested
  class Parquet extends Contract {
    Parquet() {
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

  /** The contract on files of one format. */
  abstract static class Contract extends ConnectorContractTest {
    private final FileLayout layout;
    @TempDir private Path directory;
    private DropServer server;
    private FaultProxy line;

    Contract(FileLayout layout) {
      this.layout = layout;
    }

    private FaultProxy line() {
      if (line == null) {
        try {
          server = DropServer.at(directory);
          line = FaultProxy.to(server.port());
          try (SftpFileStore store =
              SftpFileStore.connect(server.source(), ConnectorContext.defaults())) {
            write(store, "orders", SMALL, layout.maxRows(STEP));
            write(store, "customers", LARGE, layout);
          }
        } catch (IOException failed) {
          throw new UncheckedIOException(failed);
        }
      }
      return line;
    }

    @AfterEach
    void stop() throws IOException {
      if (line != null) {
        line.close();
        server.close();
      }
    }

    @Override
    protected Connectors connectors() {
      return Connectors.none().with(new SftpConnectorFactory());
    }

    @Override
    protected SourceConfig source() {
      int port = line().port();
      return server.source(port);
    }

    @Override
    protected AutoCloseable silence() {
      line().stall();
      return line::flow;
    }

    @Override
    protected int openConnections() {
      return line == null ? 0 : line.open();
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
