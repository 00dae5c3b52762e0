package dev.tributary.connector.option;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a configuration: where, what, and what to do about it.
 *
 * <p>Immutable and thread-safe; equal by value. Its texts hold no secret.
 *
 * @since 0.1.0
 */
public final class Problem {
  /** How bad a problem is. */
  public enum Severity {
    /** The configuration cannot be used. */
    ERROR,
    /** The configuration works, but probably not as it was meant. */
    WARNING
  }

  private final Severity severity;
  private final String path;
  private final @Nullable Place place;
  private final String message;
  private final @Nullable String remedy;

  private Problem(
      Severity severity,
      String path,
      @Nullable Place place,
      String message,
      @Nullable String remedy) {
    this.severity = severity;
    this.path = Objects.requireNonNull(path, "path");
    this.place = place;
    this.message = Objects.requireNonNull(message, "message");
    this.remedy = remedy;
  }

  /**
   * Returns an error.
   *
   * @param path the option, such as {@code connection_config.auth_config.token_url}; empty for the
   *     whole
   * @param message what is wrong, as a clause without a full stop; {@code is required}
   */
  public static Problem error(String path, String message) {
    return new Problem(Severity.ERROR, path, null, message, null);
  }

  /**
   * Returns a warning.
   *
   * @param path the option, such as {@code connection_config.timeout}; empty for the whole
   * @param message what is odd, as a clause without a full stop
   */
  public static Problem warning(String path, String message) {
    return new Problem(Severity.WARNING, path, null, message, null);
  }

  /** Returns a copy that stands at this place. */
  public Problem at(@Nullable Place place) {
    return new Problem(severity, path, place, message, remedy);
  }

  /** Returns a copy with this way out, an instruction to a person. */
  public Problem remedy(@Nullable String remedy) {
    return new Problem(severity, path, place, message, remedy);
  }

  /** Returns a copy with this path. */
  Problem path(String path) {
    return new Problem(severity, path, place, message, remedy);
  }

  /** Returns how bad it is. */
  public Severity severity() {
    return severity;
  }

  /** Returns whether this is an error, not a warning. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** Returns the option's path, such as {@code connection_config.base_url}; empty for the whole. */
  public String path() {
    return path;
  }

  /** Returns the file and line, where they are known. */
  public Optional<Place> place() {
    return Optional.ofNullable(place);
  }

  /** Returns what is wrong, as a clause without a full stop. */
  public String message() {
    return message;
  }

  /** Returns the way out, as an instruction to a person. */
  public Optional<String> remedy() {
    return Optional.ofNullable(remedy);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Problem that
        && severity == that.severity
        && path.equals(that.path)
        && Objects.equals(place, that.place)
        && message.equals(that.message)
        && Objects.equals(remedy, that.remedy);
  }

  @Override
  public int hashCode() {
    return Objects.hash(severity, path, place, message, remedy);
  }

  /** Returns one line for people: {@code `path` (file:line): message. Remedy}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    if (!path.isEmpty()) {
      // In backquotes, so that "client_secret: is required" is not redacted as a secret's value.
      text.append('`').append(path).append('`');
    }
    if (place != null) {
      text.append(text.isEmpty() ? "(" : " (").append(place).append(')');
    }
    text.append(text.isEmpty() ? "" : ": ").append(message);
    if (remedy != null) {
      text.append(". ").append(remedy);
    }
    return text.toString();
  }
}
