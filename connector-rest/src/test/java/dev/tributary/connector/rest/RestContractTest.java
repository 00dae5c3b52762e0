package dev.tributary.connector.rest;

import dev.tributary.connector.Connectors;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.testkit.ConnectorContractTest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;

/** Two streams by cursors, one of them declared and one inferred, behind a key. */
class RestContractTest extends ConnectorContractTest {
  private static final long ORDERS = 240;
  private static final long CUSTOMERS = 60;
  private static final long PAGE = 20;

  private volatile CountDownLatch speaking = new CountDownLatch(0);
  private final Api api = Api.answering(this::answer);

  @AfterEach
  void stop() {
    speaking.countDown();
    api.close();
  }

  private Api.Reply answer(Api.Asked asked) throws InterruptedException {
    speaking.await();
    if (!asked.header("X-Key").equals("key-of-the-shop")) {
      return Api.status(401);
    }
    long all = asked.path().equals("/orders") ? ORDERS : CUSTOMERS;
    long first = asked.number("cursor", 0);
    long end = Math.min(all, first + PAGE);
    String data =
        LongStream.range(first, end)
            .mapToObj(
                id ->
                    "{\"id\":"
                        + id
                        + ",\"name\":\"name "
                        + id
                        + "\",\"paid\":"
                        + (id % 2 == 0)
                        + ",\"amount\":"
                        + id
                        + ".25,\"at\":\"2026-11-21T03:45:00Z\"}")
            .collect(Collectors.joining(",", "[", "]"));
    return Api.json(
        "{\"data\":" + data + ",\"next\":" + (end < all ? "\"" + end + "\"" : "null") + "}");
  }

  @Override
  protected Connectors connectors() {
    return Connectors.none().with(new RestConnectorFactory());
  }

  @Override
  protected SourceConfig source() {
    return SourceConfig.of("API", "shop")
        .with("base_url", api.url())
        .with("max_retries", 0)
        .with("auth_type", "API_KEY")
        .with("auth_config", Map.of("api_key", "secret://shop_key", "header_name", "X-Key"))
        .with("pagination_type", "CURSOR")
        .with("pagination_config", Map.of("cursor_path", "next"))
        .with(
            "streams",
            Map.of(
                "orders", Map.of("data_path", "data"),
                "customers",
                    Map.of(
                        "data_path",
                        "data",
                        "primary_key",
                        "id",
                        "unknown_fields",
                        "drop",
                        "schema",
                        List.of(
                            Map.of("name", "id", "type", "long", "required", true),
                            Map.of("name", "amount", "type", "decimal(10,2)"),
                            Map.of("name", "at", "type", "timestamptz")))));
  }

  @Override
  protected Map<String, String> secrets() {
    return Map.of("shop_key", "key-of-the-shop");
  }

  @Override
  protected ExtractionRequest request() {
    return ExtractionRequest.of("orders", "customers").batchSize(9);
  }

  @Override
  protected Map<String, Long> expected() {
    return Map.of("orders", ORDERS, "customers", CUSTOMERS);
  }

  @Override
  protected Map<SourceConfig, List<String>> wrongSources() {
    return Map.of(
        source()
            .with("timeout", "soon")
            .with("pagination_type", "AUTO")
            .with("streams", Map.of("orders", Map.of("metod", "GET"))),
        List.of("timeout", "pagination_type", "metod"));
  }

  @Override
  protected SourceConfig unreachable() {
    return source().with("base_url", "http://127.0.0.1:1").with("timeout", 2);
  }

  @Override
  protected AutoCloseable silence() {
    CountDownLatch quiet = new CountDownLatch(1);
    speaking = quiet;
    return quiet::countDown;
  }

  @Override
  protected int cuts() {
    return 8;
  }
}
