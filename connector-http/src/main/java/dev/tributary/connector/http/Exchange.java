package dev.tributary.connector.http;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.limit.Permit;
import dev.tributary.connector.option.Redactor;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/** One request and its answer, from the headers to the end of the body. */
final class Exchange implements AutoCloseable, BodyStream.BodyEvents {
  private final HttpRequest request;
  private final Transport.Answer answer;
  private final Lines lines;
  private final @Nullable Permit permit;
  private final BodyStream body;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** What the exchanges of one reader or client have in common. */
  record Lines(
      Scope scope,
      Calls calls,
      Places places,
      Faults faults,
      Redactor redactor,
      HttpSettings settings) {}

  /**
   * Begins with the headers of the answer.
   *
   * @param request as it was asked for, without the credential
   * @param answer what came
   * @param permit what the exchange may take of the limits; closed with it
   */
  Exchange(HttpRequest request, Transport.Answer answer, Lines lines, @Nullable Permit permit) {
    this.request = request;
    this.answer = answer;
    this.lines = lines;
    this.permit = permit;
    ResponseBody raw = answer.response().body();
    this.body = new BodyStream(raw.byteStream(), lines.settings().maxExpansion(), this);
  }

  HttpRequest request() {
    return request;
  }

  int status() {
    return answer.response().code();
  }

  HttpHeaders headers() {
    return answer.headers();
  }

  BodyStream body() {
    return body;
  }

  Redactor redactor() {
    return lines.redactor();
  }

  String place() {
    return request.method() + " " + Urls.shown(request.url(), lines.redactor());
  }

  @Override
  public void began() {
    lines.places().taken(this);
  }

  /** Gives up the place among the requests at once before the body is read. */
  void yieldPlace() {
    if (permit != null) {
      permit.close();
    }
  }

  @Override
  public void ended() {
    close();
  }

  @Override
  public RuntimeException failed(IOException failure, long received, long unpacked) {
    boolean wasClosed = closed.get();
    close();
    if (isInterruption(failure)) {
      Thread.currentThread().interrupt();
      return Calls.cancelled();
    }
    if (lines.calls().isCancelled() || wasClosed) {
      return Calls.cancelled();
    }
    return request.marked(lines.faults().body(request, failure, received, unpacked));
  }

  @Override
  public RuntimeException exploded(long received, long unpacked) {
    answer.call().cancel();
    close();
    return lines.faults().exploded(request, received, unpacked);
  }

  /** Returns whether the failure comes from an interruption of this thread. */
  static boolean isInterruption(IOException failure) {
    return Thread.currentThread().isInterrupted()
        || Faults.has(failure, ClosedByInterruptException.class)
        || (failure instanceof InterruptedIOException
            && "interrupted".equals(failure.getMessage()));
  }

  /**
   * Ends the exchange. If another thread is reading, it is woken up and ends the rest itself; what
   * little is left of a body is read, so that the connection can be used again.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      lines.calls().remove(answer.call());
      lines.places().taken(this);
      lines.scope().count("bytes", body.received());
      try {
        if (body.isReading()) {
          answer.call().cancel();
        } else {
          answer.response().close();
        }
      } finally {
        if (permit != null) {
          permit.close();
        }
      }
    }
  }

  /** Ends the exchange, and the connection with it. */
  void abort() {
    answer.call().cancel();
    close();
  }

  /**
   * Returns the beginning of the body of an answer that is an error, as far as it comes soon, and
   * ends the exchange.
   */
  byte[] head(Duration most) {
    AnswerTimeout timeout = new AnswerTimeout(answer.call(), most);
    timeout.enter();
    try (this) {
      byte[] buffer = new byte[Excerpt.BYTES];
      int read = 0;
      for (int all = 0; read >= 0 && all < Excerpt.BYTES; all += Math.max(0, read)) {
        read = body.read(buffer, 0, Excerpt.BYTES - all);
      }
    } catch (ConnectorException brokenOff) {
      // What counts is the status; an interruption shows itself at the next chance.
    } finally {
      timeout.exit();
    }
    return body.head();
  }

  /** Returns the error for an answer of a status that the request does not accept. */
  ConnectorException refusal(ErrorKind kind, String excerpt, boolean html) {
    String page = html && !excerpt.isEmpty() ? " with a web page" : "";
    return ConnectorException.of(kind, place() + " answered " + Statuses.text(status()) + page)
        .said(excerpt.isEmpty() ? null : excerpt)
        .remedy(Statuses.remedy(status(), kind, html))
        .build();
  }
}
