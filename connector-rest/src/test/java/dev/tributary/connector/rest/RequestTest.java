package dev.tributary.connector.rest;

import static dev.tributary.connector.rest.Api.json;
import static dev.tributary.connector.rest.Rest.ids;
import static dev.tributary.connector.rest.Rest.orders;
import static dev.tributary.connector.rest.Rest.source;
import static dev.tributary.connector.rest.Rest.upTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.read.ExtractionRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestTest {
  private static final List<Map<String, String>> SCHEMA =
      List.of(Map.of("name", "id", "type", "long"));

  private static Api.Asked only(Api api) {
    assertThat(api.asked()).hasSize(1);
    return api.asked().get(0);
  }

  @Test
  void fillsInThePathAndEscapesIt() {
    try (Api api = Api.answering(asked -> json(Api.ids(0, 3)))) {
      ExtractionRequest request =
          ExtractionRequest.of("orders")
              .with("endpoint", "/shops/{shop}/orders")
              .with("schema", SCHEMA)
              .with("parameters", Map.of("shop", "a b/c", "status", "open & paid"));
      assertThat(ids(source(api), request)).isEqualTo(upTo(3));
      assertThat(only(api).path()).isEqualTo("/shops/a%20b%2Fc/orders");
      assertThat(only(api).query()).isEqualTo(Map.of("status", "open & paid"));
    }
  }

  @Test
  void putsThePageIntoThePath() {
    try (Api api =
        Api.answering(
            asked -> {
              long page = Long.parseLong(asked.path().substring("/orders/".length()));
              return json(Api.ids(page * 2, Math.min(5, page * 2 + 2)));
            })) {
      Map<String, ?> paging = Map.of("start_page", 0, "page_param", "page");
      ExtractionRequest request =
          ExtractionRequest.of("orders").with("endpoint", "/orders/{page}").with("schema", SCHEMA);
      assertThat(ids(source(api, "PAGE_NUMBER", paging), request)).isEqualTo(upTo(5));
      assertThat(api.asked()).allSatisfy(asked -> assertThat(asked.query()).isEmpty());
    }
  }

  @Test
  void sendsHeadersOfConnectionAndStream() {
    try (Api api = Api.answering(asked -> json("{\"data\":" + Api.ids(0, 3) + "}"))) {
      ids(
          source(api).with("default_headers", Map.of("X-Tenant", "one", "X-Both", "connection")),
          orders().with("schema", SCHEMA).with("headers", Map.of("X-Both", "stream")));
      assertThat(only(api).header("X-Tenant")).isEqualTo("one");
      assertThat(only(api).header("X-Both")).isEqualTo("stream");
      assertThat(only(api).header("Accept")).isEqualTo("application/json");
    }
  }

  @Test
  void sendsAJsonBodyWithThePageInIt() {
    try (Api api =
        Api.answering(
            asked ->
                json(
                    asked.body().contains("\"after\":\"x\"")
                        ? "{\"next\":null,\"data\":" + Api.ids(2, 4) + "}"
                        : "{\"next\":\"x\",\"data\":" + Api.ids(0, 2) + "}"))) {
      Map<String, ?> paging =
          Map.of(
              "cursor_path", "next",
              "cursor_param", "page.after",
              "size_param", "page.size",
              "page_size", 2,
              "send_in", "body");
      ExtractionRequest request =
          orders()
              .with("method", "POST")
              .with("schema", SCHEMA)
              .with("body", Map.of("filter", Map.of("open", true, "tags", List.of("a", 1))));
      assertThat(ids(source(api, "CURSOR", paging), request)).isEqualTo(upTo(4));
      assertThat(api.asked().get(1).method()).isEqualTo("POST");
      assertThat(api.asked().get(1).header("Content-Type")).startsWith("application/json");
      assertThat(api.asked().get(1).body())
          .contains("\"open\":true", "\"tags\":[\"a\",1]", "\"size\":2");
    }
  }

  @Test
  void sendsAForm() {
    try (Api api = Api.answering(asked -> json("{\"data\":" + Api.ids(0, 1) + "}"))) {
      ids(
          source(api),
          orders()
              .with("method", "POST")
              .with("body_format", "FORM")
              .with("schema", SCHEMA)
              .with("body", Map.of("q", "a&b c")));
      assertThat(only(api).header("Content-Type")).startsWith("application/x-www-form-urlencoded");
      assertThat(Api.query(only(api).body())).isEqualTo(Map.of("q", "a&b c"));
    }
  }

  @Test
  void repeatsAPostOnlyIfTold() {
    try (Api api = Api.answering(asked -> Api.status(503))) {
      ExtractionRequest once = orders().with("method", "POST").with("schema", SCHEMA);
      Rest.run(
          source(api).with("max_retries", 1).with("rate_limit_config", Map.of("max_backoff", 0)),
          once.with("max_reopenings", 0));
      assertThat(api.asked()).hasSize(1);
      Rest.run(
          source(api).with("max_retries", 1).with("rate_limit_config", Map.of("max_backoff", 0)),
          once.with("repeat_unsafe", true).with("max_reopenings", 0));
      assertThat(api.asked()).hasSize(3);
    }
  }

  @Test
  void keepsTheBasePathAndItsQuery() {
    try (Api api = Api.answering(asked -> json("{\"data\":" + Api.ids(0, 1) + "}"))) {
      ids(
          source(api).with("base_url", api.url() + "/v1/?tenant=7"),
          orders().with("schema", SCHEMA));
      assertThat(only(api).path()).isEqualTo("/v1/orders");
      assertThat(only(api).query()).isEqualTo(Map.of("tenant", "7"));
    }
  }

  @Test
  void readsDeclaredStreamsByTheirNames() {
    try (Api api =
        Api.answering(
            asked ->
                json(
                    asked.path().equals("/customers")
                        ? "{\"items\":" + Api.ids(0, 2) + "}"
                        : Api.ids(5, 7)))) {
      var source =
          source(api)
              .with(
                  "streams",
                  Map.of(
                      "customers",
                      Map.of("data_path", "items"),
                      "orders",
                      Map.of("endpoint", "/sales/orders")));
      assertThat(ids(source, ExtractionRequest.all())).containsExactlyInAnyOrder(0L, 1L, 5L, 6L);
      assertThat(api.asked()).extracting(Api.Asked::path).contains("/sales/orders", "/customers");
    }
  }

  @Test
  void neverSendsTheBodyToAnotherHost() {
    try (Api other = Api.answering(asked -> json("{\"data\":" + Api.ids(3, 6) + "}"));
        Api api =
            Api.answering(
                asked ->
                    json("{\"next\":\"" + other.url() + "/2\",\"data\":" + Api.ids(0, 3) + "}"))) {
      Rest.Run run =
          Rest.run(
              source(api, "NEXT_URL", Map.of()),
              orders()
                  .with("schema", SCHEMA)
                  .with("method", "POST")
                  .with("body", Map.of("password", "hunter2")));
      assertThat(run.failure()).hasMessageContaining("another host");
      assertThat(run.ids()).as("what was read before").isEqualTo(upTo(3));
      assertThat(other.asked()).isEmpty();
    }
  }
}
