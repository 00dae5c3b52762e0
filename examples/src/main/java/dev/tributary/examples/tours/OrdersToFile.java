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
import java.util.List;
import java.util.Map;

/**
 * Reads the orders of a shop into a file, each exactly once, however often it is interrupted.
 *
 * <p>This is all that a host needs. The first run reads everything; a run after an interruption
 * goes on where the file's state says; a run after a complete one reads what changed since.
 */
final class OrdersToFile {
  private OrdersToFile() {}

  /** Returns the shop as a source; the same settings may stand in a configuration file. */
  static SourceConfig shop(String url) {
    return SourceConfig.of("API", "shop")
        .with("base_url", url + "/v1")
        .with("auth_type", "OAUTH2")
        .with(
            "auth_config",
            Map.of(
                "token_url", url + "/oauth/token",
                "client_id", "${SHOP_CLIENT_ID}",
                "client_secret", "${SHOP_CLIENT_SECRET}"))
        .with("pagination_type", "CURSOR")
        .with(
            "pagination_config",
            Map.of(
                "cursor_path", "next_cursor",
                "total_path", "total",
                "size_param", "limit",
                "page_size", 500))
        .with("streams", Map.of("orders", orders()));
  }

  private static Map<String, Object> orders() {
    return Map.of(
        "data_path", "orders",
        "primary_key", List.of("id"),
        "incremental_field", "updated_at",
        "incremental_from_param", "updated_from",
        "incremental_until_param", "updated_until",
        "columns",
            List.of(
                column("id", "long"),
                column("number", "string"),
                column("email", "string"),
                column("status", "string"),
                column("currency", "string"),
                column("total", "decimal(12,2)"),
                column("items", "integer"),
                column("gift", "boolean"),
                column("placed_at", "timestamptz"),
                column("updated_at", "timestamptz"),
                column("shipping", "json")));
  }

  private static Map<String, String> column(String name, String type) {
    return Map.of("name", name, "type", type);
  }

  /** Reads what the file does not hold yet and returns the account of it. */
  static ExtractionMetadata read(SourceConfig shop, ConnectorContext host, StagedLines file)
      throws IOException {
    ExtractionRequest request = ExtractionRequest.of("orders").batchSize(2_000).from(file.state());
    try (BaseConnector connector = Connectors.discover().with(host).create(shop);
        Extraction orders = connector.extractData(request)) {
      for (RecordBatch batch : orders) {
        file.append(batch);
        orders.complete(batch);
        commit(orders, file);
      }
      commit(orders, file); // The end is news too: from here the next run knows what is new.
      return orders.metadata();
    }
  }

  /** Lines and state become durable in one step; only then may the source hear of it. */
  private static void commit(Extraction orders, StagedLines file) throws IOException {
    ExtractionState state = orders.state();
    file.commit(state);
    orders.acknowledge(state);
  }
}
