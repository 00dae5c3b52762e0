package dev.tributary.examples.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.state.ExtractionState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The connector of CONTRIBUTING.md, run. */
class ShopIT {
  @Test
  void readsEveryPage() throws IOException {
    try (CsvShop shop = CsvShop.open(1_234);
        BaseConnector connector = connect(shop, CsvShop.TOKEN);
        Extraction orders = connector.extractData(ExtractionRequest.all())) {
      assertThat(ids(orders)).isEqualTo(upTo(1_234));
      assertThat(orders.metadata().isComplete()).isTrue();
    }
  }

  @Test
  void goesOnFromASavedState() throws IOException {
    ExtractionRequest request = ExtractionRequest.of("orders").batchSize(150);
    List<Long> ids = new ArrayList<>();
    String saved;
    try (CsvShop shop = CsvShop.open(1_000);
        BaseConnector connector = connect(shop, CsvShop.TOKEN)) {
      try (Extraction orders = connector.extractData(request)) {
        RecordBatch first = orders.iterator().next();
        first.forEach(row -> ids.add(row.getLong("id")));
        orders.complete(first);
        saved = orders.state().toJson();
      }
      assertThat(ids).isNotEmpty().hasSizeLessThan(1_000);
      try (Extraction rest = connector.extractData(request.from(ExtractionState.fromJson(saved)))) {
        ids.addAll(ids(rest));
      }
    }
    assertThat(ids).isEqualTo(upTo(1_000));
  }

  @Test
  void tellsARefusalWithoutTheToken() throws IOException {
    try (CsvShop shop = CsvShop.open(1);
        BaseConnector connector = connect(shop, "wrong-token-8080");
        Extraction orders = connector.extractData(ExtractionRequest.of("orders"))) {
      assertThatThrownBy(() -> ids(orders))
          .isInstanceOfSatisfying(
              ConnectorException.class,
              refused -> assertThat(refused.kind()).isEqualTo(ErrorKind.AUTHENTICATION))
          .hasMessageContaining("/orders.csv")
          .hasMessageNotContaining("wrong-token-8080");
    }
  }

  @Test
  void tellsEveryMissingOptionAtOnce() {
    assertThatThrownBy(() -> Connectors.discover().create(SourceConfig.of("SHOP", "shop")))
        .hasMessageContaining("base_url")
        .hasMessageContaining("token");
  }

  static BaseConnector connect(CsvShop shop, String token) {
    return Connectors.discover()
        .create(SourceConfig.of("SHOP", "shop").with("base_url", shop.url()).with("token", token));
  }

  private static List<Long> ids(Extraction orders) {
    List<Long> ids = new ArrayList<>();
    for (RecordBatch batch : orders) {
      batch.forEach(
          row -> {
            assertThat(row.getString("email")).isEqualTo(CsvShop.email(row.getLong("id")));
            ids.add(row.getLong("id"));
          });
    }
    return ids;
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }
}
