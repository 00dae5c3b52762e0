package dev.tributary.examples.tours;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.host.ExtractionMetadata;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.state.ExtractionState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Reads a table in parallel, and later only what changed in it.
 *
 * <p>This is all that a host needs. The first run reads everything as of one moment, in ranges that
 * are read side by side; a run after it reads what has another {@code updated_at} since.
 */
final class OrdersOfDatabase {
  private OrdersOfDatabase() {}

  /** Returns the database as a source; the same settings may stand in a configuration file. */
  static SourceConfig database(int port) {
    return SourceConfig.of("CLOUD_SQL", "shop_db")
        .with("db_type", "postgres")
        .with("host", "localhost")
        .with("port", port)
        .with("database", "postgres")
        .with("user", "postgres")
        .with("password", "secret://shop_db_password");
  }

  /** Reads what is new since the stored state and returns the account of it. */
  static ExtractionMetadata read(
      SourceConfig database,
      ConnectorContext host,
      int workers,
      Path stored,
      Consumer<RecordBatch> target)
      throws IOException {
    ExtractionState before =
        Files.exists(stored)
            ? ExtractionState.fromJson(Files.readString(stored))
            : ExtractionState.initial();
    ExtractionRequest request =
        ExtractionRequest.of("orders")
            .with("incremental_field", "updated_at")
            .with("split_bytes", 16 << 20) // Smaller ranges than usual: the table is small.
            .parallelism(workers)
            .from(before);
    try (BaseConnector connector = Connectors.discover().with(host).create(database);
        Extraction orders = connector.extractData(request)) {
      orders.forEach(target);
      ExtractionState after = orders.state();
      Files.writeString(stored, after.toJson());
      orders.acknowledge(after);
      return orders.metadata();
    }
  }
}
