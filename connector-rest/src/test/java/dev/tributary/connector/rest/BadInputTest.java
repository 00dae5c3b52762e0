package dev.tributary.connector.rest;

import static dev.tributary.connector.rest.Api.json;
import static dev.tributary.connector.rest.Rest.orders;
import static dev.tributary.connector.rest.Rest.source;
import static dev.tributary.connector.rest.Rest.upTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of bad input: one clear error, its place, the way out, nothing lost before it. */
@Timeout(60)
class BadInputTest {
  private static final List<Map<String, String>> SCHEMA =
      List.of(Map.of("name", "id", "type", "long"));

  private static Rest.Run twoPages(Api.Reply second) {
    try (Api api =
        Api.answering(
            asked ->
                asked.number("page", 1) == 1 ? json("{\"data\":" + Api.ids(0, 5) + "}") : second)) {
      return Rest.run(
          source(api, "PAGE_NUMBER", Map.of()),
          orders().with("schema", SCHEMA).with("max_reopenings", 0));
    }
  }

  private static ConnectorException failure(Rest.Run run) {
    assertThat(run.ids()).as("what was read before is not lost").startsWith(0L, 1L, 2L, 3L, 4L);
    assertThat(run.state().isComplete()).isFalse();
    assertThat(run.failure()).isInstanceOf(ConnectorException.class);
    ConnectorException failure = (ConnectorException) run.failure();
    assertThat(failure.source()).contains("shop");
    assertThat(failure.stream()).contains("orders");
    assertThat(failure.place().orElse("")).contains("page 2");
    assertThat(failure.getMessage()).contains("/orders");
    assertThat(failure.remedy()).isPresent();
    return failure;
  }

  @Test
  void namesAnUnknownOptionAndTheOneThatWasMeant() {
    assertThatThrownBy(
            () -> Rest.connector(SourceConfig.of("API", "shop").with("base_ur", "http://a.test")))
        .hasMessageContaining("base_ur")
        .hasMessageContaining("base_url");
  }

  @Test
  void namesAWrongValue() {
    assertThatThrownBy(
            () ->
                Rest.connector(
                    SourceConfig.of("API", "shop")
                        .with("base_url", "http://a.test")
                        .with("timeout", "soon")))
        .hasMessageContaining("timeout");
  }

  @Test
  void refusesABadUrl() {
    for (String url : List.of("shop.example.com", "ftp://shop.example.com", "http://", "::")) {
      assertThatThrownBy(() -> Rest.connector(SourceConfig.of("API", "shop").with("base_url", url)))
          .as(url)
          .hasMessageContaining("base_url");
    }
  }

  @Test
  void refusesHostsThatCannotBeAsked() {
    for (String url : List.of("http://shöp.example", "http://-/", "http://a..b/")) {
      assertThatThrownBy(() -> Rest.connector(SourceConfig.of("API", "shop").with("base_url", url)))
          .as(url)
          .hasMessageContaining("base_url")
          .hasMessageContaining("host");
    }
    assertThatThrownBy(
            () ->
                Rest.connector(
                    SourceConfig.of("API", "shop")
                        .with("base_url", "http://a.test")
                        .with("auth_type", "OAUTH2")
                        .with(
                            "auth_config",
                            Map.of(
                                "client_id", "c",
                                "client_secret", "s",
                                "token_url", "ftp://a.test/token"))))
        .hasMessageContaining("auth_config.token_url");
  }

  @Test
  void namesTheHeaderThatCannotBeSent() {
    for (String name : List.of("X Y", "", "Content-Length", "transfer-encoding")) {
      assertThatThrownBy(
              () ->
                  Rest.connector(
                      SourceConfig.of("API", "shop")
                          .with("base_url", "http://a.test")
                          .with("default_headers", Map.of(name, "5"))))
          .as(name)
          .hasMessageContaining("default_headers");
    }
    try (Api api = Api.answering(asked -> json("{\"data\":[]}"))) {
      for (String value : List.of("grün", "a\r\nHost: elsewhere")) {
        for (Rest.Run run :
            List.of(
                Rest.run(source(api).with("default_headers", Map.of("X-A", value)), orders()),
                Rest.run(source(api), orders().with("headers", Map.of("X-A", value))))) {
          assertThat(run.failure())
              .isInstanceOfSatisfying(
                  ConnectorException.class,
                  error -> assertThat(error.kind()).isEqualTo(ErrorKind.CONFIG))
              .hasMessageContaining("headers.X-A");
        }
      }
      Rest.Run run =
          Rest.run(
              source(api).with("auth_type", "BEARER").with("auth_config", Map.of("token", "schön")),
              orders());
      assertThat(run.failure()).hasMessageContaining("Authorization").hasMessageContaining("ASCII");
      assertThat(api.asked()).isEmpty();
    }
  }

