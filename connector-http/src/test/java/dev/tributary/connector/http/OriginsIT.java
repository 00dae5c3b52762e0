package dev.tributary.connector.http;

import static dev.tributary.connector.http.Clients.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.option.Secret;
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** To whom credentials are sent, and to whom not. */
@Timeout(30)
class OriginsIT {
  private static final String KEY = "k3y-that-nobody-else-sees";

  static Stream<Authorizer> credentials() {
    Secret key = Secret.literal(KEY);
    return Stream.of(
        Credentials.bearer(key),
        Credentials.header("X-Api-Key", "", key),
        Credentials.query("api_key", key),
        Credentials.cookie("session", key),
        Credentials.basic(Secret.literal("me"), key));
  }

  @ParameterizedTest
  @MethodSource("credentials")
  void aNextLinkToAnotherOriginGetsNoCredential(Authorizer authorizer) throws Exception {
    try (RawServer server = RawServer.start((request, peer) -> peer.send(200, "ok"));
        HttpClient client = client(server, authorizer)) {
      read(client, HttpRequest.get(server.url("/own")));
      read(client, full(HttpRequest.get(server.otherOrigin("/next?page=2"))));
      assertThat(server.got().get(0).toString()).satisfies(OriginsIT::showsCredential);
      assertNothingTold(server.got().get(1));
    }
  }

  @ParameterizedTest
  @MethodSource("credentials")
  void aRedirectToAnotherOriginGetsNoCredential(Authorizer authorizer) throws Exception {
    try (RawServer stranger = RawServer.start((request, peer) -> peer.send(200, "there"));
        RawServer server =
            RawServer.start(
                (request, peer) ->
                    peer.send(302, "", "Location: " + stranger.url("/landing?a=b")));
        HttpClient client = client(server, authorizer)) {
      assertThat(read(client, full(HttpRequest.get(server.url("/own"))))).isEqualTo("there");
      assertThat(server.got().get(0).toString()).satisfies(OriginsIT::showsCredential);
      assertNothingTold(stranger.got().get(0));
      assertThat(stranger.got().get(0).path()).isEqualTo("/landing?a=b");
    }
  }

  @Test
  void aSecretThatALinkCarriesElsewhereIsTakenOut() throws Exception {
    try (RawServer server = RawServer.start((request, peer) -> peer.send(200, "ok"));
        HttpClient client = client(server, Credentials.query("api_key", Secret.literal(KEY)))) {
      read(client, HttpRequest.get(server.url("/own")));
      read(client, HttpRequest.get(server.otherOrigin("/next?api_key=" + KEY + "&page=2")));
      assertThat(server.got().get(1).path()).isEqualTo("/next?page=2");
    }
  }

  @Test
  @DisplayName("B1.13: a next URL that holds the key already gets it once")
  void aKeyInTheQueryIsSentOnce() throws Exception {
    try (RawServer server = RawServer.start((request, peer) -> peer.send(200, "ok"));
        HttpClient client = client(server, Credentials.query("api_key", Secret.literal(KEY)))) {
      read(client, HttpRequest.get(server.url("/next?api_key=" + KEY + "&page=2")));
      assertThat(server.got().get(0).path()).isEqualTo("/next?page=2&api_key=" + KEY);
    }
  }

  @Test
  void aRedirectWithinTheOriginKeepsTheCredential() throws Exception {
    try (RawServer server =
            RawServer.start(
                (request, peer) -> {
                  if (request.path().equals("/v1/own")) {
                    peer.send(301, "", "Location: ../v2/own?x=1");
                  } else {
                    peer.send(200, "moved");
                  }
                });
        HttpClient client = client(server, Credentials.bearer(Secret.literal(KEY)));
        HttpResponse response = client.send(HttpRequest.get(server.url("/v1/own")))) {
      assertThat(response.text(100)).isEqualTo("moved");
      assertThat(response.url()).isEqualTo(server.url("/v2/own?x=1"));
      assertThat(server.got()).allMatch(got -> got.header("Authorization").equals("Bearer " + KEY));
    }
  }

  @Test
  void aSecondTrustedOriginGetsTheCredential() throws Exception {
    try (RawServer server = RawServer.start((request, peer) -> peer.send(200, "ok"));
        HttpClient client =
            HttpClient.open(
                "shop",
                Clients.settings(server.url("/")).trusting(server.otherOrigin("/")),
                Credentials.bearer(Secret.literal(KEY)),
                ConnectorContext.defaults())) {
      read(client, HttpRequest.get(server.otherOrigin("/")));
      assertThat(server.got().get(0).header("Authorization")).isEqualTo("Bearer " + KEY);
    }
  }

