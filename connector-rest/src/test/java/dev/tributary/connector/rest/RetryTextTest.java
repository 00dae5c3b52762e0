package dev.tributary.connector.rest;

import static dev.tributary.connector.rest.Api.json;
import static dev.tributary.connector.rest.Rest.source;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.host.ConnectorListener;
import dev.tributary.connector.read.ExtractionRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who watches the retries learns that there are some, not what was asked for or answered. */
@Timeout(60)
class RetryTextTest {
  private static final ExtractionRequest ORDERS =
      Rest.orders()
          .with("schema", List.of(Map.of("name", "id", "type", "long")))
          .with("parameters", Map.of("customer", "ann@example.com", "api_key", "hunter2hunter2"));

  /** With retries of the client's, and with none, so that the engine opens the split again. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void tellsNeitherQueryNorBody(int clientRetries) {
    AtomicBoolean failed = new AtomicBoolean();
    List<String> told = new CopyOnWriteArrayList<>();
    ConnectorListener listener =
        new ConnectorListener() {
          @Override
          public void retried(String sourceId, String what, int attempt, Duration after) {
            told.add(what);
          }
        };
    byte[] body = "{\"busy with\":\"bob@example.com\"}".getBytes(StandardCharsets.UTF_8);
    try (Api api =
            Api.answering(
                asked ->
                    failed.getAndSet(true)
                        ? json("{\"data\":" + Api.ids(0, 3) + "}")
                        : new Api.Reply(503, Map.of("Content-Type", "application/json"), body));
        BaseConnector connector =
            Rest.connector(
                source(api).with("max_retries", clientRetries),
                ConnectorContext.defaults().listener(listener))) {
      Rest.Run run = Rest.run(connector, ORDERS);
      assertThat(run.failure()).isNull();
      assertThat(told)
          .singleElement()
          .asString()
          .startsWith("GET " + api.url() + "/orders?… answered 503")
          .doesNotContain("example.com", "customer", "hunter2");
    }
  }

  @Test
  void theErrorItselfStillQuotesTheAnswer() {
    try (Api api =
        Api.answering(
            asked ->
                new Api.Reply(
                    503, Map.of(), "come back on Monday".getBytes(StandardCharsets.UTF_8)))) {
      Rest.Run run = Rest.run(source(api), ORDERS.with("max_reopenings", 0));
      assertThat(run.failure()).hasMessageContaining("503 Service Unavailable: \"come back on");
    }
  }
}
