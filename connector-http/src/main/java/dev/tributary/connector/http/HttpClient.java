package dev.tributary.connector.http;

import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.read.ReadContext;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client of one connector: one pool of connections, one credential, one set of limits.
 *
 * <p>Open it in {@code connect()} and close it in {@code disconnect()}. A reader sends through the
 * {@link HttpSession} that {@link #session} makes for it, so that its requests end when it is
 * cancelled and its host hears of retries and waits; what belongs to no read, such as a probe, is
 * sent by the client itself. Thread-safe.
 *
 * @since 0.1.0
 */
public final class HttpClient implements HttpSender, AutoCloseable {
  private final HttpSettings settings;
  private final Authorizer authorizer;
  private final ConnectorContext host;
  private final Transport transport;
  private final Party party;
  private final Faults faults;
  private final Calls calls = new Calls(null);
  private final HttpSender own;
  private volatile @Nullable String limitKey;

  private HttpClient(
      String sourceId, HttpSettings settings, Authorizer authorizer, ConnectorContext host) {
    this.settings = settings;
    this.authorizer = Objects.requireNonNull(authorizer, "authorizer");
    this.host = host;
    this.transport = new Transport(settings);
    this.party = Party.of(settings, authorizer, host.redactor());
    this.faults = new Faults(settings, host.redactor());
    HostScope scope = new HostScope(sourceId, host);
    this.own = sending(scope, calls);
    if (!settings.verifySsl()) {
      scope.warn(
          "verify_ssl is false: nobody checks who the server is, and whoever is on the way can read"
              + " and change everything, the credential included");
    }
  }

  /**
   * Opens a client; nothing is sent yet. Warns the host if certificates are not verified.
   *
   * @param sourceId the source, for what the host is told
   * @param settings how it behaves
   * @param authorizer the credential; {@link Credentials#none} for none
   * @param host lends limiters, redactor, clock and listener
   */
  public static HttpClient open(
      String sourceId, HttpSettings settings, Authorizer authorizer, ConnectorContext host) {
    return new HttpClient(sourceId, settings, authorizer, host);
  }

  /**
   * Returns what the requests of one reader go through. Make one for each reader, not one for each
   * request.
   *
   * @param context what the engine lends the reader
   */
  public HttpSession session(ReadContext context) {
    Calls reader = new Calls(calls);
    Sending sending = sending(new ReaderScope(context), reader);
    return new HttpSession(sending, reader, context.onCancel(reader::cancel));
  }

  @Override
  public HttpResponse send(HttpRequest request) throws InterruptedException {
    return own.send(request);
  }

  private Sending sending(Scope scope, Calls calls) {
    Exchange.Lines lines =
        new Exchange.Lines(scope, calls, new Places(), faults, host.redactor(), settings);
    return new Sending(transport, party, lines, this::limitKey, host.clock());
  }

  private String limitKey() {
    String present = limitKey;
    if (present == null) {
      present = settings.limitKey().orElseGet(() -> Sending.standardKey(settings, authorizer));
      limitKey = present;
    }
    return present;
  }

  /** Returns how many connections are open, for tests. */
  int connections() {
    return transport.connections();
  }

  /** Cancels what is under way and closes all connections. Requests after it fail. */
  @Override
  public void close() {
    calls.cancel();
    transport.close();
  }
}
