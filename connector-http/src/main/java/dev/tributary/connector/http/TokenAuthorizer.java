package dev.tributary.connector.http;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.http.TokenSlot.Token;
import dev.tributary.connector.option.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Puts OAuth2 tokens on requests: shared, got early, and by one thread for all. */
final class TokenAuthorizer implements Authorizer {
  /** How long an early renewal that failed is left alone while the old token still serves. */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final OAuth2 settings;
  private final TokenCache tokens;
  private final TokenEndpoint endpoint;
  private volatile @Nullable TokenSlot slot;

  TokenAuthorizer(OAuth2 settings, TokenCache tokens) {
    this.settings = settings;
    this.tokens = tokens;
    this.endpoint = new TokenEndpoint(settings);
  }

  @Override
  public HttpRequest authorize(HttpRequest request, HttpSender plain) throws InterruptedException {
    Token token = token(slot(), plain);
    return request.header(settings.header(), settings.prefix() + token.value());
  }

  @Override
  public boolean renew(HttpRequest refused, HttpSender plain) throws InterruptedException {
    TokenSlot slot = slot();
    slot.lock.lockInterruptibly();
    try {
      Token present = slot.token;
      String sent = refused.headers().first(settings.header()).orElse("");
      if (present == null || sent.equals(settings.prefix() + present.value())) {
        slot.token = null; // the source does not accept it, whatever its expiry says
        slot.token = endpoint.token(slot, plain);
      }
      return true;
    } finally {
      slot.lock.unlock();
    }
  }

  private Token token(TokenSlot slot, HttpSender plain) throws InterruptedException {
    Clock clock = TokenEndpoint.clock(plain);
    Token present = slot.token;
    if (present != null && present.isFresh(clock.instant())) {
      return present;
    }
    if (present != null && present.isUsable(clock.instant())) {
      // One renews it early; the others go on with what still serves.
      if (!slot.lock.tryLock()) {
        return present;
      }
    } else {
      slot.lock.lockInterruptibly();
    }
    try {
      Token now = slot.token;
      return now != null && now.isFresh(clock.instant()) ? now : renewed(slot, now, plain, clock);
    } finally {
      slot.lock.unlock();
    }
  }

  private Token renewed(TokenSlot slot, @Nullable Token old, HttpSender plain, Clock clock)
      throws InterruptedException {
    try {
      Token got = endpoint.token(slot, plain);
      slot.token = got;
      return got;
    } catch (ConnectorException failed) {
      Instant now = clock.instant();
      if (old == null || !old.isUsable(now) || !failed.kind().isRetryable()) {
        throw failed;
      }
      Token kept = old.renewAfter(now.plus(PAUSE));
      slot.token = kept;
      return kept;
    }
  }

  private TokenSlot slot() {
    TokenSlot present = slot;
    if (present == null) {
      present = tokens.slot(fingerprint());
      slot = present;
    }
    return present;
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
}
