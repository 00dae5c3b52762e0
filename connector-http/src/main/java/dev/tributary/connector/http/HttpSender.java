package dev.tributary.connector.http;

/**
 * Sends requests: an {@link HttpClient}, or one of its {@link HttpSession}s. Thread-safe.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface HttpSender {
  /**
   * Sends a request and waits until its answer begins; the body is still to be read.
   *
   * @param request what to ask
   * @return an answer of a 2xx status, or of one that the request {@linkplain HttpRequest#accepting
   *     accepts}; the caller closes it
   * @throws dev.tributary.connector.error.ConnectorException for every other answer, and if there
   *     is none; named are method, URL without secrets, status and the way out
   * @throws InterruptedException if the thread is interrupted
   */
  HttpResponse send(HttpRequest request) throws InterruptedException;
}
