package dev.tributary.connector.http;

import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.limit.RetryPolicy;
import dev.tributary.connector.option.Secret;
import dev.tributary.connector.option.SecretStore;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Clients as tests want them: with retries that do not wait long. */
final class Clients {
  static final RetryPolicy QUICK =
      RetryPolicy.standard().backoff(Duration.ofMillis(2)).maxBackoff(Duration.ofMillis(20));

  private Clients() {}

  static HttpSettings settings(URI base) {
    return HttpSettings.of(base).retries(QUICK).timeout(Duration.ofSeconds(10));
  }

  static HttpClient open(RawServer server) {
    return open(server, Credentials.none());
  }

  static HttpClient open(RawServer server, Authorizer authorizer) {
    return HttpClient.open(
        "shop", settings(server.url("/")), authorizer, ConnectorContext.defaults());
  }

  /** Returns a secret of the host's store. */
  static Secret secret(ConnectorContext host, String name) {
    return Secret.reference(name, host.resolver());
  }

  static ConnectorContext hostWith(Map<String, String> secrets) {
    return ConnectorContext.defaults().secrets(SecretStore.of(secrets));
  }

  static String read(HttpSender sender, HttpRequest request) throws InterruptedException {
    try (HttpResponse response = sender.send(request)) {
      return response.text(1 << 20);
    }
  }
}
