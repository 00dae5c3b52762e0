package dev.tributary.connector.http.google;

import dev.tributary.connector.http.AccessToken;
import dev.tributary.connector.http.Authorizer;
import dev.tributary.connector.http.HttpBody;
import dev.tributary.connector.http.HttpRequest;
import dev.tributary.connector.http.HttpResponse;
import dev.tributary.connector.http.HttpSender;
import dev.tributary.connector.http.TokenGrant;
import dev.tributary.connector.json.JsonTree;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A service account in whose name another credential may act. */
final class ImpersonationGrant implements TokenGrant {
  private final Authorizer own;
  private final URI server;
  private final String account;
  private final List<String> scopes;
  private final Clock clock;

  ImpersonationGrant(Authorizer own, URI server, String account, List<String> scopes, Clock clock) {
    this.own = own;
    this.server = server;
    this.account = account;
    this.scopes = scopes;
    this.clock = clock;
  }

  @Override
  public AccessToken ask(HttpSender plain) throws InterruptedException {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("scope", scopes);
    body.put("lifetime", "3600s");
    HttpRequest bare =
        HttpRequest.post(
                server.resolve(
                    "/v1/projects/-/serviceAccounts/" + account + ":generateAccessToken"),
                HttpBody.json(JsonTree.write(body)))
            .repeatable(true)
            .accepting(401, 403, 404);
    HttpRequest request = own.authorize(bare, plain);
    try (HttpResponse response = plain.send(request)) {
      if (response.status() != 401) {
        return read(response);
      }
    }
    own.renew(request, plain);
    try (HttpResponse response = plain.send(own.authorize(bare, plain))) {
      return read(response);
    }
  }

  private AccessToken read(HttpResponse response) {
    Map<String, @Nullable Object> reply = TokenReply.parse(response);
    if (reply.get("accessToken") instanceof String token) {
      return AccessToken.of(token, lifetime(reply.get("expireTime")));
    }
    throw TokenReply.refusal(
        response,
        reply,
        "Grant the role Service Account Token Creator on " + account + " to the own account");
  }

  private @Nullable Duration lifetime(@Nullable Object expireTime) {
    try {
      return expireTime instanceof String text
          ? Duration.between(clock.instant(), OffsetDateTime.parse(text))
          : null;
    } catch (DateTimeException unknown) {
      return null;
    }
  }

  @Override
  public String fingerprint() {
    return own.fingerprint() + " as " + account + " " + scopes;
  }
}
