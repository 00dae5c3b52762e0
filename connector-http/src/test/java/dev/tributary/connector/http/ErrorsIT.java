package dev.tributary.connector.http;

import static dev.tributary.connector.http.Clients.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.host.ConnectorListener;
import dev.tributary.connector.option.Secret;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLServerSocketFactory;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One clear error with its place and the way out, whatever comes. */
@Timeout(30)
class ErrorsIT {
  @ParameterizedTest
  @CsvSource({
    "400,CONFIG",
    "401,AUTHENTICATION",
    "402,PERMISSION",
    "403,PERMISSION",
    "404,NOT_FOUND",
    "405,CONFIG",
    "408,TRANSIENT",
    "409,TRANSIENT",
    "410,NOT_FOUND",
    "413,CONFIG",
    "422,CONFIG",
    "423,TRANSIENT",
    "425,TRANSIENT",
    "429,RATE_LIMITED",
    "451,PERMISSION",
    "500,TRANSIENT",
    "501,CONFIG",
    "502,TRANSIENT",
    "503,TRANSIENT",
    "504,TRANSIENT",
    "520,TRANSIENT",
    "529,RATE_LIMITED",
    "304,DATA"
  })
  void sortsStatuses(int status, ErrorKind kind) {
    ConnectorException error = answered(status, status == 304 ? "" : "{\"message\":\"no\"}");
    assertThat(error.kind()).isEqualTo(kind);
    assertThat(error.what())
        .startsWith("GET http://127.0.0.1:")
        .contains("/a?b=c answered " + status);
    assertThat(error.remedy()).isPresent();
  }

  @Test
  void showsTheBeginningOfTheBodyOnOneLine() {
    ConnectorException error =
        answered(400, "{\n  \"message\": \"no such filter\"\n}" + "x".repeat(9_000));
    assertThat(error).hasMessageContaining(": \"{ \"message\": \"no such filter\" }xxx");
    assertThat(error.what()).hasSizeLessThan(400).doesNotContain("\n");
  }

  @Test
  void tellsAWebPageByItsTitle() {
    ConnectorException error =
        answered(
            404,
            "<!DOCTYPE html><html><head><title>Acme - Not\n here</title></head><body>...",
            "Content-Type: text/html; charset=utf-8");
    assertThat(error)
        .hasMessageContaining("answered 404 Not Found with a web page: \"Acme - Not here\"")
        .hasMessageContaining("Check base_url");
  }

  @Test
  void describesABodyThatIsNotWhatWasExpected() throws Exception {
    try (RawServer server =
            RawServer.start(
                (request, peer) ->
                    peer.send(
                        200, "  <html><title>Log in</title>", "Content-Type: application/json"));
        HttpClient client = Clients.open(server);
        HttpResponse response = client.send(HttpRequest.get(server.url("/a?token=abcdefgh")))) {
      response.body().read();
      response.body().readNBytes(100);
      ConnectorException error = response.unexpected("JSON", null);
      assertThat(error.kind()).isEqualTo(ErrorKind.DATA);
      assertThat(error)
          .hasMessageContaining("answered 200 with a web page where JSON was expected: \"Log in\"")
          .hasMessageContaining("/a?token=***")
          .hasMessageContaining("base_url");
    }
  }

  @Test
  @DisplayName("B1.23: secrets in URLs, headers and echoed bodies are not shown")
  void hidesSecrets() {
    String key = "k3y-of-the-shop";
    for (Authorizer authorizer :
        List.of(
            Credentials.query("api_key", Secret.literal(key)),
            Credentials.query("odd", Secret.literal(key)),
            Credentials.header("X-Odd", "", Secret.literal(key)),
            Credentials.cookie("odd", Secret.literal(key)),
            Credentials.basic(Secret.literal("me"), Secret.literal(key)),
            Credentials.bearer(Secret.literal(key)))) {
      try (RawServer server =
              RawServer.start(
                  (request, peer) ->
                      peer.send(400, "you sent " + request.path() + " and " + request.headers()));
          HttpClient client = Clients.open(server, authorizer)) {
        ConnectorException error = failure(client, HttpRequest.get(server.url("/a")));
        assertThat(error)
            .hasMessageContaining("you sent")
            .hasMessageNotContaining(key)
            .hasMessageNotContaining(BasicCredential.header("me", key).substring(6));
      }
    }
  }

