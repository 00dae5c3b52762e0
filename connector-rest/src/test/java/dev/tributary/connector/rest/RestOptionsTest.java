package dev.tributary.connector.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.Connectors;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.error.ConnectorException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RestOptionsTest {
  private static final SourceConfig SOURCE =
      SourceConfig.of("REST", "shop").with("base_url", "https://shop.example.com/v1");

  @Test
  void isFoundUnderBothNames() throws Exception {
    for (String type : List.of("API", "rest")) {
      SourceConfig source =
          SourceConfig.of(type, "shop").with("base_url", "https://shop.example.com");
      try (var connector = Connectors.discover().create(source)) {
        assertThat(connector.source().sourceType()).isEqualTo("API");
      }
    }
  }

  @Test
  void saysThatSomethingComesLater() {
    for (String type : List.of("JWT", "SESSION_TOKEN", "CUSTOM")) {
      assertThatThrownBy(() -> Rest.connector(SOURCE.with("auth_type", type)))
          .as(type)
          .hasMessageContaining("auth_type")
          .hasMessageContaining("later");
    }
    assertThatThrownBy(() -> Rest.connector(SOURCE.with("pagination_type", "AUTO")))
        .hasMessageContaining("pagination_type")
        .hasMessageContaining("later");
  }

  @Test
  void reportsEveryProblemAtOnce() {
    SourceConfig source =
        SOURCE
            .with("timeout", -1)
            .with("auth_type", "OAUTH2")
            .with("auth_config", Map.of("client_id", "a", "api_key", "b"))
            .with(
                "streams",
                Map.of(
                    "orders",
                    Map.of(
                        "endpoint", "/shops/{shop}/orders",
                        "data_path", "data[",
                        "metod", "GET")));
    assertThatThrownBy(() -> Rest.connector(source))
        .isInstanceOfSatisfying(
            ConnectorException.class,
            error ->
                assertThat(error.getMessage())
                    .contains("timeout")
                    .contains("token_url")
                    .contains("api_key")
                    .contains("metod")
                    .contains("method"));
  }

  @Test
  void checksStreamsWithoutAskingAnybody() {
    Map<String, ?> streams =
        Map.of(
            "a", Map.of("endpoint", "/shops/{shop}/orders"),
            "b", Map.of("data_path", "data["),
            "c", Map.of("pagination_type", "CURSOR"),
            "d", Map.of("body", Map.of("a", 1)),
            "e", Map.of("incremental_field", "at", "window", "1d"),
            "f", Map.of("pagination_type", "CUSTOM", "pagination_config", Map.of("class", "a.B")));
    assertThatThrownBy(() -> Rest.connector(SOURCE.with("streams", streams)))
        .hasMessageContaining("streams.a.endpoint")
        .hasMessageContaining("{shop}")
        .hasMessageContaining("streams.b.data_path")
        .hasMessageContaining("cursor_path")
        .hasMessageContaining("streams.d.method")
        .hasMessageContaining("incremental_until_param")
        .hasMessageContaining("a.B");
  }

  @Test
  void takesEveryKeyOfTheFormat() throws Exception {
    SourceConfig source =
        SOURCE
            .with("auth_type", "API_KEY")
            .with("auth_config", Map.of("api_key", "k-7654321", "header_name", "X-Key"))
            .with("timeout", 10)
            .with("max_retries", 5)
            .with("verify_ssl", true)
            .with("default_headers", Map.of("X-Tenant", "one"))
            .with("pagination_type", "PAGE_NUMBER")
            .with(
                "pagination_config",
                Map.of(
                    "page_param",
                    "page",
                    "size_param",
                    "per_page",
                    "page_size",
                    100,
                    "start_page",
                    0,
                    "max_pages",
                    1000,
                    "has_more_path",
                    "more",
                    "total_path",
                    "total",
                    "stop_on_empty",
                    true,
                    "on_repeated_cursor",
                    "fail",
                    "concurrent_requests",
                    4))
            .with(
                "rate_limit_config",
                Map.of(
                    "requests_per_second", 12,
                    "requests_per_minute", 600,
                    "requests_per_hour", 9000,
                    "requests_per_day", 90000,
                    "concurrent_requests", 4,
                    "share_of_quota", 0.8,
                    "backoff_factor", 2.0,
                    "max_backoff", 60));
    try (var connector = Rest.connector(source)) {
      assertThat(connector.source().get(RestOptions.MAX_RETRIES)).isEqualTo(5);
    }
  }
}
