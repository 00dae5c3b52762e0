package dev.tributary.examples.shop;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The access tokens that the shop issued. Thread-safe. */
final class Tokens {
  private final String clientId;
  private final String clientSecret;
  private final Duration lifetime;
  private final Map<String, Long> ends = new ConcurrentHashMap<>();

  Tokens(String clientId, String clientSecret, Duration lifetime) {
    this.clientId = clientId;
    this.clientSecret = clientSecret;
    this.lifetime = lifetime;
  }

  /** Returns whether a token request comes from the shop's client, by form or Basic header. */
  boolean mayHave(Map<String, String> form, String authorization) {
    String basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((clientId + ":" + clientSecret).getBytes(StandardCharsets.UTF_8));
    return "client_credentials".equals(form.get("grant_type"))
        && (authorization.equals(basic)
            || (clientId.equals(form.get("client_id"))
                && clientSecret.equals(form.get("client_secret"))));
  }

  String issue() {
    String token = "shop-" + Long.toHexString(System.nanoTime()) + "-" + ends.size();
    ends.put(token, System.nanoTime() + lifetime.toNanos());
    return token;
  }

  boolean isValid(String authorization) {
    Long end = ends.get(token(authorization));
    return end != null && System.nanoTime() - end < 0;
  }

  void revoke(String authorization) {
    ends.put(token(authorization), System.nanoTime());
  }

  Duration lifetime() {
    return lifetime;
  }

  private static String token(String authorization) {
    return authorization.startsWith("Bearer ") ? authorization.substring("Bearer ".length()) : "";
  }
}
