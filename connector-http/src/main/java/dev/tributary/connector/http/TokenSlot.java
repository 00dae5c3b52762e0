package dev.tributary.connector.http;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The token of one credential, and the lock under which one thread gets a new one for all. */
final class TokenSlot {
  final ReentrantLock lock = new ReentrantLock();

  /** The newest token; written under the lock. */
  volatile @Nullable Token token;

  /** The newest refresh token, if the source handed one back; used under the lock. */
  @Nullable String refreshToken;

  /**
   * An access token.
   *
   * @param value what is sent
   * @param renewAt when to get another one; null for never
   * @param expiresAt when it is refused; null if the source did not say
   */
  record Token(String value, @Nullable Instant renewAt, @Nullable Instant expiresAt) {
    static Token of(String value, @Nullable Duration lifetime, Duration margin, Instant now) {
      if (lifetime == null) {
        return new Token(value, null, null);
      }
      // A token of a minute would otherwise be renewed before each request.
      Duration fifth = lifetime.dividedBy(5);
      Duration early = margin.compareTo(fifth) < 0 ? margin : fifth;
      Instant end = now.plus(lifetime);
      return new Token(value, end.minus(early), end);
    }

    boolean isFresh(Instant now) {
      return renewAt == null || now.isBefore(renewAt);
    }

    boolean isUsable(Instant now) {
      return expiresAt == null || now.isBefore(expiresAt);
    }

    /** Returns the same token, to be renewed no earlier than after this time. */
    Token renewAfter(Instant time) {
      return new Token(value, time, expiresAt);
    }

    @Override
    public String toString() {
      return "Token[***, expires " + expiresAt + "]";
    }
  }
}
