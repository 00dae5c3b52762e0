package org.example.outside;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.batch.Row;
import dev.tributary.connector.read.ExtractionRequest;
import java.util.Map;

/** The README's first code, between the lines that a copy needs around it. */
final class ReadmeOrders {
  private ReadmeOrders() {}

  static void print(String baseUrl) {
    var shop =
        SourceConfig.of("API", "shop")
            .with("base_url", baseUrl)
            .with("auth_type", "BEARER")
            .with("auth_config", Map.of("token", "${SHOP_TOKEN}"))
            .with("pagination_type", "CURSOR")
            .with("pagination_config", Map.of("cursor_path", "next_cursor"))
            .with("streams", Map.of("orders", Map.of("data_path", "orders")));

    try (BaseConnector connector = Connectors.discover().create(shop);
        Extraction orders = connector.extractData(ExtractionRequest.of("orders"))) {
      for (RecordBatch batch : orders) {
        for (Row order : batch) {
          System.out.println(order.getString("number") + " " + order.getDecimal("total"));
        }
      }
    }
  }
}
