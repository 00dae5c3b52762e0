package dev.tributary.connector.rest;

import static dev.tributary.connector.rest.Api.json;
import static dev.tributary.connector.rest.Rest.source;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.ConnectionStatus;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProbeTest {
  @Test
  void asksForOneRecordOfTheFirstStream() {
    try (Api api = Api.answering(asked -> json("[{\"id\":1,\"name\":\"a\"}]"));
        BaseConnector connector =
            Rest.connector(
                source(api, "PAGE_NUMBER", Map.of("page_size", 500))
                    .with("streams", Map.of("orders", Map.of())))) {
      ConnectionStatus status = connector.testConnection();
      assertThat(status.isOk()).isTrue();
      assertThat(status.details()).contains("/orders", "200", "2 fields");
      assertThat(api.asked())
          .singleElement()
          .satisfies(asked -> assertThat(asked.query()).containsEntry("page_size", "1"));
    }
  }

  @Test
  void asksTheBaseWhereNoStreamIsKnown() {
    try (Api api = Api.answering(asked -> Api.status(404));
        BaseConnector connector = Rest.connector(source(api))) {
      assertThat(connector.testConnection().isOk()).isTrue();
    }
  }

  @Test
  void saysWhatIsWrong() {
    try (Api api = Api.answering(asked -> Api.status(403));
        BaseConnector connector = Rest.connector(source(api))) {
      ConnectionStatus status = connector.testConnection();
      assertThat(status.isOk()).isFalse();
      assertThat(status.error().orElseThrow().getMessage()).contains("shop").contains("403");
    }
  }
}
