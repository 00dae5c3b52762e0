package dev.tributary.connector.engine;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.option.Redactor;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns whatever a connector throws into one exception that names the source and shows no secret.
 */
public final class Failures {
  private final Source source;
  private final Redactor redactor;

  /** Makes the failures of one source. */
  public Failures(Source source, Redactor redactor) {
    this.source = source;
    this.redactor = redactor;
  }

  /**
   * Returns the failure as a {@link ConnectorException} of the source.
   *
   * @param failure what was thrown
   * @param stream the stream concerned, if it is one
   * @param place where it happened, used if the failure does not say so itself
   */
  public ConnectorException of(Throwable failure, @Nullable String stream, @Nullable String place) {
    ConnectorException known =
        failure instanceof ConnectorException typed ? typed : classified(failure);
    return known.copy().source(known.source().orElse(source.id())).stream(
            known.stream().orElse(stream))
        .what(redactor.redact(known.what()))
        .said(known.said().map(redactor::redact).orElse(null))
        .place(
            known.place().or(() -> Optional.ofNullable(place)).map(redactor::redact).orElse(null))
        .remedy(known.remedy().map(redactor::redact).orElse(null))
        .cause(shown(known.getCause()))
        .build();
  }

  /**
   * Returns the failure of an extraction of which a thread died.
   *
   * @param failure what it died of; null if nothing can be said about it
   */
  ConnectorException died(@Nullable Throwable failure) {
    boolean interrupted = failure instanceof InterruptedException;
    String what =
        failure == null
            ? "a thread of the read died"
            : "a thread of the read died of " + text(failure);
    return ConnectorException.of(
            interrupted ? ErrorKind.CANCELLED : ErrorKind.INTERNAL,
            interrupted ? "a thread of the read was interrupted" : redactor.redact(what))
        .source(source.id())
        .remedy("Go on from the stored state in a new extraction")
        .cause(shown(failure))
        .build();
  }

  /** Returns what was thrown, as a text; also of a failure that fails to say what it is. */
  String text(Throwable failure) {
    String message;
    try {
      message = failure.getMessage();
    } catch (Throwable untold) {
      message = "(what it says cannot be told)";
    }
    return failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }

  private @Nullable Throwable shown(@Nullable Throwable cause) {
    try {
      return cause == null ? null : redactor.redact(cause);
    } catch (Throwable untold) {
      // It cannot say what it is, so nobody can say that it shows no secret.
      return null;
    }
  }

  private ConnectorException classified(Throwable failure) {
    ErrorKind kind = ErrorKind.INTERNAL;
    if (failure instanceof InterruptedException
        || failure instanceof ClosedByInterruptException
        || (failure instanceof InterruptedIOException && Thread.currentThread().isInterrupted())) {
      kind = ErrorKind.CANCELLED;
    } else if (failure instanceof Exception exception) {
      try {
        kind = source.classify(exception);
      } catch (Throwable broken) {
        // What was thrown first is what has to be told.
        failure.addSuppressed(broken);
      }
    }
    return ConnectorException.of(kind, text(failure)).cause(failure).build();
  }
}
