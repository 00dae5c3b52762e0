package dev.tributary.connector.http;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.limit.Permit;
import dev.tributary.connector.limit.RateLimiter;
import dev.tributary.connector.limit.RetryPolicy;
import dev.tributary.connector.limit.Ticker;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends the requests of one reader or client: permits, credentials, redirects, renewal, retries, in
 * this order from the inside to the outside.
 */
final class Sending implements HttpSender {
  private final Transport transport;
  private final Party party;
  private final Exchange.Lines lines;
  private final HttpSettings settings;
  private final Supplier<String> limitKey;
  private final Refusals refusals;
  private final Ticker ticker;
  private final HttpSender plain;
  private final Clock clock;
  private volatile @Nullable RateLimiter limiter;

  /**
   * Makes a sender.
   *
   * @param limitKey under which name limits are shared
   */
  Sending(
      Transport transport,
      Party party,
      Exchange.Lines lines,
      Supplier<String> limitKey,
      Clock clock) {
    this.transport = transport;
    this.party = party;
    this.lines = lines;
    this.settings = lines.settings();
    this.limitKey = limitKey;
    this.clock = clock;
    this.refusals = new Refusals(settings, clock);
    this.ticker = new CallsTicker(lines.calls(), clock);
    this.plain = new PlainSender(transport, lines, clock);
  }

  @Override
  public HttpResponse send(HttpRequest request) throws InterruptedException {
    RetryPolicy policy = request.isRepeatable() ? settings.retries() : RetryPolicy.never();
    Attempts attempts = new Attempts(request);
    try {
      return policy.run(
          attempts::next,
          (failure, delay) -> lines.scope().retried(failure.what(), failure.attempts(), delay),
          ticker);
    } catch (ConnectorException failed) {
      ConnectorException safe = redacted(failed);
      throw attempts.begun ? request.marked(safe) : safe;
    } catch (InterruptedException | RuntimeException failed) {
      throw failed;
    } catch (Exception impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** The attempts at one request, of which one at most renews the credential. */
  private final class Attempts {
    private final HttpRequest request;
    private boolean renewed;
    private boolean begun;
    private HttpRequest sent;

    Attempts(HttpRequest request) {
      this.request = request;
      this.sent = request;
    }

    HttpResponse next() throws InterruptedException {
      Exchange exchange = follow();
      boolean refusedUs = exchange.status() == 401 && !request.accepts(401);
      if (refusedUs && !renewed && party.isTrusted(sent.url())) {
        renewed = true;
        // Read to its end first, so that asking for a token does not wait for a connection.
        ConnectorException refused = refusals.of(exchange, null);
        if (!party.authorizer().renew(sent, plain)) {
          throw refused;
        }
        exchange = follow();
      }
      if (request.accepts(exchange.status())) {
        lines.places().answered(exchange);
        return new HttpResponse(exchange);
      }
      throw refusals.of(exchange, limiter);
    }

    private Exchange follow() throws InterruptedException {
      HttpRequest current = request;
      long left = settings.answerTimeout().toNanos();
      for (int redirects = 0; ; redirects++) {
        long began = System.nanoTime();
        Exchange exchange = exchange(current, Duration.ofNanos(Math.max(1, left)));
        left -= System.nanoTime() - began;
        HttpRequest next = next(exchange, current);
        if (next == null) {
          return exchange;
        }
        exchange.close();
        party.origins().checkRedirect(current, next);
        if (redirects == settings.maxRedirects()) {
          throw ConnectorException.of(
                  ErrorKind.DATA,
                  exchange.place() + " is where " + redirects + " redirects led, and none ended")
              .remedy("Check base_url and login: redirects in a circle often ask for a login")
              .build();
        }
        current = next;
      }
    }

    private @Nullable HttpRequest next(Exchange exchange, HttpRequest current) {
      try {
        return Redirects.next(current, exchange.status(), exchange.headers()).orElse(null);
      } catch (ConnectorException noUrl) {
        exchange.close();
        throw noUrl.copy().what("the redirect leads to what is no URL").remedy(null).build();
      }
    }

    private Exchange exchange(HttpRequest current, Duration most) throws InterruptedException {
      lines.calls().check();
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      boolean limited = party.limited() && party.isTrusted(current.url());
      Permit permit = limited ? acquire() : null;
      boolean answered = false;
      try {
        HttpRequest outgoing = party.outgoing(current, plain, lines.redactor());
        sent = outgoing;
        lines.scope().count("requests", 1);
        begun = true;
        Transport.Answer answer = transport.exchange(outgoing, lines.calls(), most);
        answered = true;
        if (permit != null) {
          permit.answered();
          settings.quotaHeaders().read(answer.headers(), clock.instant()).forEach(permit::observe);
        }
        HttpRequest shown = party.isTrusted(current.url()) ? current : outgoing;
        return new Exchange(shown, answer, lines, permit);
      } catch (IOException failed) {
        throw failure(current, failed);
      } finally {
        if (!answered && permit != null) {
          permit.close();
        }
      }
    }
  }

  private Permit acquire() throws InterruptedException {
    return lines.places().acquire(limiter(), settings.retries().maxPause());
  }

  private RateLimiter limiter() {
    RateLimiter present = limiter;
    if (present == null) {
      present =
          lines
              .scope()
              .limiter(limitKey.get(), settings.limits())
              .notifying(wait -> lines.scope().throttled(wait.expected()));
      limiter = present;
    }
    return present;
  }

  private ConnectorException failure(HttpRequest request, IOException failed)
      throws InterruptedException {
    if (Exchange.isInterruption(failed)) {
      Thread.interrupted();
      InterruptedException interruption = new InterruptedException("interrupted while waiting");
      interruption.initCause(failed);
      throw interruption;
    }
    if (lines.calls().isCancelled()) {
      return Calls.cancelled();
    }
    return lines.faults().noAnswer(request, failed);
  }

  private ConnectorException redacted(ConnectorException failed) {
    String what = lines.redactor().redact(failed.what());
    String said = failed.said().map(lines.redactor()::redact).orElse(null);
    Throwable cause = failed.getCause();
    Throwable safe = cause == null ? null : lines.redactor().redact(cause);
    if (what.equals(failed.what())
        && safe == cause
        && Objects.equals(said, failed.said().orElse(null))) {
      return failed;
    }
    return failed.copy().what(what).said(said).cause(safe).build();
  }

  /** Returns the key that limits are shared under, unless one is set: origin and credential. */
  static String standardKey(HttpSettings settings, Authorizer authorizer) {
    String origins = settings.origins().stream().map(Urls::origin).sorted().toList().toString();
    return origins + " " + authorizer.fingerprint();
  }
}
