package dev.tributary.connector.http;

/**
 * The access tokens of a host, one for each credential. A factory of connectors keeps one, so that
 * all its connectors share tokens. Thread-safe; forgets everything with the object itself.
 */
public final class TokenCache {
  private TokenCache() {}

  /** Returns an empty cache. */
  public static TokenCache create() {
    return new TokenCache();
  }
}