  @Test
  void refusesToGoFromHttpsToHttp() {
    try (RawServer server = RawServer.start((request, peer) -> peer.send(200, "ok"));
        HttpClient client =
            HttpClient.open(
                "shop",
                Clients.settings(URI.create("https://127.0.0.1:" + server.port() + "/")),
                Credentials.bearer(Secret.literal(KEY)),
                ConnectorContext.defaults())) {
      ConnectorException error = failure(client, HttpRequest.get(server.url("/next")));
      assertThat(error.kind()).isEqualTo(ErrorKind.CONFIG);
      assertThat(error).hasMessageContaining("from https to http");
      assertThat(server.got()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "301,GET,GET", "302,GET,GET", "303,GET,GET", "307,GET,GET", "308,GET,GET",
    "301,POST,GET", "302,POST,GET", "303,POST,GET", "307,POST,POST", "308,POST,POST",
    "303,PUT,GET", "302,PUT,PUT", "302,HEAD,HEAD", "303,HEAD,HEAD"
  })
  void redirectsKeepOrChangeTheMethod(int status, String before, String after) throws Exception {
    try (RawServer server =
            RawServer.start(
                (request, peer) -> {
                  if (request.path().equals("/a")) {
                    peer.send(status, "", "Location: /b");
                  } else {
                    peer.send(200, "");
                  }
                });
        HttpClient client = client(server, Credentials.none())) {
      HttpRequest request = HttpRequest.of(before, server.url("/a"));
      boolean hasBody = before.startsWith("P");
      read(client, hasBody ? request.body(HttpBody.json("{\"a\":1}")) : request);
      RawServer.Got second = server.got().get(1);
      assertThat(second.method()).isEqualTo(after);
      assertThat(second.body()).isEqualTo(after.startsWith("P") ? "{\"a\":1}" : "");
      assertThat(second.header("Content-Type"))
          .isEqualTo(after.startsWith("P") ? "application/json" : "");
    }
  }

  @Test
  void aBodyIsNotSentToAnotherHost() {
    try (RawServer stranger = RawServer.start((request, peer) -> peer.send(200, "there"));
        RawServer server =
            RawServer.start(
                (request, peer) -> peer.send(307, "", "Location: " + stranger.url("/")));
        HttpClient client = client(server, Credentials.none())) {
      ConnectorException error =
          failure(client, HttpRequest.post(server.url("/"), HttpBody.json("{}")));
      assertThat(error.kind()).isEqualTo(ErrorKind.CONFIG);
      assertThat(error).hasMessageContaining("on another host");
      assertThat(stranger.got()).isEmpty();
    }
  }

  @Test
  void endsRedirectsInACircle() {
    try (RawServer server =
            RawServer.start((request, peer) -> peer.send(302, "", "Location: /again"));
        HttpClient client = client(server, Credentials.none())) {
      ConnectorException error = failure(client, HttpRequest.get(server.url("/")));
      assertThat(error.kind()).isEqualTo(ErrorKind.DATA);
      assertThat(error).hasMessageContaining("10 redirects");
      assertThat(server.got()).hasSize(11);
    }
  }

  @Test
  void tellsARedirectWithoutATarget() {
    try (RawServer server = RawServer.start((request, peer) -> peer.send(302, ""));
        HttpClient client = client(server, Credentials.none())) {
      assertThat(failure(client, HttpRequest.get(server.url("/"))))
          .hasMessageContaining("answered 302");
    }
  }

  private static HttpRequest full(HttpRequest request) {
    return request
        .header("Authorization", "Custom " + KEY)
        .header("X-Tenant", "t-" + KEY)
        .cookie("own", KEY);
  }

  private static void showsCredential(String request) {
    assertThat(request).containsAnyOf(KEY, BasicCredential.header("me", KEY));
  }

  private static void assertNothingTold(RawServer.Got got) {
    assertThat(got.toString()).doesNotContain(KEY).doesNotContain("Custom").doesNotContain("Basic");
    assertThat(got.headers().keySet())
        .isSubsetOf("accept", "accept-encoding", "connection", "host", "user-agent");
  }

  private static HttpClient client(RawServer server, Authorizer authorizer) {
    HttpSettings settings =
        Clients.settings(server.url("/")).defaultHeaders(HttpHeaders.of(Map.of("X-Account", KEY)));
    return HttpClient.open("shop", settings, authorizer, ConnectorContext.defaults());
  }

  private static ConnectorException failure(HttpSender sender, HttpRequest request) {
    return catchThrowableOfType(ConnectorException.class, () -> read(sender, request));
  }
}
