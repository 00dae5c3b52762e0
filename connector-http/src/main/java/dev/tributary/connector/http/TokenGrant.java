package dev.tributary.connector.http;

/**
 * Gets access tokens in a way of its own, such as a signed assertion; {@link OAuth2} knows the
 * usual ones. Use it through {@link Credentials#tokens}, which keeps and shares tokens.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public interface TokenGrant {
  /**
   * Asks for a token.
   *
   * @param plain sends requests without a credential; time-outs and retries are the client's
   * @throws dev.tributary.connector.error.ConnectorException if there is none to be had
   * @throws InterruptedException if the thread is interrupted
   */
  AccessToken ask(HttpSender plain) throws InterruptedException;

  /** Returns what tells this credential from others: never a secret, but perhaps its hash. */
  String fingerprint();
}
