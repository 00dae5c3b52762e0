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
    Throwable cause = known.getCause();
    return known.copy().source(known.source().orElse(source.id())).stream(
            known.stream().orElse(stream))
        .what(redactor.redact(known.what()))
        .place(
            known.place().or(() -> Optional.ofNullable(place)).map(redactor::redact).orElse(null))
        .remedy(known.remedy().map(redactor::redact).orElse(null))
        .cause(cause == null ? null : redactor.redact(cause))
        .build();
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
      } catch (RuntimeException broken) {
        failure.addSuppressed(broken);
      }
    }
    String message = failure.getMessage();
    String what = failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    return ConnectorException.of(kind, what).cause(failure).build();
  }
}
