package dev.tributary.connector.http;

/**
 * Adds a credential to requests.
 *
 * <p>It is asked anew for each attempt, so that no attempt carries a token that expired while it
 * waited; and only for requests to the origins that the credential belongs to (see {@link
 * HttpSettings}), whatever a source's links and redirects say. {@link Credentials} makes those that
 * most APIs ask for; {@link OAuth2} the ones with tokens.
 *
 * <p>Implementations are thread-safe, and register what they reveal with the host's redactor, as
 * {@link dev.tributary.connector.option.Secret} does by itself.
 *
 * @since 0.1.0
 */
public interface Authorizer {
  /**
   * Returns the request with the credential.
   *
   * @param request what is to be sent
   * @param plain sends requests without this credential, for instance for a token; time-outs,
   *     retries and limits are the client's
   * @throws dev.tributary.connector.error.ConnectorException if there is no credential to be had
   * @throws InterruptedException if the thread is interrupted
   */
  HttpRequest authorize(HttpRequest request, HttpSender plain) throws InterruptedException;

  /**
   * The source refused a request with 401: renews the credential where that is possible. Called
   * once at most for each request that a reader makes.
   *
   * @param refused the request as it was refused; another thread may have renewed the credential
   *     since then
   * @param plain as in {@link #authorize}
   * @return whether one more attempt makes sense, because the credential is another one now
   * @throws dev.tributary.connector.error.ConnectorException if it cannot be renewed
   * @throws InterruptedException if the thread is interrupted
   */
  default boolean renew(HttpRequest refused, HttpSender plain) throws InterruptedException {
    return false;
  }

  /**
   * Returns what tells this credential from others, so that all who use it share its limits; never
   * the secret itself but, for instance, a fingerprint of it. "" for none.
   */
  default String fingerprint() {
    return "";
  }
}
