package dev.tributary.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRequestTest {
  private static final URI SHOP = URI.create("https://shop.example/orders");

  @Test
  void escapesParametersAndKeepsWhatIsThere() {
    URI url = URI.create("https://shop.example/orders?filter=a%2Cb&x");
    HttpRequest request = HttpRequest.get(url).query("name", "Ä & b=c+d").query("empty", "");
    assertThat(request.url().toString())
        .isEqualTo(
            "https://shop.example/orders?filter=a%2Cb&x&name=%C3%84%20%26%20b%3Dc%2Bd&empty=");
  }

  @Test
  void sendsParametersInTheirOrder() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("z", "1");
    parameters.put("a", "2");
    assertThat(HttpRequest.get(SHOP).query(parameters).url().getRawQuery()).isEqualTo("z=1&a=2");
  }

  @Test
  @DisplayName("B1.13: a parameter that a next URL names already is replaced, not repeated")
  void replacesAParameter() {
    URI next = URI.create("https://shop.example/orders?page%5Bsize%5D=50&cursor=abc");
    assertThat(HttpRequest.get(next).replacingQuery("page[size]", "10").url().getRawQuery())
        .isEqualTo("cursor=abc&page%5Bsize%5D=10");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,true",
    "head,true",
    "OPTIONS,true",
    "PUT,true",
    "DELETE,true",
    "POST,false",
    "PATCH,false"
  })
  void knowsWhatMayBeRepeated(String method, boolean repeatable) {
    HttpRequest request = HttpRequest.of(method, SHOP);
    assertThat(request.isRepeatable()).isEqualTo(repeatable);
    assertThat(request.repeatable(!repeatable).isRepeatable()).isEqualTo(!repeatable);
  }

  @Test
  void headersHaveNamesInAnyCaseAndSeveralValues() {
    HttpHeaders headers =
        HttpHeaders.none().with("Accept", "a").adding("ACCEPT", "b").with("X-One", "1");
    assertThat(headers.all("accept")).containsExactly("a", "b");
    assertThat(headers.first("x-ONE")).contains("1");
    assertThat(headers.with("aCCept", "c").all("Accept")).containsExactly("c");
    assertThat(headers.without("ACCEPT").first("accept")).isEmpty();
    assertThat(headers).hasToString("[accept, x-one]");
  }

  @Test
  void refusesHeadersThatBeginAnotherOne() {
    HttpRequest request = HttpRequest.get(SHOP);
    assertThatThrownBy(() -> request.header("X-One", "a\r\nX-Two: b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line break")
        .hasMessageNotContaining("X-Two");
    assertThatThrownBy(() -> request.header("X One", "a"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> request.cookie("a", "b; c=d"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://shop.example/",
        "orders",
        "https:///orders",
        "https://me:pass1@shop.example/"
      })
  void refusesUrlsThatCannotBeAskedForWithoutShowingThem(String url) {
    assertThatThrownBy(() -> HttpRequest.get(URI.create(url)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("pass1");
  }

  @Test
  void sendsFormsAndJson() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("a b", "c&d");
    fields.put("e", "é");
    HttpBody form = HttpBody.form(fields);
    assertThat(new String(form.bytes(), StandardCharsets.UTF_8)).isEqualTo("a+b=c%26d&e=%C3%A9");
    assertThat(form.contentType()).isEqualTo("application/x-www-form-urlencoded");
    assertThat(HttpBody.json("{}")).hasToString("application/json, 2 bytes");
  }

  @Test
  void showsNoQuery() {
    assertThat(HttpRequest.get(SHOP).query("key", "abc"))
        .hasToString("GET https://shop.example/orders");
  }
}
