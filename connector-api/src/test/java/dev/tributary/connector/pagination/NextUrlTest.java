package dev.tributary.connector.pagination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.error.ConnectorException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("B1.13: next URLs")
class NextUrlTest {
  private static final URI PAGE = URI.create("https://api.example/v1/orders?limit=5&page=1");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://other.example/x?a=1 | https://other.example/x?a=1",
        "//other.example/x | https://other.example/x",
        "/v2/orders?page=2 | https://api.example/v2/orders?page=2",
        "orders?page=2 | https://api.example/v1/orders?page=2",
        "../v2/./orders | https://api.example/v2/orders",
        "?page=2 | https://api.example/v1/orders?page=2",
        "?a=%2B1&b=c%20d | https://api.example/v1/orders?a=%2B1&b=c%20d",
        "'' | https://api.example/v1/orders?limit=5&page=1",
        "#top | https://api.example/v1/orders?limit=5&page=1",
        "/x?page=2#top | https://api.example/x?page=2",
        "' /x ' | https://api.example/x",
        "/x?filter=ge(date,2026) and \"x\" | https://api.example/x?filter=ge(date,2026)%20and%20%22x%22",
        "/x?page[size]=5 | https://api.example/x?page%5Bsize%5D=5",
        "/x?q=100%&r=%zz&s=%41 | https://api.example/x?q=100%25&r=%25zz&s=%41",
        "/x?q=ä | https://api.example/x?q=%C3%A4",
        "http://[::1]:8080/x | http://[::1]:8080/x",
      })
  void areResolvedAgainstThePage(String next, String expected) {
    assertThat(NextUrl.resolve(PAGE, next)).hasToString(expected);
  }

  @Test
  void areRefusedClearlyWhenTheyAreNone() {
    assertThatThrownBy(() -> NextUrl.resolve(PAGE, "http://a.example:port#b#c"))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("next_url_path");
  }

  @Test
  void winOverOnesOwnParameters() {
    Map<String, String> own = new LinkedHashMap<>();
    own.put("limit", "5");
    own.put("page[size]", "7");
    own.put("api key", "a&b");
    assertThat(
            NextUrl.withMissing(URI.create("https://a.example/x?limit=9&page%5Bsize%5D=3#t"), own))
        .hasToString("https://a.example/x?limit=9&page%5Bsize%5D=3&api%20key=a%26b");
    assertThat(NextUrl.withMissing(URI.create("https://a.example/x"), Map.of("a", "1")))
        .hasToString("https://a.example/x?a=1");
    assertThat(NextUrl.withMissing(URI.create("https://a.example/x?a&b="), own))
        .hasToString("https://a.example/x?a&b=&limit=5&page%5Bsize%5D=7&api%20key=a%26b");
    URI unchanged = URI.create("https://a.example/x?a=%41+b");
    assertThat(NextUrl.withMissing(unchanged, Map.of("a", "2"))).isEqualTo(unchanged);
  }

  @Test
  void tellWhetherTheyLeadElsewhere() {
    assertThat(NextUrl.isSameOrigin(PAGE, URI.create("HTTPS://API.example:443/other"))).isTrue();
    assertThat(NextUrl.isSameOrigin(PAGE, URI.create("http://api.example/v1"))).isFalse();
    assertThat(NextUrl.isSameOrigin(PAGE, URI.create("https://api.example:8443/v1"))).isFalse();
    assertThat(NextUrl.isSameOrigin(PAGE, URI.create("https://api.example.evil/v1"))).isFalse();
    assertThat(NextUrl.isSameOrigin(URI.create("file:/x"), URI.create("file:/x"))).isFalse();
  }
}