  @Test
  void refusesAListInAForm() {
    try (Api api = Api.answering(asked -> json("{\"data\":[]}"))) {
      Rest.Run run =
          Rest.run(
              source(api),
              orders()
                  .with("method", "POST")
                  .with("body_format", "FORM")
                  .with("body", Map.of("states", List.of("open", "paid"))));
      assertThat(run.failure()).hasMessageContaining("body.states").hasMessageContaining("JSON");
      assertThat(api.asked()).isEmpty();
    }
  }

  @Test
  void refusesANextUrlThatIsNoWebAddress() {
    try (Api api =
        Api.answering(asked -> json("{\"next\":\"file:///etc/hosts\",\"data\":[{\"id\":1}]}"))) {
      Rest.Run run = Rest.run(source(api, "NEXT_URL", Map.of()), orders().with("schema", SCHEMA));
      assertThat(run.failure())
          .isInstanceOfSatisfying(
              ConnectorException.class, error -> assertThat(error.kind()).isEqualTo(ErrorKind.DATA))
          .hasMessageContaining("file")
          .hasMessageContaining("next_url_path");
    }
  }

  @Test
  void recognisesAnHtmlPage() {
    Api.Reply page =
        new Api.Reply(
            200,
            Map.of("Content-Type", "text/html; charset=utf-8"),
            "<html><body>Please log in</body></html>".getBytes(StandardCharsets.UTF_8));
    ConnectorException failure = failure(twoPages(page));
    assertThat(failure.kind()).isEqualTo(ErrorKind.DATA);
    assertThat(failure.what()).contains("HTML");
    assertThat(failure.remedy().orElseThrow()).contains("auth_type");
  }

  @Test
  void recognisesAnHtmlPageThatCallsItselfJson() {
    ConnectorException failure = failure(twoPages(json("<!DOCTYPE html><html></html>")));
    assertThat(failure.kind()).isEqualTo(ErrorKind.DATA);
    assertThat(failure.getMessage()).containsIgnoringCase("HTML");
  }

  @Test
  void saysWhereATruncatedBodyEnds() {
    ConnectorException failure = failure(twoPages(json("{\"data\":[{\"id\":5},{\"id\":6")));
    assertThat(failure.getMessage()).containsIgnoringCase("byte");
  }

  @Test
  void keepsTheRecordsBeforeACutAndAsksAgain() throws Exception {
    try (RawServer server =
        new RawServer(
            (count, out) -> {
              RawServer.headers(out, "Content-Length: 1000", "Connection: close");
              RawServer.text(out, "{\"data\":[{\"id\":0},{\"id\":1},{\"id\":");
            })) {
      Rest.Run run =
          Rest.run(
              SourceConfig.of("API", "shop").with("base_url", server.url()).with("max_retries", 0),
              orders().with("schema", SCHEMA).with("max_reopenings", 1));
      assertThat(run.ids()).isEqualTo(upTo(2));
      assertThat(run.failure())
          .isInstanceOfSatisfying(
              ConnectorException.class,
              error -> assertThat(error.kind()).isEqualTo(ErrorKind.TRANSIENT));
      assertThat(server.requests()).isGreaterThan(1);
    }
  }

  @Test
  void goesOnBehindACutInTheMiddleOfAPage() throws Exception {
    try (RawServer server =
        new RawServer(
            (count, out) -> {
              String body = "{\"data\":" + Api.ids(0, 1000) + "}";
              RawServer.headers(out, "Content-Length: " + body.length(), "Connection: close");
              RawServer.text(out, count == 1 ? body.substring(0, body.length() / 2) : body);
            })) {
      assertThat(
              Rest.ids(
                  SourceConfig.of("API", "shop").with("base_url", server.url()),
                  orders().with("schema", SCHEMA)))
          .isEqualTo(upTo(1000));
    }
  }

