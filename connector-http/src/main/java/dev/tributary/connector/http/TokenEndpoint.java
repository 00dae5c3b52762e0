package dev.tributary.connector.http;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.http.TokenSlot.Token;
import dev.tributary.connector.json.JsonTree;
import dev.tributary.connector.limit.RetryAfter;
import dev.tributary.connector.option.Secret;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks for tokens (RFC 6749, 4.4 and 6), and explains why there are none. */
final class TokenEndpoint implements TokenAuthorizer.Source {
  private static final int LONGEST_REPLY = 1 << 20;
  private static final int LONGEST_DESCRIPTION = 300;

  /** A lifetime beyond this is one that never ends. */
  private static final Duration LONGEST_LIFE = Duration.ofDays(3_660);

  private final OAuth2 settings;

  TokenEndpoint(OAuth2 settings) {
    this.settings = settings;
  }

  /** Returns the clock by which tokens expire: the host's. */
  static Clock clock(HttpSender plain) {
    return plain instanceof PlainSender sender ? sender.clock() : Clock.systemUTC();
  }

  @Override
  public Token token(TokenSlot slot, HttpSender plain) throws InterruptedException {
    try {
      return ask(slot, plain);
    } catch (Refused refused) {
      if (!refused.secretsMayBeOld() || !readAgain(slot, refused)) {
        throw refused.error;
      }
    }
    try {
      return ask(slot, plain);
    } catch (Refused again) {
      throw again.error;
    }
  }

  /**
   * The refresh token counts by its reference where it has one, because its value changes as it is
   * rotated; scopes count because a token of other scopes is another token.
   */
  @Override
  public String fingerprint() {
    String kind =
        settings.tokenUrl() + " " + settings.scopes() + " " + settings.parameters().keySet();
    Secret refresh = settings.refreshToken();
    if (refresh == null) {
      return Fingerprint.of(kind, settings.clientId());
    }
    return refresh
        .reference()
        .map(reference -> Fingerprint.of(kind + " " + reference, settings.clientId()))
        .orElseGet(() -> Fingerprint.of(kind, settings.clientId(), refresh));
  }

  /** Returns whether the host's store holds other secrets by now than those that were refused. */
  private boolean readAgain(TokenSlot slot, Refused refused) {
    boolean changed = false;
    Secret refresh = settings.refreshToken();
    if (refresh != null && refused.code.equals("invalid_grant")) {
      String sent = slot.refreshToken == null ? refresh.reveal() : slot.refreshToken;
      changed = !refresh.revealAgain().equals(sent);
      slot.refreshToken = null;
    }
    Secret secret = settings.clientSecret();
    if (secret != null && !refused.code.equals("invalid_grant")) {
      String sent = secret.reveal();
      changed = !secret.revealAgain().equals(sent);
    }
    return changed;
  }

  private Token ask(TokenSlot slot, HttpSender plain) throws InterruptedException, Refused {
    try (HttpResponse response = plain.send(request(slot))) {
      String text = response.text(LONGEST_REPLY);
      if (response.status() != 200 && response.status() != 201) {
        throw new Refused(response, text, clock(plain).instant(), settings.refreshToken() != null);
      }
      Map<String, @Nullable Object> reply = parsed(response, text);
      if (!(reply.get("access_token") instanceof String value) || value.isEmpty()) {
        if (reply.containsKey("error")) {
          throw new Refused(
              response, text, clock(plain).instant(), settings.refreshToken() != null);
        }
        throw ConnectorException.of(
                ErrorKind.DATA,
                response.place() + " answered without an access_token; it sent " + reply.keySet())
            .remedy("Check token_url")
            .build();
      }
      if (!value.chars().allMatch(c -> c > ' ' && c < 127)) {
        throw ConnectorException.of(
                ErrorKind.AUTHENTICATION,
                response.place()
                    + " answered with an access_token that no header can carry: it holds a line"
                    + " break, a blank or a character beyond ASCII")
            .remedy("Have the token endpoint repaired, or check that token_url is the right one")
            .build();
      }
      if (plain instanceof PlainSender sender) {
        sender.hide(value);
      }
      if (reply.get("refresh_token") instanceof String rotated && !rotated.isEmpty()) {
        keep(slot, rotated, plain);
      }
      return Token.of(
          value, lifetime(reply.get("expires_in")), settings.margin(), clock(plain).instant());
    }
  }

  private HttpRequest request(TokenSlot slot) {
    Map<String, String> form = new LinkedHashMap<>();
    Secret refresh = settings.refreshToken();
    form.put("grant_type", refresh == null ? "client_credentials" : "refresh_token");
    if (refresh != null) {
      form.put("refresh_token", slot.refreshToken == null ? refresh.reveal() : slot.refreshToken);
    }
    if (!settings.scopes().isEmpty()) {
      form.put("scope", String.join(" ", settings.scopes()));
    }
    Secret secret = settings.clientSecret();
    if (!settings.clientInHeader()) {
      form.put("client_id", settings.clientId().reveal());
      if (secret != null) {
        form.put("client_secret", secret.reveal());
      }
    }
    settings.parameters().forEach((name, value) -> form.put(name, value.reveal()));
    HttpRequest request =
        HttpRequest.post(settings.tokenUrl(), HttpBody.form(form))
            .header("Accept", "application/json")
            // The grant stays good if an answer is lost, or the source says invalid_grant.
            .repeatable(true)
            .accepting(400, 401, 403);
    return settings.clientInHeader()
        ? request.header(
            "Authorization",
            BasicCredential.header(
                escaped(settings.clientId().reveal()),
                escaped(secret == null ? "" : secret.reveal())))
        : request;
  }

