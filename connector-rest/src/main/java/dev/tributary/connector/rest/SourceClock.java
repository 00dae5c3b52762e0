package dev.tributary.connector.rest;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.http.HttpRequest;
import dev.tributary.connector.http.HttpResponse;
import dev.tributary.connector.http.HttpSender;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What the source's own clock shows, by the {@code Date} of its answers. Thread-safe.
 *
 * <p>A source that is behind the host would, under the host's clock, still write records below the
 * end of a window that was read: they would never be asked for. A source that is ahead does no
 * harm, so the earlier of both clocks counts.
 */
final class SourceClock {
  /** After so long the answer is too old to reckon from: this machine's own clock drifts. */
  private static final Duration LATEST = Duration.ofHours(1);

  /** Whatever the base says to a HEAD, it says it with its Date; only pressure is heeded. */
  private static final int[] ANY = {
    400, 401, 402, 403, 404, 405, 406, 409, 410, 411, 415, 422, 500, 501, 502, 503, 504
  };

  private record Seen(Instant date, long nanos) {}

  private final URI base;
  private final Clock host;
  private final AtomicLong requests;
  private volatile @Nullable Seen latest;

  /**
   * Knows nothing yet.
   *
   * @param base where the source is
   * @param requests counts what is asked
   */
  SourceClock(URI base, Clock host, AtomicLong requests) {
    this.base = base;
    this.host = host;
    this.requests = requests;
  }

  /** Learns from an answer, if the source itself gave it and dated it. */
  void learn(HttpResponse answer) {
    if (!String.valueOf(base.getAuthority()).equalsIgnoreCase(answer.url().getAuthority())) {
      return;
    }
    String date = answer.headers().first("Date").orElse("");
    try {
      Instant shown = DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
      latest = new Seen(shown, System.nanoTime());
    } catch (DateTimeException none) {
      // as if it had not been there
    }
  }

  /**
   * Returns a time that neither the source nor the host has yet to reach. Asks the source, with a
   * HEAD of its base, unless it answered lately; the host's clock alone counts if no answer is
   * dated.
   *
   * @throws ConnectorException if the source cannot be reached, or asks to wait too long
   */
  Instant now(HttpSender sender) throws InterruptedException {
    Seen seen = latest;
    if (seen == null || System.nanoTime() - seen.nanos() > LATEST.toNanos()) {
      ask(sender);
      seen = latest;
    }
    Instant here = host.instant();
    if (seen == null) {
      return here;
    }
    Instant there =
        seen.date().plusNanos(System.nanoTime() - seen.nanos()).truncatedTo(ChronoUnit.SECONDS);
    return there.isBefore(here) ? there : here;
  }

  private void ask(HttpSender sender) throws InterruptedException {
    latest = null;
    requests.incrementAndGet();
    try (HttpResponse answer = sender.send(HttpRequest.of("HEAD", base).accepting(ANY))) {
      learn(answer);
    } catch (ConnectorException failed) {
      ErrorKind kind = failed.kind();
      if (kind == ErrorKind.TRANSIENT
          || kind == ErrorKind.RATE_LIMITED
          || kind == ErrorKind.CANCELLED) {
        throw failed;
      }
      // A redirect that leads astray, for one: the base need not be there to be asked below.
    }
  }
}
