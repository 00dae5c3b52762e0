package dev.tributary.connector.http;

import dev.tributary.connector.read.CancelHook;

/**
 * The requests of one reader, which end with it: they are cancelled when the read is, or when the
 * session is closed. Thread-safe.
 *
 * @since 0.1.0
 */
public final class HttpSession implements HttpSender, AutoCloseable {
  private final HttpSender sender;
  private final Calls calls;
  private final CancelHook hook;

  HttpSession(HttpSender sender, Calls calls, CancelHook hook) {
    this.sender = sender;
    this.calls = calls;
    this.hook = hook;
  }

  @Override
  public HttpResponse send(HttpRequest request) throws InterruptedException {
    return sender.send(request);
  }

  /** Cancels what is under way, without waiting for its end; requests after it fail. */
  @Override
  public void close() {
    hook.close();
    calls.cancel();
  }
}
