package dev.tributary.connector.http;

/**
 * The requests of one reader, which end with it: they are cancelled when the read is, or when the
 * session is closed. Thread-safe.
 */
public final class HttpSession implements HttpSender, AutoCloseable {
  @Override
  public HttpResponse send(HttpRequest request) throws InterruptedException {
    throw new UnsupportedOperationException();
  }

  /** Cancels what is under way; requests after it fail. */
  @Override
  public void close() {}
}
