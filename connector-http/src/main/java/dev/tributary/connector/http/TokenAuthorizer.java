package dev.tributary.connector.http;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.http.TokenSlot.Token;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Puts tokens on requests: shared, got early, and by one thread for all. */
final class TokenAuthorizer implements Authorizer {
  /** How long an early renewal that failed is left alone while the old token still serves. */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final String header;
  private final String prefix;
  private final TokenCache tokens;
  private final Source source;
  private volatile @Nullable TokenSlot slot;

  /** Where tokens come from. */
  interface Source {
    /** Gets a token; under the slot's lock. */
    Token token(TokenSlot slot, HttpSender plain) throws InterruptedException;

    /** Returns what tells this credential from others, without showing it. */
    String fingerprint();
  }

  /**
   * Makes an authorizer.
   *
   * @param header the header that carries the token
   * @param prefix what stands before it there
   */
  TokenAuthorizer(String header, String prefix, Source source, TokenCache tokens) {
    this.header = header;
    this.prefix = prefix;
    this.tokens = tokens;
    this.source = source;
  }

  @Override
  public HttpRequest authorize(HttpRequest request, HttpSender plain) throws InterruptedException {
    Token token = token(slot(), plain);
    return request.header(header, prefix + token.value());
  }

  @Override
  public boolean renew(HttpRequest refused, HttpSender plain) throws InterruptedException {
    TokenSlot slot = slot();
    slot.lock.lockInterruptibly();
    try {
      Token present = slot.token;
      String sent = refused.headers().first(header).orElse("");
      if (present == null || sent.equals(prefix + present.value())) {
        slot.token = null; // the source does not accept it, whatever its expiry says
        slot.token = source.token(slot, plain);
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
      Token got = source.token(slot, plain);
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

  @Override
  public String fingerprint() {
    return source.fingerprint();
  }
}
