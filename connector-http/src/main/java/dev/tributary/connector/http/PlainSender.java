package dev.tributary.connector.http;

import java.time.Clock;

/**
 * Sends what an authorizer asks for: with its own content to its own place, and without the
 * credential, the default headers and the limits of the client, which may be what waits for it.
 */
final class PlainSender implements HttpSender {
  private final Transport transport;
  private final Exchange.Lines lines;
  private final Clock clock;

  PlainSender(Transport transport, Exchange.Lines lines, Clock clock) {
    this.transport = transport;
    this.lines = lines;
    this.clock = clock;
  }

  @Override
  public HttpResponse send(HttpRequest request) throws InterruptedException {
    Party party = Party.plain(request.url(), lines.redactor());
    return new Sending(transport, party, lines, () -> "", clock).send(request);
  }

  /** Tells the host something about the credential. */
  void warn(String message) {
    lines.scope().warn(message);
  }

  /** Makes a secret known, so that no text shows it. */
  void hide(String secret) {
    lines.redactor().register(secret);
  }

  /** Returns the host's clock. */
  Clock clock() {
    return clock;
  }
}
