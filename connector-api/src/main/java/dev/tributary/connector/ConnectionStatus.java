package dev.tributary.connector;

import dev.tributary.connector.error.ConnectorException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a trial of the connection found.
 *
 * <p>Immutable and thread-safe; shows no secret.
 *
 * @since 0.1.0
 */
public final class ConnectionStatus {
  private final String source;
  private final String details;
  private final Duration took;
  private final @Nullable ConnectorException error;

  private ConnectionStatus(
      String source, String details, Duration took, @Nullable ConnectorException error) {
    this.source = source;
    this.details = details;
    this.took = took;
    this.error = error;
  }

  static ConnectionStatus ok(String source, String details, Duration took) {
    return new ConnectionStatus(source, details, took, null);
  }

  static ConnectionStatus failed(String source, ConnectorException error, Duration took) {
    return new ConnectionStatus(source, "", took, error);
  }

  /** Returns whether the source can be reached and lets us in. */
  public boolean isOk() {
    return error == null;
  }

  /** Returns what the source said of itself, such as its version, for people; may be empty. */
  public String details() {
    return details;
  }

  /** Returns what went wrong, with the way out, if something did. */
  public Optional<ConnectorException> error() {
    return Optional.ofNullable(error);
  }

  /** Returns how long the trial took. */
  public Duration took() {
    return took;
  }

  @Override
  public String toString() {
    return error == null
        ? "✓ "
            + source
            + " answered in "
            + took.toMillis()
            + " ms"
            + (details.isEmpty() ? "" : ": " + details)
        : "✗ " + error.getMessage();
  }
}