  @Test
  void tellsThatAGetHasNoBody() {
    try (RawServer server = RawServer.start((request, peer) -> peer.send(200, ""));
        HttpClient client = Clients.open(server)) {
      HttpRequest get = HttpRequest.get(server.url("/a")).body(HttpBody.json("{}"));
      ConnectorException error = failure(client, get);
      assertThat(error.kind()).isEqualTo(ErrorKind.CONFIG);
      assertThat(error).hasMessageContaining("cannot be sent with a body");
    }
  }

  @Test
  void tellsAHostThatDoesNotExist() {
    ConnectorException error = asked(URI.create("http://no-such-host.invalid/a"));
    assertThat(error.kind()).isEqualTo(ErrorKind.TRANSIENT);
    assertThat(error)
        .hasMessageContaining("GET http://no-such-host.invalid/a failed")
        .hasMessageContaining("there is no host `no-such-host.invalid`")
        .hasMessageContaining("base_url");
  }

  @Test
  void tellsThatNobodyListens() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    ConnectorException error = asked(URI.create("http://127.0.0.1:" + port + "/a"));
    assertThat(error.kind()).isEqualTo(ErrorKind.TRANSIENT);
    assertThat(error)
        .hasMessageContaining("nothing accepts connections at 127.0.0.1:" + port)
        .hasMessageContaining("Check host and port");
  }

  @Test
  void tellsThatNoAnswerComes() {
    try (RawServer server = RawServer.start((request, peer) -> peer.stall())) {
      ConnectorException error = impatiently(server);
      assertThat(error.kind()).isEqualTo(ErrorKind.TRANSIENT);
      assertThat(error).hasMessageContaining("no answer").hasMessageContaining("raise timeout");
    }
  }

  @Test
  void tellsThatHeadersOnlyTrickleIn() {
    try (RawServer server =
        RawServer.start(
            (request, peer) -> {
              peer.raw("HTTP/1.1 200 OK\r\n");
              for (int i = 0; i < 1_000; i++) {
                peer.raw("X-Slow-" + i + ": x\r\n");
                TimeUnit.MILLISECONDS.sleep(20);
              }
            })) {
      ConnectorException error = impatiently(server);
      assertThat(error.kind()).isEqualTo(ErrorKind.TRANSIENT);
      assertThat(error).hasMessageContaining("got no answer within 400 ms");
    }
  }

  @Test
  void tellsThatWhatAnswersIsNoHttp() {
    try (RawServer server =
            RawServer.start(
                (request, peer) -> {
                  peer.raw("220 smtp.example.com ESMTP\r\n\r\n");
                  peer.close();
                });
        HttpClient client = Clients.open(server)) {
      assertThat(failure(client, HttpRequest.get(server.url("/"))))
          .hasMessageContaining("no HTTP")
          .hasMessageContaining("Check scheme and port");
    }
  }

  @Test
  void tellsThatTheCertificateIsForAnotherHost() {
    HeldCertificate wrong =
        new HeldCertificate.Builder().addSubjectAlternativeName("other.example").build();
    HandshakeCertificates trusting =
        new HandshakeCertificates.Builder().addTrustedCertificate(wrong.certificate()).build();
    try (RawServer server = encrypted(wrong);
        HttpClient client =
            HttpClient.open(
                "shop",
                Clients.settings(server.url("/")).trust(trusting.trustManager()),
                Credentials.none(),
                ConnectorContext.defaults())) {
      ConnectorException error = failure(client, HttpRequest.get(server.url("/a")));
      assertThat(error.kind()).isEqualTo(ErrorKind.CONFIG);
      assertThat(error)
          .hasMessageContaining("the server's certificate is not for `127.0.0.1`")
          .hasMessageContaining("base_url");
      assertThat(server.got()).isEmpty();
    }
  }

  @Test
  void tellsThatTheCertificateIsNotTrusted() {
    try (RawServer server = encrypted(ownCertificate());
        HttpClient client = Clients.open(server)) {
      ConnectorException error = failure(client, HttpRequest.get(server.url("/a")));
      assertThat(error.kind()).isEqualTo(ErrorKind.CONFIG);
      assertThat(error)
          .hasMessageContaining("the certificate of `127.0.0.1` is not trusted")
          .hasMessageContaining("trust store");
      assertThat(server.got()).isEmpty();
    }
  }

  @Test
  void tellsThatAPlainPortDoesNotSpeakTls() {
    try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread server =
          new Thread(
              () -> {
                try {
                  while (true) {
                    try (var connection = plain.accept()) {
                      connection
                          .getOutputStream()
                          .write("HTTP/1.1 400 Bad\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                      connection.getInputStream().read(new byte[1_000]);
                    }
                  }
                } catch (java.io.IOException closed) {
                  // the test is over
                }
              });
      server.setDaemon(true);
      server.start();
      ConnectorException error =
          asked(URI.create("https://127.0.0.1:" + plain.getLocalPort() + "/a"));
      assertThat(error.kind()).isEqualTo(ErrorKind.CONFIG);
      assertThat(error).hasMessageContaining("does not speak TLS");
    } catch (java.io.IOException failed) {
      throw new AssertionError(failed);
    }
  }

  @Test
  void readsWithoutVerificationByExplicitWordOnlyAndWarns() throws Exception {
    List<String> warnings = new CopyOnWriteArrayList<>();
    ConnectorContext host =
        ConnectorContext.defaults()
            .listener(
                new ConnectorListener() {
                  @Override
                  public void warned(String sourceId, String message) {
                    warnings.add(sourceId + ": " + message);
                  }
                });
    HeldCertificate wrong =
        new HeldCertificate.Builder().addSubjectAlternativeName("other.example").build();
    try (RawServer server = encrypted(wrong);
        HttpClient client =
            HttpClient.open(
                "shop",
                Clients.settings(server.url("/")).verifySsl(false),
                Credentials.none(),
                host)) {
      assertThat(warnings).hasSize(1);
      assertThat(warnings.get(0)).startsWith("shop: verify_ssl is false");
      assertThat(read(client, HttpRequest.get(server.url("/")))).isEqualTo("secret things");
    }
  }

  @Test
  void readsWithATrustedCertificate() throws Exception {
    HeldCertificate own = ownCertificate();
    HandshakeCertificates trusting =
        new HandshakeCertificates.Builder().addTrustedCertificate(own.certificate()).build();
    try (RawServer server = encrypted(own);
        HttpClient client =
            HttpClient.open(
                "shop",
                Clients.settings(server.url("/")).trust(trusting.trustManager()),
                Credentials.none(),
                ConnectorContext.defaults())) {
      assertThat(read(client, HttpRequest.get(server.url("/")))).isEqualTo("secret things");
    }
  }

  private static HeldCertificate ownCertificate() {
    return new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build();
  }

  private static RawServer encrypted(HeldCertificate certificate) {
    SSLServerSocketFactory sockets =
        new HandshakeCertificates.Builder()
            .heldCertificate(certificate)
            .build()
            .sslContext()
            .getServerSocketFactory();
    return RawServer.start(sockets, "https", (request, peer) -> peer.send(200, "secret things"));
  }

  private static ConnectorException impatiently(RawServer server) {
    HttpSettings settings = Clients.settings(server.url("/")).timeout(Duration.ofMillis(400));
    try (HttpClient client =
        HttpClient.open("shop", settings, Credentials.none(), ConnectorContext.defaults())) {
      return failure(client, HttpRequest.get(server.url("/")).repeatable(false));
    }
  }

  private static ConnectorException asked(URI url) {
    try (HttpClient client =
        HttpClient.open(
            "shop", Clients.settings(url), Credentials.none(), ConnectorContext.defaults())) {
      return failure(client, HttpRequest.get(url));
    }
  }

  private static ConnectorException answered(int status, String body, String... headers) {
    try (RawServer server = RawServer.start((request, peer) -> peer.send(status, body, headers));
        HttpClient client = Clients.open(server)) {
      return failure(client, HttpRequest.get(server.url("/a?b=c")).repeatable(false));
    }
  }

  private static ConnectorException failure(HttpSender sender, HttpRequest request) {
    return catchThrowableOfType(ConnectorException.class, () -> read(sender, request));
  }
}
