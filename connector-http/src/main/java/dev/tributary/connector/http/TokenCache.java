package dev.tributary.connector.http;

import java.util.concurrent.ConcurrentHashMap;

/**
 * The access tokens of a host, one for each credential.
 *
 * <p>A factory of connectors keeps one, so that all its connectors share tokens and no provider
 * sees more of them minted than needed. In memory only. Thread-safe.
 *
 * @since 0.1.0
 */
public final class TokenCache {
  private final ConcurrentHashMap<String, TokenSlot> slots = new ConcurrentHashMap<>();

  private TokenCache() {}

  /** Returns an empty cache. */
  public static TokenCache create() {
    return new TokenCache();
  }

  TokenSlot slot(String credential) {
    return slots.computeIfAbsent(credential, first -> new TokenSlot());
  }

  /** Returns how many credentials have a place here, never which. */
  @Override
  public String toString() {
    return "TokenCache[" + slots.size() + " credentials]";
  }
}
