package dev.tributary.examples.walkthrough;

import dev.tributary.connector.Connectors;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.testkit.ConnectorContractTest;
import dev.tributary.connector.testkit.Feature;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

class ShopContractIT extends ConnectorContractTest {
  private final CsvShop shop = CsvShop.open(1_000);

  ShopContractIT() throws IOException {}

  @AfterEach
  void close() {
    shop.close();
  }

  @Override
  protected Connectors connectors() {
    return Connectors.none().with(new Shop.Factory());
  }

  @Override
  protected SourceConfig source() {
    return SourceConfig.of("SHOP", "shop")
        .with("base_url", shop.url())
        .with("token", "secret://shop_token");
  }

  @Override
  protected Map<String, String> secrets() {
    return Map.of("shop_token", CsvShop.TOKEN);
  }

  @Override
  protected ExtractionRequest request() {
    return ExtractionRequest.of("orders").batchSize(50);
  }

  @Override
  protected Map<String, Long> expected() {
    return Map.of("orders", 1_000L);
  }

  @Override
  protected Set<Feature> without() {
    return Set.of(Feature.PARALLEL); // Pages follow one another: one split.
  }

  @Override
  protected int recordsPerPiece() {
    return CsvShop.PAGE; // A PageFetcher hands over whole pages.
  }

  @Override
  protected AutoCloseable silence() {
    return shop.silence();
  }
}
