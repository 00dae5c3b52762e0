package dev.tributary.connector.http;

/**
 * The requests of one reader, which end with it: they are cancelled when the read is, or when the
 * session is closed. Thread-safe.
 */
public final class HttpSession implements HttpSender, AutoCloseable {
  private final HttpSender sender;
  private final Calls calls;

  HttpSession(HttpSender sender, Calls calls) {
    this.sender = sender;
    this.calls = calls;
  }

  @Override
  public HttpResponse send(HttpRequest request) throws InterruptedException {
    return sender.send(request);
  }

  /** Cancels what is under way, without waiting for its end; requests after it fail. */
  @Override
  public void close() {
    calls.cancel();
  }
}
