package dev.tributary.connector.http;

import dev.tributary.connector.option.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** User and password in a Basic header (RFC 7617). */
final class BasicCredential implements Authorizer {
  private final Secret user;
  private final Secret password;

  BasicCredential(Secret user, Secret password) {
    this.user = user;
    this.password = password;
  }

  static String header(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  @Override
  public HttpRequest authorize(HttpRequest request, HttpSender plain) {
    return request.header("Authorization", header(user.reveal(), password.reveal()));
  }

  @Override
  public boolean renew(HttpRequest refused, HttpSender plain) {
    String sent = refused.headers().first("Authorization").orElse("");
    if (!sent.equals(header(user.reveal(), password.reveal()))) {
      return true; // another thread has read the new one already
    }
    return !sent.equals(header(user.revealAgain(), password.revealAgain()));
  }

  @Override
  public String fingerprint() {
    return Fingerprint.of("basic", user, password);
  }
}