  @Test
  void refusesTextThatIsNotUtf8() {
    byte[] latin1 = "{\"data\":[{\"id\":5,\"name\":\"ä\"}]}".getBytes(StandardCharsets.ISO_8859_1);
    ConnectorException failure =
        failure(twoPages(new Api.Reply(200, Map.of("Content-Type", "application/json"), latin1)));
    assertThat(failure.kind()).isEqualTo(ErrorKind.DATA);
    assertThat(failure.getMessage()).contains("UTF-8");
  }

  @Test
  void saysWhatADataPathThatMatchesNothingFound() {
    ConnectorException failure = failure(twoPages(json("{\"items\":[]}")));
    assertThat(failure.kind()).isEqualTo(ErrorKind.DATA);
    assertThat(failure.getMessage()).contains("data").contains("items");
  }

  @Test
  void saysThatALoginWasRefused() {
    ConnectorException failure = failure(twoPages(Api.status(401)));
    assertThat(failure.kind()).isEqualTo(ErrorKind.AUTHENTICATION);
  }

  @Test
  void saysThatAHostDoesNotExist() {
    Rest.Run run =
        Rest.run(
            SourceConfig.of("API", "shop")
                .with("base_url", "http://no-such-host.invalid")
                .with("max_retries", 0)
                .with("timeout", 5),
            orders().with("schema", SCHEMA).with("max_reopenings", 0));
    assertThat(run.failure())
        .hasMessageContaining("no-such-host.invalid")
        .hasMessageContaining("base_url");
  }

  @Test
  void refusesACertificateThatDoesNotMatch(@TempDir Path directory) throws Exception {
    try (TlsServer server =
        TlsServer.named("other.example", directory, "{\"data\":[{\"id\":0}]}")) {
      SourceConfig source =
          SourceConfig.of("API", "shop").with("base_url", server.url()).with("max_retries", 0);
      Rest.Run run = Rest.run(source, orders().with("schema", SCHEMA).with("max_reopenings", 0));
      assertThat(run.failure())
          .hasMessageContaining("certificate")
          .hasMessageContaining(server.url().toString());
      assertThat(Rest.ids(source.with("verify_ssl", false), orders().with("schema", SCHEMA)))
          .as("by explicit word")
          .containsExactly(0L);
    }
  }

  @Test
  void endsTenGigabytesOfSpaces() throws Exception {
    byte[] spaces = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
    try (RawServer server =
        new RawServer(
            (count, out) -> {
              RawServer.headers(out, "Connection: close");
              for (int i = 0; i < 10 << 10; i++) {
                out.write(spaces);
              }
            })) {
      Rest.Run run =
          Rest.run(
              SourceConfig.of("API", "shop").with("base_url", server.url()).with("max_retries", 0),
              orders().with("schema", SCHEMA).with("max_reopenings", 0));
      assertThat(run.failure())
          .isInstanceOfSatisfying(
              ConnectorException.class,
              error -> {
                assertThat(error.kind()).isEqualTo(ErrorKind.DATA);
                assertThat(error.getMessage()).contains("page 1");
              });
    }
  }

  @Test
  void looksAgainWhereTheFirstPageBreaksOff() throws Exception {
    try (RawServer server =
        new RawServer(
            (count, out) -> {
              String body = "{\"data\":" + Api.ids(0, 20) + "}";
              RawServer.headers(out, "Content-Length: " + body.length(), "Connection: close");
              RawServer.text(out, count == 1 ? body.substring(0, body.length() / 2) : body);
            })) {
      assertThat(
              Rest.ids(
                  SourceConfig.of("API", "shop")
                      .with("base_url", server.url())
                      .with("max_retries", 1),
                  orders()))
          .isEqualTo(upTo(20));
    }
  }

  @Test
  void saysThatAnAnswerHasALengthThatNoBodyHas() throws Exception {
    try (RawServer server =
        new RawServer(
            (count, out) -> {
              RawServer.headers(out, "Content-Length: -5", "Connection: close");
              RawServer.text(out, "{\"data\":[{\"id\":0}]}");
            })) {
      Rest.Run run =
          Rest.run(
              SourceConfig.of("API", "shop").with("base_url", server.url()).with("max_retries", 0),
              orders().with("schema", SCHEMA).with("max_reopenings", 0));
      assertThat(run.failure())
          .isInstanceOfSatisfying(
              ConnectorException.class, error -> assertThat(error.kind()).isEqualTo(ErrorKind.DATA))
          .hasMessageContaining("Content-Length: -5");
    }
  }
}
