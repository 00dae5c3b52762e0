package dev.tributary.connector.http.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.json.JsonTree;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a server that speaks the API: versions, checksums, refusals. */
@Timeout(60)
class GoogleSecretManagerIT {
  private static final String VALUE = "s3cret-grün-value";

  private final Map<String, TreeMap<Integer, String>> secrets = new ConcurrentHashMap<>();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger failures = new AtomicInteger();
  private HttpServer server;
  private GoogleSecretManager manager;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/", this::answer);
    server.start();
    URI endpoint = URI.create("http://localhost:" + server.getAddress().getPort());
    manager =
        GoogleSecretManager.open(
            "shop", GoogleCredentials.none(), ConnectorContext.defaults(), endpoint);
    secrets.put("projects/shop/secrets/token", new TreeMap<>(Map.of(1, "old", 2, VALUE)));
    secrets.put("projects/other/secrets/token", new TreeMap<>(Map.of(1, "of other")));
  }

  @AfterEach
  void close() {
    manager.close();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring("/v1/".length());
    asked.add(path);
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (failures.getAndDecrement() > 0) {
      say(exchange, 503, "{\"error\": {\"code\": 503, \"status\": \"UNAVAILABLE\"}}");
    } else if (path.contains("forbidden")) {
      say(exchange, 403, "{\"error\": {\"code\": 403, \"status\": \"PERMISSION_DENIED\"}}");
    } else if (path.contains("/versions/disabled")) {
      say(exchange, 400, "{\"error\": {\"code\": 400, \"status\": \"FAILED_PRECONDITION\"}}");
    } else if (path.endsWith(":addVersion")) {
      String name = path.substring(0, path.length() - ":addVersion".length());
      TreeMap<Integer, String> versions = secrets.get(name);
      if (versions == null) {
        say(exchange, 404, "{\"error\": {\"code\": 404, \"status\": \"NOT_FOUND\"}}");
        return;
      }
      Map<String, Object> payload = payload(body);
      byte[] value = Base64.getDecoder().decode(payload.get("data").toString());
      assertThat(payload.get("dataCrc32c")).isEqualTo(sum(value));
      versions.put(versions.lastKey() + 1, new String(value, StandardCharsets.UTF_8));
      say(exchange, 200, "{\"name\": \"" + name + "/versions/" + versions.lastKey() + "\"}");
    } else {
      access(exchange, path);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> payload(String body) {
    return (Map<String, Object>) JsonTree.parseObject(body).get("payload");
  }

  private void access(HttpExchange exchange, String path) throws IOException {
    String name = path.substring(0, path.indexOf("/versions/"));
    String version =
        path.substring(path.indexOf("/versions/") + 10, path.length() - ":access".length());
    TreeMap<Integer, String> versions = secrets.get(name);
    String value =
        versions == null
            ? null
            : version.equals("latest")
                ? versions.lastEntry().getValue()
                : versions.get(Integer.parseInt(version));
    if (value == null) {
      say(exchange, 404, "{\"error\": {\"code\": 404, \"status\": \"NOT_FOUND\"}}");
      return;
    }
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    String sum = value.equals("damaged") ? "1" : sum(bytes);
    say(
        exchange,
        200,
        "{\"name\": \"%s\", \"payload\": {\"data\": \"%s\", \"dataCrc32c\": \"%s\"}}"
            .formatted(path, Base64.getEncoder().encodeToString(bytes), sum));
  }

  private static String sum(byte[] bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes);
    return Long.toString(sum.getValue());
  }

  private static void say(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Test
  void readsTheNewestVersionOrTheOneThatIsNamed() {
    assertThat(manager.read("token")).contains(VALUE);
    assertThat(manager.read("token/versions/1")).contains("old");
    assertThat(manager.read("projects/other/secrets/token")).contains("of other");
    assertThat(manager.read("missing")).isEmpty();
    assertThat(manager.read("token/versions/9")).isEmpty();
    assertThat(asked)
        .containsExactly(
            "projects/shop/secrets/token/versions/latest:access",
            "projects/shop/secrets/token/versions/1:access",
            "projects/other/secrets/token/versions/latest:access",
            "projects/shop/secrets/missing/versions/latest:access",
            "projects/shop/secrets/token/versions/9:access");
  }

  @Test
  void triesAgainWhatPasses() {
    failures.set(1);
    assertThat(manager.read("token")).contains(VALUE);
    assertThat(asked).hasSize(2);
  }

  @Test
  void keepsANewValueAsANewVersion() {
    manager.write("token", "rotated");
    assertThat(manager.read("token")).contains("rotated");
    assertThat(secrets.get("projects/shop/secrets/token")).hasSize(3);
    assertThatExceptionOfType(ConnectorException.class)
        .isThrownBy(() -> manager.write("token/versions/1", VALUE))
        .matches(failure -> failure.kind() == ErrorKind.CONFIG)
        .matches(failure -> !failure.toString().contains(VALUE));
    assertThatExceptionOfType(ConnectorException.class)
        .isThrownBy(() -> manager.write("missing", VALUE))
        .matches(failure -> failure.kind() == ErrorKind.NOT_FOUND)
        .matches(failure -> !failure.toString().contains(VALUE));
  }

  @Test
  void saysWhatIsMissingAndNoValue() {
    assertThatExceptionOfType(ConnectorException.class)
        .isThrownBy(() -> manager.read("forbidden"))
        .withMessageContaining("Secret Manager Secret Accessor")
        .matches(failure -> failure.kind() == ErrorKind.PERMISSION);
    assertThatExceptionOfType(ConnectorException.class)
        .isThrownBy(() -> manager.write("forbidden", VALUE))
        .withMessageContaining("Secret Manager Secret Version Adder")
        .matches(failure -> !failure.toString().contains(VALUE));
    assertThatExceptionOfType(ConnectorException.class)
        .isThrownBy(() -> manager.read("token/versions/disabled"))
        .withMessageContaining("disabled or destroyed");
    assertThatExceptionOfType(ConnectorException.class)
        .isThrownBy(() -> manager.read("../../x"))
        .withMessageContaining("no name of a secret");
    secrets.put("projects/shop/secrets/broken", new TreeMap<>(Map.of(1, "damaged")));
    assertThatExceptionOfType(ConnectorException.class)
        .isThrownBy(() -> manager.read("broken"))
        .matches(failure -> failure.kind() == ErrorKind.TRANSIENT)
        .matches(failure -> !failure.toString().contains("damaged"));
    assertThat(manager.toString()).isEqualTo("Secret Manager of shop");
  }
}
