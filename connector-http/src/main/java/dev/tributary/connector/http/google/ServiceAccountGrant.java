package dev.tributary.connector.http.google;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.http.AccessToken;
import dev.tributary.connector.http.HttpBody;
import dev.tributary.connector.http.HttpRequest;
import dev.tributary.connector.http.HttpResponse;
import dev.tributary.connector.http.HttpSender;
import dev.tributary.connector.http.TokenGrant;
import dev.tributary.connector.json.JsonTree;
import dev.tributary.connector.option.Redactor;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A service account's key: an assertion that it signed is exchanged for a token (RFC 7523). */
final class ServiceAccountGrant implements TokenGrant {
  private static final String TOKENS = "https://oauth2.googleapis.com/token";
  private static final long LIFETIME = 3_600;

  private final KeySource source;
  private final List<String> scopes;
  private final Clock clock;
  private final Redactor redactor;
  private final String account;
  private volatile Key key;

  ServiceAccountGrant(
      Key key, KeySource source, List<String> scopes, Clock clock, Redactor redactor) {
    this.key = key;
    this.source = source;
    this.scopes = scopes;
    this.clock = clock;
    this.redactor = redactor;
    this.account = key.get("client_email");
    signingKey(key);
  }

  @Override
  public AccessToken ask(HttpSender plain) throws InterruptedException {
    Key used = key;
    try {
      return exchange(used, plain);
    } catch (ConnectorException refused) {
      if (refused.kind() != ErrorKind.AUTHENTICATION) {
        throw refused;
      }
      Key newer = Key.parse(source.again().get(), source.said(), redactor);
      if (newer.find("private_key").equals(used.find("private_key"))) {
        throw refused;
      }
      key = newer;
      return exchange(newer, plain);
    }
  }

  private AccessToken exchange(Key used, HttpSender plain) throws InterruptedException {
    URI url = used.url("token_uri", TOKENS);
    String assertion = assertion(used, url);
    redactor.register(assertion);
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
    form.put("assertion", assertion);
    HttpRequest request =
        HttpRequest.post(url, HttpBody.form(form))
            .header("Accept", "application/json")
            .repeatable(true)
            .accepting(400, 401, 403);
    try (HttpResponse response = plain.send(request)) {
      return TokenReply.read(
          response,
          "Check that the key of " + account + " is not deleted, and this machine's clock");
    }
  }

  private String assertion(Key used, URI audience) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("alg", "RS256");
    header.put("typ", "JWT");
    if (!used.find("private_key_id").isEmpty()) {
      header.put("kid", used.find("private_key_id"));
    }
    long now = clock.instant().getEpochSecond();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", used.get("client_email"));
    claims.put("scope", String.join(" ", scopes));
    claims.put("aud", audience.toString());
    claims.put("iat", now);
    claims.put("exp", now + LIFETIME);
    String signed = encoded(JsonTree.write(header)) + "." + encoded(JsonTree.write(claims));
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(signingKey(used));
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed
          + "."
          + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException unsigned) {
      throw unusable();
    }
  }

  private PrivateKey signingKey(Key used) {
    String pem =
        used.get("private_key")
            .replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "")
            .replaceAll("\\s", "");
    try {
      return KeyFactory.getInstance("RSA")
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
    } catch (GeneralSecurityException | IllegalArgumentException broken) {
      throw unusable();
    }
  }

  /** The cause is left out: it may quote the key. */
  private ConnectorException unusable() {
    return ConnectorException.of(
            ErrorKind.CONFIG, source.said() + " holds a `private_key` that is no RSA key")
        .remedy("Take the key file as Google's console wrote it; its line breaks are \\n in JSON")
        .build();
  }

  private static String encoded(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String fingerprint() {
    return "service account "
        + account
        + " "
        + key.find("private_key_id")
        + " "
        + key.find("token_uri")
        + " "
        + scopes;
  }
}
