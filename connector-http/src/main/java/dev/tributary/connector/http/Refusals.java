package dev.tributary.connector.http;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.limit.LearnedLimit;
import dev.tributary.connector.limit.RateLimiter;
import dev.tributary.connector.limit.RetryAfter;
import dev.tributary.connector.limit.RetryPolicy;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What answers that are errors mean, and who has to wait because of them. */
final class Refusals {
  /** How long the beginning of an error's body may take; it is only there for people. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** No word of a source stops everybody for longer than this. */
  private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

  private static final Duration LONGEST = Duration.ofDays(366);

  private final HttpSettings settings;
  private final Clock clock;

  Refusals(HttpSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Returns the error that an answer is, ends the exchange, and has everybody wait who shares the
   * limiter if the source asked for that.
   */
  ConnectorException of(Exchange exchange, @Nullable RateLimiter limiter) {
    byte[] head = exchange.head(PATIENCE);
    Charset charset = ContentType.charset(exchange.headers());
    boolean html =
        exchange.headers().first("Content-Type").orElse("").contains("html")
            || Excerpt.isHtml(head, charset);
    Optional<Duration> wait = wait(exchange.headers());
    ErrorKind kind = Statuses.kind(exchange.status(), wait.isPresent(), new String(head, charset));
    String excerpt = Excerpt.of(head, charset, html, exchange.redactor());
    ConnectorException error = exchange.refusal(kind, excerpt, html);
    boolean overloaded = kind == ErrorKind.RATE_LIMITED || exchange.status() == 503;
    if (!overloaded) {
      return wait.isPresent() && kind == ErrorKind.TRANSIENT ? at(error, wait.get()) : error;
    }
    if (limiter != null) {
      RetryPolicy retries = settings.retries();
      Duration pause = wait.orElse(retries.backoffAfter(1));
      limiter.pause(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
    }
    return wait.isPresent() ? at(error, wait.get()) : error;
  }

  private ConnectorException at(ConnectorException error, Duration wait) {
    Instant time = clock.instant().plus(wait);
    ConnectorException.Builder timed = error.copy().retryAt(time);
    return wait.compareTo(settings.retries().maxPause()) > 0
        ? timed.remedy("Resume from the saved state after " + time).build()
        : timed.build();
  }

  /** Returns how long the source wants to be left alone, if its headers say so. */
  private Optional<Duration> wait(HttpHeaders headers) {
    Instant now = clock.instant();
    Optional<Duration> said =
        RetryAfter.parse(headers.first("Retry-After").orElse(null), now, LONGEST);
    if (said.isPresent()) {
      return said;
    }
    List<LearnedLimit> learned = settings.quotaHeaders().read(headers, now);
    return learned.stream()
        .filter(limit -> limit.remaining() == 0)
        .flatMap(limit -> limit.resetAfter(now).stream())
        .max(Duration::compareTo);
  }
}