  /** Hands a rotated refresh token to the host; the old one may be dead already. */
  private void keep(TokenSlot slot, String rotated, HttpSender plain) {
    Secret refresh = settings.refreshToken();
    String before = slot.refreshToken;
    if (refresh == null || rotated.equals(before == null ? refresh.reveal() : before)) {
      return;
    }
    slot.refreshToken = rotated;
    PlainSender sender = plain instanceof PlainSender known ? known : null;
    if (sender != null) {
      sender.hide(rotated);
    }
    try {
      refresh.replace(rotated);
    } catch (ConnectorException notKept) {
      // This read can go on, and stopping it would save nothing: the old one is used up.
      if (sender == null) {
        throw notKept;
      }
      sender.warn(
          "the source rotated the refresh token, and the next run will need a new login: "
              + notKept.getMessage());
    }
  }

  private static Map<String, @Nullable Object> parsed(HttpResponse response, String text) {
    try {
      return JsonTree.parseObject(text);
    } catch (ConnectorException noJson) {
      // The reply may hold a token in another form, so it is not shown.
      throw ConnectorException.of(
              ErrorKind.DATA,
              response.place()
                  + " answered with "
                  + (response.isHtml() ? "a web page" : "something else")
                  + " where a token in JSON was expected")
          .remedy("Check token_url")
          .build();
    }
  }

  private static @Nullable Duration lifetime(@Nullable Object expiresIn) {
    String text =
        expiresIn instanceof Long || expiresIn instanceof BigDecimal || expiresIn instanceof String
            ? expiresIn.toString()
            : null;
    Duration life =
        RetryAfter.parse(text, Instant.EPOCH, LONGEST_LIFE)
            .filter(time -> !time.isZero())
            .orElse(null);
    return life == null || life.compareTo(LONGEST_LIFE) >= 0 ? null : life;
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The endpoint said no. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient String code;
    private final ConnectorException error;

    Refused(HttpResponse response, String text, Instant now, boolean byRefreshToken) {
      super(null, null, false, false);
      String said = "";
      String description = "";
      try {
        Map<String, @Nullable Object> reply = JsonTree.parseObject(text);
        said = reply.get("error") instanceof String value ? value : "";
        description = reply.get("error_description") instanceof String more ? ": " + more : "";
      } catch (ConnectorException noJson) {
        // Then the status has to do.
      }
      code = said;
      String shown =
          description.length() > LONGEST_DESCRIPTION
              ? description.substring(0, LONGEST_DESCRIPTION) + "…"
              : description;
      error =
          ConnectorException.of(
                  kind(said),
                  response.place()
                      + " gave no token ("
                      + (said.isEmpty() ? Statuses.text(response.status()) : said + shown)
                      + ")"
                      + clockHint(response, now))
              .remedy(remedy(said, byRefreshToken))
              .build();
    }

    boolean secretsMayBeOld() {
      return error.kind() == ErrorKind.AUTHENTICATION;
    }

    private static ErrorKind kind(String code) {
      return switch (code) {
        case "invalid_request", "invalid_scope", "unsupported_grant_type", "invalid_target" ->
            ErrorKind.CONFIG;
        case "unauthorized_client", "access_denied" -> ErrorKind.PERMISSION;
        case "temporarily_unavailable", "server_error" -> ErrorKind.TRANSIENT;
        default -> ErrorKind.AUTHENTICATION;
      };
    }

    private static String remedy(String code, boolean byRefreshToken) {
      return switch (code) {
        case "invalid_grant" ->
            byRefreshToken
                ? "The refresh token is expired, revoked, of another client or used up by a"
                    + " rotation: log in once more and store the new refresh_token"
                : "Check client_id, client_secret and the extra parameters of the grant";
        case "invalid_scope" -> "Check scopes: the client may not ask for one of them";
        case "unsupported_grant_type" -> "Check grant_type: this endpoint offers another one";
        case "unauthorized_client" -> "Have the grant allowed for this client at the provider";
        case "invalid_request", "invalid_target" ->
            "Check the parameters that the provider's documentation asks for";
        case "temporarily_unavailable", "server_error" -> "Resume later from the saved state";
        default ->
            "Check client_id and client_secret, and whether the client's credentials belong in a"
                + " header or in the form";
      };
    }

    /** A clock that is wrong makes grants look expired; nobody suspects it. */
    private static String clockHint(HttpResponse response, Instant now) {
      return response
          .headers()
          .first("Date")
          .flatMap(date -> RetryAfter.parse(date, Instant.EPOCH, Duration.ofDays(73_000)))
          .map(date -> Duration.between(Instant.EPOCH.plus(date), now))
          .filter(ahead -> ahead.abs().compareTo(Duration.ofSeconds(60)) > 0)
          .map(
              ahead ->
                  "; this machine's clock is "
                      + Texts.time(ahead.abs())
                      + (ahead.isNegative() ? " behind" : " ahead of")
                      + " the server's")
          .orElse("");
    }
  }
}
