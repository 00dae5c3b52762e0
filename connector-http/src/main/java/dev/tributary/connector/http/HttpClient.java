package dev.tributary.connector.http;

import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.read.ReadContext;

/**
 * The HTTP client of one connector: one pool of connections, one credential, one set of limits.
 *
 * <p>Open it in {@code connect()} and close it in {@code disconnect()}. A reader sends through the
 * {@link HttpSession} that {@link #session} makes for it, so that its requests end when it is
 * cancelled and its host hears of retries and waits; what belongs to no read, such as a probe, is
 * sent by the client itself. Thread-safe.
 */
public final class HttpClient implements HttpSender, AutoCloseable {
  /**
   * Opens a client; nothing is sent yet.
   *
   * @param sourceId the source, for what the host is told
   * @param settings how it behaves
   * @param authorizer the credential; {@link Credentials#none} for none
   * @param host lends limiters, redactor, clock and listener
   */
  public static HttpClient open(
      String sourceId, HttpSettings settings, Authorizer authorizer, ConnectorContext host) {
    throw new UnsupportedOperationException();
  }

  /**
   * Returns what the requests of one reader go through. Make one for each reader, not one for each
   * request.
   *
   * @param context what the engine lends the reader
   */
  public HttpSession session(ReadContext context) {
    throw new UnsupportedOperationException();
  }

  @Override
  public HttpResponse send(HttpRequest request) throws InterruptedException {
    throw new UnsupportedOperationException();
  }

  /** Cancels what is under way and closes all connections. Requests after it fail. */
  @Override
  public void close() {}
}
